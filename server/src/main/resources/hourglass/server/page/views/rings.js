import { html, nothing, svg } from "/webjars/lit-html/lit-html.js";
import { get, post, query, Resource } from "../client.js";
import { items } from "../items.js";
import { count, later, loaded, notice, plural } from "../parts.js";
import { whole } from "../state.js";
import { Choice } from "./choice.js";

const SIDE = 640;
const MOST = 200;
const LISTED = 40;
const MOST_RINGS = 8;
/** Besides the item in the middle, which is among them. */
const SOME = 12;

/** The Hamming ball around an item: what lies at which distance, as rings. */
export class Rings {
  name = "rings";
  title = "Neighbourhood";
  #app;
  #ball;
  #first;
  #centre;
  #distances;
  #choice;
  #radius = null;

  constructor(app) {
    this.#app = app;
    this.#ball = new Resource(app.redraw);
    this.#first = new Resource(app.redraw);
    this.#centre = new Resource(app.redraw);
    this.#distances = new Resource(app.redraw);
    this.#choice = new Choice(app);
  }

  missing() {
    const { library } = this.#app.info;
    return library?.coded && library.bits
      ? null
      : "There is no neighbourhood to show, since the server has no items with binary codes.";
  }

  introduction() {
    return (
      "Neighbourhood draws what lies around an item: on the first ring what differs from it in one bit, on the next in two, " +
      "and so on; take any of them to be the middle."
    );
  }

