import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { get, Resource } from "./client.js";
import { bitsOf, loaded, marked, picture, say } from "./parts.js";

/** All about one item, beside whatever view the user is in. */
export class Panel {
  #app;
  #item;
  #opener = null;
  #shown = null;

  constructor(app) {
    this.#app = app;
    this.#item = new Resource(app.redraw);
  }

  draw(id) {
    if (id !== this.#shown) {
      this.#opener ??= document.activeElement;
      this.#shown = id;
      say("");
      requestAnimationFrame(() => document.getElementById("panel-close")?.focus());
    }
    this.#item.load(id, options => get("/api/items/" + encodeURIComponent(id), options));
    return html`
      <div class="panel-head">
        <h2>${this.#item.value?.id === id ? this.#item.value.title || id : id}</h2>
        <button id="panel-close" class="quiet" @click=${() => this.close()} aria-label="Close the item">✕</button>
      </div>
      ${loaded(this.#item, item => this.#contents(item))}`;
  }

  /** Closes it, and gives the focus back to what opened it. */
  close() {
    const opener = this.#opener;
    this.#app.change({ item: null });
    this.closed();
    opener?.focus?.();
  }

  closed() {
    this.#shown = null;
    this.#opener = null;
  }

  #contents(item) {
    const { href, info } = this.#app;
    const model = info.model;
    const coded = item.code !== null && item.code !== undefined;
    const fields = Object.entries(item.fields || {});
    return html`
      ${picture(item.thumbnail, item.title || item.id)}
      <div class="row actions">
        ${
          coded
            ? html`<a class="button primary" href=${href("search", { id: item.id })}>Similar</a>
          <a class="button" href=${href("rings", { id: item.id })}>Neighbourhood</a>`
            : nothing
        }
        ${model?.decodes && coded ? html`<a class="button" href=${href("turn", { from: item.id })}>Turn</a>` : nothing}
      </div>
      <dl class="facts">
        <dt>Id</dt><dd class="code">${item.id}</dd>
        ${
          item.topics?.length
            ? html`<dt>Topic</dt><dd>${item.topics.map(
                topic => html`<a class="chip" href=${href("search", { topic })}>${topic}</a>`,
              )}</dd>`
            : nothing
        }
        ${fields.map(([name, value]) => html`<dt>${name}</dt><dd>${Array.isArray(value) ? value.join(", ") : value}</dd>`)}
        ${
          coded
            ? html`<dt>Code</dt><dd>
            <a class="code" href=${href("search", { code: item.code })} title="Search by this code">${item.code}</a>
            ${
              info.library?.bits
                ? html`<div class="grid-of-bits" aria-hidden="true">${Array.from(
                    bitsOf(item.code, info.library.bits),
                    bit => html`<i class=${bit ? "one" : "zero"}></i>`,
                  )}</div>`
                : nothing
            }
          </dd>`
            : html`<dt>Code</dt><dd>none: the item has nothing that the model reads</dd>`
        }
      </dl>
      ${item.text ? html`<div class="text" tabindex="0" role="region" aria-label="Text">${marked(item.text, item.marks)}</div>` : nothing}`;
  }
}
