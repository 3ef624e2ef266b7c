import { html, nothing, svg } from "/webjars/lit-html/lit-html.js";
import { get, post, query, Resource } from "../client.js";
import { footer, items } from "../items.js";
import { Pad } from "../pad.js";
import { count, later, loaded, picture, plural, say } from "../parts.js";
import { fileOf, read } from "../pictures.js";
import { whole } from "../state.js";
import { activeFilters, chips, filterOf } from "./filters.js";

const PAGE = 24;
const RANKS = [
  ["", "what suits"],
  ["distance", "distance"],
  ["tf-idf", "words"],
  ["cosine", "angle of codes"],
];
const EXAMPLES = ["id", "words", "picture", "code", "vector"];

/** Searches the library by an example of any kind; all that is chosen stands in the page's address. */
export class Search {
  name = "search";
  title = "Search";
  #app;
  #hits;
  #distances;
  #example;
  #browsed;
  #radius = null;
  #pad = null;
  #complaint = "";
  #refusal = "";
  #over = false;

  constructor(app) {
    this.#app = app;
    this.#hits = new Resource(app.redraw);
    this.#distances = new Resource(app.redraw);
    this.#example = new Resource(app.redraw);
    this.#browsed = new Resource(app.redraw);
  }

  missing() {
    return this.#app.info.library
      ? null
      : "The server serves a model without a library, so there is nothing to search.";
  }

  introduction() {
    return (
      "Search finds the items whose codes differ from your example's in the fewest bits: " +
      "give words, a picture, a code, or take any item and ask for similar ones."
    );
  }

  draw(params) {
    const kind = EXAMPLES.find(each => params.has(each)) || null;
    this.#load(kind, params);
    const drag = event => {
      if (this.#reads("picture") && [...event.dataTransfer.types].includes("Files")) {
        event.preventDefault();
        this.#over = true;
        this.#app.redraw();
      }
    };
    const leave = () => {
      this.#over = false;
      this.#app.redraw();
    };
    return html`<div class="search ${this.#over ? "over" : ""}" @dragover=${drag} @dragleave=${leave}
        @drop=${e => this.#bring(e, e.dataTransfer)} @paste=${e => this.#bring(e, e.clipboardData)}>
        ${this.#asker(kind, params)}
        ${this.#complaint || this.#refusal ? html`<p class="notice problem" role="alert">${this.#complaint || this.#refusal}</p>` : nothing}
        ${chips(this.#app, params)}
        ${kind && this.#hasCodes(kind) ? this.#slider(params) : nothing}
        ${
          kind
            ? loaded(this.#hits, answer => this.#found(answer, params))
            : loaded(this.#browsed, page => this.#library(page, params))
        }
      </div>`;
  }

  leave() {
    this.#pad = null;
    this.#complaint = "";
  }

  // --- what to search by

  #kinds() {
    return [
      ["words", "Words or text"],
      ["picture", "Picture"],
      ["vector", "Numbers"],
      ["code", "Code"],
    ].filter(([kind]) => this.#reads(kind));
  }

  #reads(kind) {
    const model = this.#app.info.model;
    return kind === "words"
      ? !model || model.reads === "texts"
      : kind === "picture"
        ? model?.reads === "pictures"
        : kind === "vector"
          ? model?.reads === "numbers"
          : Boolean(this.#app.info.library.coded && this.#app.info.library.bits);
  }

  #asker(kind, params) {
    const kinds = this.#kinds();
    const by = kinds.find(([each]) => each === (params.get("by") || kind))?.[0] || kinds[0]?.[0];
    const tabs =
      kinds.length < 2
        ? nothing
        : html`<div class="segments" role="group" aria-label="Search by">${kinds.map(
            ([each, text]) => html`
          <button aria-pressed=${each === by} @click=${() => this.#app.change({ by: each }, { replace: true })}>${text}</button>`,
          )}
        </div>`;
    return html`<div class="asker">${tabs}
        ${
          by === "words"
            ? this.#words(params)
            : by === "picture"
              ? this.#picture(params)
              : by === "vector"
                ? this.#line("vector", "Numbers, one for each column, separated by commas", params)
                : by === "code"
                  ? this.#line("code", `Code of ${this.#app.info.library.bits} bits in hexadecimal digits`, params)
                  : nothing
        }
        ${kind === "id" ? this.#like(params.get("id")) : nothing}</div>`;
  }

  #words(params) {
    const submit = event => {
      event.preventDefault();
      this.#ask({ words: event.currentTarget.elements.words.value.trim() });
    };
    const enter = event => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        event.currentTarget.form.requestSubmit();
      }
    };
    const ranks = this.#app.info.model?.reads === "texts";
    return html`<form class="row ask" role="search" @submit=${submit}>
        <textarea name="words" rows="1" aria-label="Words or a text" placeholder="Words, or paste a whole text"
          .value=${params.get("words") || ""} @keydown=${enter}></textarea>
        ${
          ranks
            ? html`<label class="inline">by <select aria-label="Order" @change=${e => this.#app.change({ rank: e.target.value })}>
            ${RANKS.map(([value, text]) => html`<option value=${value} ?selected=${(params.get("rank") || "") === value}>${text}</option>`)}
          </select></label>`
            : nothing
        }
        <button class="primary">Search</button>
      </form>`;
  }

  #line(name, label, params) {
    const submit = event => {
      event.preventDefault();
      this.#ask({ [name]: event.currentTarget.elements[name].value.trim() });
    };
    return html`<form class="row ask" role="search" @submit=${submit}>
        <input type="text" name=${name} class="code" aria-label=${label} placeholder=${label} spellcheck="false"
          autocomplete="off" .value=${params.get(name) || ""}>
        <button class="primary">Search</button>
      </form>`;
  }

  #picture(params) {
    const image = this.#app.info.model.image;
    const choose = event => this.#bring(event, event.target);
    const drawing = params.get("pad") === "1";
    if (drawing && image) {
      this.#pad ??= new Pad(image, url => later("pad", () => this.#ask({ picture: url }, { replace: true }), 120));
    }
    return html`<div class="row ask pictures">
        ${picture(params.get("picture"), "The picture that you search by")}
        <label class="drop"><span>Drop or paste a picture here, or <u>choose a file</u></span>
          <input type="file" accept="image/*" class="offscreen" @change=${choose}></label>
        ${
          image
            ? html`<button aria-pressed=${drawing} @click=${() =>
                this.#app.change({ pad: !drawing }, { replace: true })}>Draw</button>`
            : nothing
        }
      </div>
      ${drawing && this.#pad ? this.#pad.template() : nothing}`;
  }

  #like(id) {
    const item = this.#example.value;
    return html`<div class="like">${picture(item?.thumbnail)}<span>Similar to
        <strong>${item?.id === id ? item.title || id : id}</strong></span>
        <button class="quiet" aria-label="Search by this item no longer" @click=${() => this.#ask({ id: null })}>✕</button></div>`;
  }

  async #bring(event, transfer) {
    const file = this.#reads("picture") ? fileOf(transfer) : null;
    this.#over = false;
    if (!file) {
      return;
    }
    event.preventDefault();
    try {
      const url = await read(file);
      this.#complaint = "";
      this.#ask({ picture: url, pad: null });
    } catch (e) {
      this.#complaint = e.message;
      this.#app.redraw();
    }
  }

  /** Searches by this example in place of any other; what filters stand. */
  #ask(example, options) {
    const none = Object.fromEntries(EXAMPLES.map(kind => [kind, null]));
    this.#app.change({ ...none, limit: null, item: null, ...example }, options);
  }

  // --- what is found

  #hasCodes(kind) {
    return this.#app.info.library.bits && (kind !== "words" || this.#hits.value?.query?.code);
  }

