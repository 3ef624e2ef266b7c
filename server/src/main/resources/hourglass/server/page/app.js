import { html, nothing, render } from "/webjars/lit-html/lit-html.js";
import { get, whenTokenIsNeeded, Problem } from "./client.js";
import { header } from "./header.js";
import { recall, remember } from "./memory.js";
import { Panel } from "./panel.js";
import { trouble } from "./parts.js";
import { changed, fragment, parse } from "./state.js";
import { askToken } from "./token.js";
import { Duplicates } from "./views/duplicates.js";
import { MapView } from "./views/map.js";
import { Model } from "./views/model.js";
import { Rings } from "./views/rings.js";
import { Search } from "./views/search.js";
import { Turn } from "./views/turn.js";

/** How many milliseconds what is known of the library is taken to be true. */
const FRESH = 5000;
const main = document.getElementById("main");
const top = document.getElementById("header");
const side = document.getElementById("panel");

/** What the views share: what the server serves, where the user is, and how to go elsewhere. */
class App {
  info = null;
  problem = null;
  location = parse(location.hash);
  #scheduled = false;

  /** The address of this or another view; `changes` to the present parameters where it is this one. */
  href(view, values) {
    return fragment(view, values);
  }

  /** Changes parameters of the present view; `replace` leaves no step for the back button, as while a slider moves. */
  change(changes, { replace = false } = {}) {
    this.go(fragment(this.location.view, changed(this.location.params, changes)), { replace });
  }

  go(href, { replace = false } = {}) {
    if (href === location.hash) {
      return;
    }
    history[replace ? "replaceState" : "pushState"](null, "", href);
    this.arrive();
  }

  arrive() {
    const before = this.location.view;
    this.location = parse(location.hash);
    this.redraw();
    if (before !== this.location.view) {
      scrollTo(0, 0);
    }
  }

  /** Draws everything anew, once for all the changes of a moment. */
  redraw = () => {
    if (!this.#scheduled) {
      this.#scheduled = true;
      queueMicrotask(() => {
        this.#scheduled = false;
        const before = document.activeElement;
        draw();
        if (document.activeElement === document.body && before !== document.body) {
          // What had the focus is gone; go on from the beginning of what has come in its place.
          main.focus({ preventScroll: true });
        }
      });
    }
  };
}

const app = new App();
const views = [Search, MapView, Model, Turn, Duplicates, Rings].map(View => new View(app));
const panel = new Panel(app);
let shown = null;
let asked = 0;

function draw() {
  if (!app.info) {
    render(header("", [], app.redraw), top);
    render(
      app.problem ? trouble(app.problem, start) : html`<p class="waiting"><span class="spinner"></span>Loading …</p>`,
      main,
    );
    return;
  }
  const possible = views.filter(view => !view.missing());
  const view = views.find(each => each.name === app.location.view) || possible[0] || views[0];
  const missing = view.missing();
  const entered = view !== shown;
  if (entered) {
    refresh();
    shown?.leave?.();
    shown = view;
  }
  document.title = `${view.title} · ${app.info.name} · Hourglass`;
  const links = possible.map(each => ({ href: "#" + each.name, text: each.title, current: each === view }));
  render(header(app.info.name, [...links, { href: "/api", text: "API" }], app.redraw), top);
  if (entered) {
    // On a phone the views do not all fit.
    top.querySelector("[aria-current=page]")?.scrollIntoView({ inline: "center", block: "nearest" });
  }
  render(
    html`<h1 class="offscreen">${view.title}</h1>
    ${introduction(view)}
    ${missing ? html`<p class="notice">${missing}</p>` : view.draw(app.location.params)}`,
    main,
  );
  const item = app.location.params.get("item");
  side.hidden = !item;
  document.body.classList.toggle("with-panel", Boolean(item));
  render(item ? panel.draw(item) : nothing, side);
  if (!item) {
    panel.closed();
  }
  if (!missing) {
    view.drawn?.(app.location.params);
  }
}

/** One sentence on the view, until it is dismissed. */
function introduction(view) {
  if (recall("known." + view.name)) {
    return nothing;
  }
  const dismiss = () => {
    remember("known." + view.name, "1");
    app.redraw();
    main.focus();
  };
  return html`<div class="introduction"><p>${view.introduction()}</p>
    <button class="quiet" @click=${dismiss} aria-label="Dismiss this explanation">Got it</button></div>`;
}

/** Asks again what is served, since a library grows while it is looked at. */
async function refresh() {
  if (performance.now() > asked + FRESH) {
    asked = performance.now();
    try {
      app.info = await get("/api/info");
      app.redraw();
    } catch {
      // The view's own requests fail too, and say so.
    }
  }
}

async function start() {
  app.problem = null;
  app.redraw();
  try {
    app.info = await get("/api/info");
    asked = performance.now();
  } catch (e) {
    app.problem = e instanceof Problem ? e : new Problem({ detail: String(e) });
  }
  app.redraw();
}

whenTokenIsNeeded(askToken);
addEventListener("popstate", () => app.arrive());
document.querySelector(".skip").addEventListener("click", event => {
  // The fragment is the page's state, so the link moves the focus by itself.
  event.preventDefault();
  main.focus();
});
document.addEventListener("keydown", event => {
  if (event.key === "Escape" && app.location.params.has("item") && !document.querySelector("dialog[open]")) {
    panel.close();
  } else if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
    const field = main.querySelector("textarea, input[type=text]");
    if (field) {
      event.preventDefault();
      field.focus();
    }
  }
});
document.addEventListener("themechange", () => shown?.themed?.());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  shown?.themed?.();
  app.redraw();
});
start();
