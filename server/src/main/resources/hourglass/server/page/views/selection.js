import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { Resource } from "../client.js";
import { items } from "../items.js";
import { count, hexOf, loaded, plural, say } from "../parts.js";
import { bitOf } from "../plane.js";

const PAGE = 24;

/** The points within a lasso: how many of which label, the items, and a search by what their codes have in common. */
export class Selection {
  #app;
  #itemOf;
  #items;
  #text = "";
  #map = null;
  #corners = [];
  #points = [];
  #label = null;
  #words = "";
  #most = PAGE;

  constructor(app, itemOf) {
    this.#app = app;
    this.#itemOf = itemOf;
    this.#items = new Resource(app.redraw);
  }

  /** The lasso in pixels of the page, or null. */
  outline(plane) {
    if (!this.#app.location.params.has("lasso") || plane.map !== this.#map) {
      return null;
    }
    return this.#corners.map(([x, y]) => [
      ((x - plane.x) * plane.scale + plane.centre.x) / plane.ratio,
      ((plane.y - y) * plane.scale + plane.centre.y) / plane.ratio,
    ]);
  }

  draw(plane, text, close) {
    const { map } = plane;
    if (text !== this.#text || map !== this.#map) {
      this.#text = text;
      this.#map = map;
      this.#corners = text
        .split(",")
        .map(pair => pair.split(" ").map(Number))
        .filter(pair => pair.length === 2 && pair.every(Number.isFinite));
      this.#points = plane.within(this.#corners);
      this.#label = null;
      this.#words = "";
      this.#most = PAGE;
      say(`${plural(this.#points.length, "item")} selected.`);
    }
    const of = label => map.names[label] ?? "without a label";
    const counts = new Map();
    for (const i of this.#points) {
      counts.set(map.labels[i], (counts.get(map.labels[i]) || 0) + 1);
    }
    const chosen = this.#points.filter(i => this.#label === null || map.labels[i] === this.#label);
    const first = chosen.slice(0, this.#most);
    this.#items.load(first.length ? `${text} ${this.#label} ${this.#most}` : null, () =>
      Promise.all(first.map(this.#itemOf)),
    );
    const set = change => {
      change();
      this.#app.redraw();
    };
    return html`<div class="row"><h2>${plural(this.#points.length, "item")} selected</h2>
        <button class="quiet" aria-label="Drop the selection" @click=${close}>✕</button></div>
      ${
        this.#points.length === 0
          ? html`<p class="hint">Nothing lies within; draw around some points.</p>`
          : html`
        ${
          counts.size > 1
            ? html`<div class="chips" role="group" aria-label="Labels in the selection">
          ${[...counts]
            .sort((a, b) => b[1] - a[1])
            .slice(0, 20)
            .map(
              ([label, n]) => html`<button class="chip" aria-pressed=${label === this.#label}
            @click=${() => set(() => (this.#label = label === this.#label ? null : label))}>${of(label)} <span class="count">${count(n)}</span></button>`,
            )}
        </div>`
            : nothing
        }
        <div class="row"><a class="button" href=${this.#app.href("search", { code: this.#majority(map, chosen) })}
          title="By the code whose bits are those of most of the items">Search by their common code</a></div>
        <label class="inline">Find <input type="search" .value=${this.#words} placeholder="title, text or label"
          @input=${e => set(() => (this.#words = e.target.value))}></label>
        ${loaded(this.#items, all => {
          const found = all.filter(item => this.#matches(item));
          return html`${items(this.#app, found, { label: "Selected items" })}
            ${found.length < all.length ? html`<p class="hint">${found.length} of the ${all.length} listed match.</p>` : nothing}
            ${first.length < chosen.length ? html`<p class="more"><button @click=${() => set(() => (this.#most += 2 * PAGE))}>Show more</button></p>` : nothing}`;
        })}`
      }`;
  }

  #matches(item) {
    const words = this.#words.toLowerCase().split(/\s+/).filter(Boolean);
    const text = [item.id, item.title, item.text, ...(item.topics || [])].join(" ").toLowerCase();
    return words.every(word => text.includes(word));
  }

  #majority(map, points) {
    const bits = new Uint8Array(map.bits);
    for (let bit = 0; bit < map.bits; bit++) {
      let ones = 0;
      for (const i of points) {
        ones += bitOf(map, i, bit);
      }
      bits[bit] = 2 * ones > points.length ? 1 : 0;
    }
    return hexOf(bits);
  }
}
