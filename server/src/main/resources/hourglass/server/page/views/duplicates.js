import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { get, query, Resource } from "../client.js";
import { items } from "../items.js";
import { count, later, loaded, plural } from "../parts.js";
import { whole } from "../state.js";

const PAGE = 20;

/** Groups of items whose codes are nearly the same. */
export class Duplicates {
  name = "duplicates";
  title = "Duplicates";
  #app;
  #groups;
  #radius = null;

  constructor(app) {
    this.#app = app;
    this.#groups = new Resource(app.redraw);
  }

  missing() {
    const { library } = this.#app.info;
    return library?.coded && library.bits
      ? null
      : "There are no duplicates to show, since the server has no items with binary codes.";
  }

  introduction() {
    return "Duplicates are groups of items whose codes differ in no more than a few bits: the same picture twice, a text and its copy.";
  }

  draw(params) {
    const most = Math.min(this.#app.info.library.bits, 16);
    const asked = whole(params, "radius", 0, most, null);
    const limit = whole(params, "limit", 1, 1000, PAGE);
    this.#groups.load(`${asked} ${limit}`, options => get(query("/api/duplicates", { radius: asked, limit }), options));
    const radius = this.#radius ?? asked ?? this.#groups.value?.radius ?? 0;
    const move = event => {
      this.#radius = Number(event.target.value);
      this.#app.redraw();
      later(
        "duplicates",
        () => {
          const chosen = this.#radius;
          this.#radius = null;
          this.#app.change({ radius: chosen, limit: null }, { replace: true });
        },
        300,
      );
    };
    return html`<div class="radius"><label class="slider"><span class="offscreen">Radius</span>
        <input type="range" min="0" max=${most} .value=${String(radius)} aria-valuetext=${plural(radius, "bit")} @input=${move}></label>
        <p class="effect"><strong>${radius === 0 ? "Equal codes" : `Up to ${plural(radius, "bit")} apart`}</strong>
          ${this.#groups.state === "done" ? `${plural(this.#groups.value.groupCount, "group")} of ${plural(this.#groups.value.itemCount, "item")}` : nothing}</p></div>
      ${loaded(this.#groups, answer =>
        answer.groups.length === 0
          ? html`<p class="notice">No two items are that near to each other; widen the radius.</p>`
          : html`<div class="groups">${answer.groups.map(
              (group, i) => html`<section class="card" aria-labelledby="group-${i}">
            <h2 id="group-${i}">${group.items[0].title || group.items[0].id} <span class="hint">${plural(group.items.length, "item")}</span></h2>
            ${items(this.#app, group.items.slice(0, 60), { label: `Group ${i + 1}` })}
            ${group.items.length > 60 ? html`<p class="hint">and ${count(group.items.length - 60)} more</p>` : nothing}</section>`,
            )}</div>
          ${
            answer.next && limit < 1000
              ? html`<p class="more">${plural(answer.groups.length, "group")} of ${count(answer.groupCount)}
            <button @click=${() => this.#app.change({ limit: Math.min(1000, limit + 2 * PAGE) }, { replace: true })}>Show more</button></p>`
              : nothing
          }`,
      )}`;
  }
}