  draw(params) {
    const id = params.get("id");
    if (!id) {
      this.#first.load("first", options => get(query("/api/items", { limit: 1 }), options));
      const first = this.#first.value?.items[0];
      if (first) {
        queueMicrotask(() => this.#app.change({ id: first.id }, { replace: true }));
      }
      return loaded(this.#first, page => (page.items.length ? nothing : notice("The library is empty.")));
    }
    const bits = this.#app.info.library.bits;
    const most = Math.max(1, Math.floor(bits / 2));
    this.#distances.load(id, options => post("/api/distances", { id }, options));
    if (!params.has("radius") && this.#distances.state !== "done") {
      return loaded(this.#distances, () => nothing);
    }
    const asked = whole(params, "radius", 1, most, 0) || Math.min(most, enough(this.#distances.value.items));
    const request = {
      id,
      radius: asked,
      limit: MOST,
      rank: "distance",
      with: ["title", "snippet", "topics", "thumbnail", "code", "differs"],
    };
    this.#centre.load(id, options => get("/api/items/" + encodeURIComponent(id), options));
    this.#ball.load(JSON.stringify(request), options => post("/api/query", request, options));
    const radius = this.#radius ?? asked;
    const move = event => {
      this.#radius = Number(event.target.value);
      this.#app.redraw();
      later(
        "rings",
        () => {
          const chosen = this.#radius;
          this.#radius = null;
          this.#app.change({ radius: chosen }, { replace: true });
        },
        200,
      );
    };
    return html`<div class="row">${this.#choice.button("id", "Another item in the middle")}</div>
      ${this.#choice.draw(chosen => this.#app.change({ id: chosen }))}
      <div class="radius"><label class="slider"><span class="offscreen">Radius</span>
        <input type="range" min="1" max=${most} .value=${String(radius)} aria-valuetext=${plural(radius, "bit")} @input=${move}></label>
        <p class="effect"><strong>Within ${plural(radius, "bit")}</strong> ${
          this.#ball.state === "done"
            ? `${this.#ball.value.next ? "the first " : ""}${plural(this.#ball.value.hits.filter(hit => hit.id !== id).length, "other item")}`
            : nothing
        }</p></div>
      ${loaded(this.#ball, ({ hits }) => {
        const centre = this.#centre.value?.id === id ? this.#centre.value : null;
        const others = hits.filter(hit => hit.id !== id);
        return html`<div class="neighbourhood">
          <svg class="rings" viewBox="0 0 ${SIDE} ${SIDE}" role="group" aria-label="Rings around ${centre?.title || id}" @keydown=${turn}>
            ${this.#drawRings(centre, others, asked)}</svg>
          <div class="beside">${items(this.#app, others.slice(0, LISTED), { label: "Items by distance" })}
            ${others.length > LISTED ? html`<p class="more"><a href=${this.#app.href("search", { id, radius: asked })}>All ${count(others.length)} in Search</a></p>` : nothing}
          </div></div>`;
      })}`;
  }

  #drawRings(centre, others, radius) {
    const middle = SIDE / 2;
    const rings = ringsOf(others, radius);
    const gap = (middle - 34) / (rings.length + 0.35);
    const at = ring => (ring + 1.35) * gap;
    const size = Math.max(20, Math.min(58, gap * 0.82));
    return svg`${rings
      .map(
        (ring, i) => svg`<circle class="ring" cx=${middle} cy=${middle} r=${at(i)}></circle>
        <text class="at" x=${middle} y=${middle - at(i) - 3}>${ring.from === ring.to ? ring.from : `${ring.from}–${ring.to}`}</text>`,
      )
      .reverse()}
      ${rings.map(({ from, to }, i) =>
        this.#onRing(
          others.filter(hit => hit.distance >= from && hit.distance <= to),
          at(i),
          size,
        ),
      )}
      ${centre ? this.#spot(centre, middle, middle, Math.min(size * 1.25, gap * 1.1), true) : nothing}`;
  }

  /** Items in the order of the bits in which they differ, so that those that differ alike stand side by side. */
  #onRing(hits, radius, size) {
    const room = Math.max(1, Math.floor((2 * Math.PI * radius) / (size * 1.12)));
    const shown = hits.length > room ? hits.slice(0, room - 1) : hits;
    const sorted = [...shown].sort((a, b) => order(a) - order(b));
    const slots = hits.length > room ? room : Math.max(sorted.length, 1);
    const place = i => {
      // Turned a little on every ring, so that the numbers at the top stay free.
      const angle = -Math.PI / 2 + (2 * Math.PI * (i + 0.5)) / slots;
      return [SIDE / 2 + radius * Math.cos(angle), SIDE / 2 + radius * Math.sin(angle)];
    };
    const [x, y] = place(room - 1);
    return svg`${sorted.map((hit, i) => this.#spot(hit, ...place(i), size, false))}
      ${hits.length > room ? svg`<text class="rest" x=${x} y=${y + 5}>+${hits.length - shown.length}</text>` : nothing}`;
  }

  #spot(hit, x, y, size, centre) {
    const name = `${hit.title || hit.id}${hit.topics?.length ? ", " + hit.topics.join(", ") : ""}${
      centre ? ", in the middle" : `, ${plural(hit.distance, "bit")} away`
    }`;
    const href = this.#app.href(this.name, { id: hit.id, radius: this.#app.location.params.get("radius") });
    const inside = hit.thumbnail?.startsWith("data:image/")
      ? svg`<image href=${hit.thumbnail} x=${x - size / 2} y=${y - size / 2} width=${size} height=${size} class="thumbnail"></image>
        <rect x=${x - size / 2} y=${y - size / 2} width=${size} height=${size} rx="4" class="frame"></rect>`
      : svg`<circle cx=${x} cy=${y} r=${Math.min(size / 2, 11)} class="dot"></circle>`;
    return svg`<a href=${href} class=${centre ? "centre" : ""} tabindex=${centre ? 0 : -1} aria-label=${name}><title>${name}</title>${inside}</a>`;
  }
}

/** A radius that takes in some items. */
function enough(items) {
  let sum = 0;
  const radius = items.findIndex(n => (sum += n) > SOME);
  return Math.max(3, radius < 0 ? items.length - 1 : radius);
}

/** The distances of each ring: one each, or, where there would be too many, as wide as all lie on a few. */
function ringsOf(others, radius) {
  if (radius <= MOST_RINGS) {
    // Items of the same code lie on a ring of their own, close to the middle.
    const first = others.some(hit => hit.distance === 0) ? 0 : 1;
    return Array.from({ length: radius + 1 - first }, (_, i) => ({ from: i + first, to: i + first }));
  }
  const nearest = others.reduce((least, hit) => Math.min(least, hit.distance), radius);
  const width = Math.ceil((radius + 1 - nearest) / (MOST_RINGS - 2));
  const rings = [];
  for (let from = nearest; from <= radius; from += width) {
    rings.push({ from, to: Math.min(radius, from + width - 1) });
  }
  return rings;
}

const order = hit => (hit.differs?.[0] ?? 0) * 1e4 + (hit.differs?.[1] ?? 0);

/** Arrow keys: left and right along a ring and on to the next. */
function turn(event) {
  const all = [...event.currentTarget.querySelectorAll("a")];
  // The middle is drawn last, over the others, and comes first.
  all.unshift(all.pop());
  const at = all.indexOf(document.activeElement);
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step && at >= 0) {
    event.preventDefault();
    all[(at + step + all.length) % all.length].focus();
  }
}
