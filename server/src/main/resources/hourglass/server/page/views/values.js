import { html, nothing, svg } from "/webjars/lit-html/lit-html.js";
import { figure, picture } from "../parts.js";

const MOST = 60;

/** An item as the model sees it: a picture, the words of a text, or a bar for each number. */
export function drawn(model, item) {
  if (!item) {
    return nothing;
  }
  if (item.picture) {
    return picture(item.picture, "The item that the code stands for");
  }
  const rows = item.words
    ? item.words.map(({ word, value }) => [word, value])
    : (item.values || []).slice(0, MOST).map((value, i) => [model.columns?.[i] ?? `${i + 1}`, value]);
  const greatest = Math.max(1e-12, ...rows.map(([, value]) => Math.abs(value)));
  const both = rows.some(([, value]) => value < 0);
  return html`<table class="values"><caption class="offscreen">${item.words ? "Words" : "Values"}</caption>
    <tbody>${rows.map(([name, value]) => {
      const length = ((both ? 50 : 100) * Math.abs(value)) / greatest;
      return html`<tr><th scope="row">${name}</th><td><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        ${svg`<rect x=${both ? (value < 0 ? 50 - length : 50) : 0} width=${length} height="8"></rect>`}</svg></td>
        <td>${figure(value)}</td></tr>`;
    })}</tbody></table>
    ${(item.values?.length || 0) > MOST ? html`<p class="hint">The first ${MOST} of ${item.values.length} numbers.</p>` : nothing}`;
}