  #load(kind, params) {
    const filter = filterOf(params);
    const limit = whole(params, "limit", 1, this.#app.info.limits?.hits || 1000, PAGE);
    this.#refusal = "";
    if (!kind) {
      this.#hits.load(null);
      this.#distances.load(null);
      const path = query("/api/items", { limit, with: "thumbnail", ...Object.fromEntries(activeFilters(params)) });
      this.#browsed.load(path, options => get(path, options));
      return;
    }
    const value = params.get(kind);
    this.#refusal = refusal(kind, value, this.#app.info);
    if (this.#refusal) {
      this.#hits.load(null);
      this.#distances.load(null);
      return;
    }
    const example = { [kind]: kind === "vector" ? numbersOf(value) : value };
    const radius = whole(params, "radius", 0, 1 << 16, null);
    const request = { ...example, filter, limit, with: ["title", "snippet", "topics", "thumbnail", "code", "differs"] };
    if (radius !== null) {
      request.radius = radius;
    }
    if (params.get("rank") && kind === "words") {
      request.rank = params.get("rank");
    }
    this.#hits.load(JSON.stringify(request), options =>
      post("/api/query", request, options).then(answer => this.#announce(answer)),
    );
    const distances = { ...example, filter };
    this.#distances.load(this.#app.info.library.bits ? JSON.stringify(distances) : null, options =>
      post("/api/distances", distances, options),
    );
    this.#example.load(kind === "id" ? value : null, options =>
      get("/api/items/" + encodeURIComponent(value), options),
    );
  }

  #announce(answer) {
    say(answer.hits.length === 0 ? "Nothing found." : `${plural(answer.hits.length, "item")} found.`);
    return answer;
  }

  #slider(params) {
    const bits = this.#app.info.library.bits;
    const most = furthest(bits, this.#distances.value?.items, whole(params, "radius", 0, bits, 0));
    const radius = this.#radius ?? whole(params, "radius", 0, most, most + 1);
    const limited = radius <= most;
    const distances = this.#distances.state === "failed" ? null : this.#distances.value;
    const upTo = counts => counts.slice(0, radius + 1).reduce((sum, n) => sum + Number(n), 0);
    const effect = !distances
      ? ""
      : limited
        ? `probes ${plural(upTo(distances.addresses), "address", "addresses")}, takes in ${plural(upTo(distances.items), "item")}`
        : `the nearest of ${plural(
            distances.items.reduce((sum, n) => sum + n, 0),
            "item",
          )}`;
    const reach = limited ? `Within ${plural(radius, "bit")}` : "At any distance";
    const move = event => {
      this.#radius = Number(event.target.value);
      this.#app.redraw();
      later(
        "radius",
        () => {
          const chosen = this.#radius;
          this.#radius = null;
          this.#app.change({ radius: chosen > most ? null : chosen }, { replace: true });
        },
        200,
      );
    };
    const tallest = distances ? Math.max(1, ...distances.items.slice(0, most + 1)) : 1;
    return html`<div class="radius">
        <div class="slider">
          ${
            distances
              ? html`<svg class="bars" viewBox="0 0 ${most + 2} 10" preserveAspectRatio="none" aria-hidden="true">
            ${distances.items.slice(0, most + 1).map(
              (n, i) => svg`<rect x=${i + 0.1} width="0.8"
              y=${10 - height(n, tallest)} height=${height(n, tallest)} class=${i <= radius ? "in" : "out"}></rect>`,
            )}</svg>`
              : nothing
          }
          <input type="range" min="0" max=${most + 1} step="1" .value=${String(radius)} aria-label="Radius"
            aria-valuetext="${reach}: ${effect}" @input=${move}>
        </div>
        <p class="effect"><strong>${reach}</strong> ${effect}</p>
      </div>`;
  }

  #found(answer, params) {
    const limit = whole(params, "limit", 1, 1000, PAGE);
    const most = this.#app.info.limits?.hits || 1000;
    const unknown = answer.query?.unknownWords || [];
    const grow =
      answer.next && limit < most
        ? () => this.#app.change({ limit: Math.min(most, limit + 2 * PAGE) }, { replace: true })
        : null;
    return html`
      ${answer.remark ? html`<p class="hint">${answer.remark}</p>` : nothing}
      ${unknown.length ? html`<p class="hint">The model does not know: ${unknown.join(", ")}</p>` : nothing}
      ${
        answer.query?.code
          ? html`<p class="hint">Searched by the code <a class="code" href=${this.#app.href("search", {
              code: answer.query.code,
            })}>${answer.query.code}</a>${
              answer.milliseconds !== undefined ? ` in ${answer.milliseconds.toFixed(1)} ms` : ""
            }</p>`
          : nothing
      }
      ${
        answer.hits.length === 0
          ? html`<p class="notice">Nothing is found${
              params.has("radius")
                ? " within this radius; widen it"
                : activeFilters(params).length
                  ? " that passes the filters; take some away"
                  : ""
            }.</p>`
          : html`${items(this.#app, answer.hits, { label: "Hits", scores: params.has("rank") && params.get("rank") !== "distance" })}${footer(answer.hits.length, null, grow)}`
      }`;
  }

  #library(page, params) {
    const limit = whole(params, "limit", 1, 1000, PAGE);
    const grow =
      page.next && limit < 1000
        ? () => this.#app.change({ limit: Math.min(1000, limit + 2 * PAGE) }, { replace: true })
        : null;
    return page.items.length === 0
      ? html`<p class="notice">${
          activeFilters(params).length
            ? "No item passes the filters; take some away."
            : html`The library is empty. Fill it by <code>hourglass index</code>.`
        }</p>`
      : html`<h2>Or begin with an item</h2>
        ${items(this.#app, page.items, { label: "Items" })}
        ${footer(page.items.length, count(page.count ?? this.#app.info.library.items), grow)}`;
  }
}

/** What is wrong with an example, if the page can tell, so that no request is made for nothing. */
function refusal(kind, value, { library, model }) {
  if (kind === "code") {
    const digits = 2 * Math.ceil(library.bits / 8);
    const hex = new RegExp(`^[0-9a-fA-F]{${digits}}$`),
      base64 = new RegExp(`^[A-Za-z0-9+/]{${Math.ceil((digits * 2) / 3)}}=*$`);
    return hex.test(value) || base64.test(value)
      ? ""
      : `This is no code of ${library.bits} bits: give ${digits} hexadecimal digits.`;
  } else if (kind === "vector") {
    const numbers = numbersOf(value);
    return !numbers.every(Number.isFinite)
      ? "These are not all numbers: give figures with decimal points, separated by commas."
      : numbers.length !== model.values
        ? `These are ${plural(numbers.length, "number")}, and the model takes ${model.values}.`
        : "";
  }
  return "";
}

/** The largest radius to choose: long codes differ in many bits from all others. */
function furthest(bits, items, radius) {
  const total = (items || []).reduce((sum, n) => sum + n, 0);
  let share = 0;
  const reach = (items || []).findIndex(n => (share += n) > total / 4);
  return Math.min(bits, Math.max(12, radius, reach));
}

const numbersOf = text =>
  text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
const height = (n, tallest) => (n === 0 ? 0 : 0.6 + 9.4 * Math.sqrt(n / tallest));
