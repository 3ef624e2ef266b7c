import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { get, query, Resource } from "../client.js";
import { arrows, loaded, picture } from "../parts.js";

const PAGE = 18;

/** Lets the user choose one of some items; `open` says for what. */
export class Choice {
  open = null;
  #app;
  #page;
  #cursor = "";

  constructor(app) {
    this.#app = app;
    this.#page = new Resource(app.redraw);
  }

  /** A button that shows and hides the items. */
  button(what, text) {
    return html`<button aria-expanded=${this.open === what} @click=${() => {
      this.open = this.open === what ? null : what;
      this.#app.redraw();
    }}>${text}</button>`;
  }

  draw(choose) {
    if (!this.open) {
      return nothing;
    }
    const library = Boolean(this.#app.info.library);
    const path = library
      ? query("/api/items", { limit: PAGE, with: "thumbnail", cursor: this.#cursor })
      : query("/api/model/reconstructions", { count: PAGE });
    this.#page.load(path, options => get(path, options));
    const pick = id => {
      choose(id);
      this.open = null;
      this.#app.redraw();
    };
    const enter = event => {
      event.preventDefault();
      const id = event.currentTarget.elements.id.value.trim();
      if (id) {
        pick(id);
      }
    };
    return html`<div class="choice">${loaded(
      this.#page,
      page => html`
        <ul class="pick" aria-label="Items to choose" @keydown=${arrows("button")}>${page.items.map(
          (item, i) => html`<li>
          <button tabindex=${i === 0 ? 0 : -1} @click=${() => pick(item.id)} aria-label=${item.title || item.label || item.id}>
            ${item.thumbnail || item.data ? picture(item.thumbnail || item.data) : item.title || item.id}</button></li>`,
        )}</ul>
        <div class="row">${
          page.next
            ? html`<button @click=${() => {
                this.#cursor = page.next;
                this.#app.redraw();
              }}>Others</button>`
            : nothing
        }
          ${library ? html`<form class="row" @submit=${enter}><label class="inline">Id <input type="text" name="id"></label><button>Take</button></form>` : nothing}
        </div>`,
    )}</div>`;
  }
}
