import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { repeat } from "/webjars/lit-html/directives/repeat.js";
import { live } from "/webjars/lit-html/directives/live.js";
import { arrows, figure, marked, picture, plural, strip } from "./parts.js";

/** The id of the item that had the focus last, at which the tab key comes back to a list. */
let stop = null;

/** Items as tiles where they have pictures, else as rows of text; one tab stop, arrow keys within. */
export function items(app, list, { label, similar = true, scores = false } = {}) {
  const pictures = list.some(item => item.thumbnail);
  const bits = app.info.library?.bits;
  const stopped = list.some(item => item.id === stop) ? stop : list[0]?.id;
  return html`<ol class="items ${pictures ? "tiles" : "rows"}" aria-label=${label} @keydown=${arrows("button.open")}>
      ${repeat(
        list,
        item => item.id,
        item => one(app, item, { stopped, pictures, bits, similar, scores }),
      )}
    </ol>`;
}

function one(app, item, { stopped, pictures, bits, similar, scores }) {
  const open = () => app.change({ item: item.id });
  const current = app.location.params.get("item") === item.id;
  const name = item.title || item.id;
  const distance =
    item.distance === null || item.distance === undefined
      ? nothing
      : html`<span class="distance" title="Hamming distance: the number of bits that differ">${item.distance}<span
        class="offscreen"> ${item.distance === 1 ? "bit differs" : "bits differ"}</span></span>`;
  const score =
    !scores || item.score === null || item.score === undefined
      ? nothing
      : html`<span class="score" title="Score">${figure(item.score)}</span>`;
  const more =
    similar && app.info.library?.coded
      ? html`<a class="similar" href=${app.href("search", { id: item.id })}
        aria-label="Items similar to ${name}">Similar</a>`
      : nothing;
  return html`<li class=${current ? "current" : ""}>
      ${pictures ? picture(item.thumbnail) : nothing}
      <div class="what">
        <button class="open" tabindex=${live(item.id === stopped ? "0" : "-1")} @click=${open}
          @focus=${() => (stop = item.id)}>${name}</button>
        ${item.topics?.length ? html`<span class="topics">${item.topics.join(", ")}</span>` : nothing}
        ${item.snippet ? html`<p class="snippet">${marked(item.snippet, item.marks)}</p>` : nothing}
      </div>
      <div class="how">${distance}${score}${strip(bits, item.code, item.differs)}${more}</div>
    </li>`;
}

/** How many items there are, and a button for more of them. */
export function footer(shown, total, more) {
  return html`<p class="more">${total !== null ? `${plural(shown, "item")} of ${total}` : plural(shown, "item")}
      ${more ? html`<button @click=${more}>Show more</button>` : nothing}</p>`;
}
