import { html, nothing } from "/webjars/lit-html/lit-html.js";

const FEW = 12;

/** The filters that an address names, as pairs of a key and a value. */
export function activeFilters(params) {
  return [...params].filter(([name]) => name === "topic" || name.startsWith("field."));
}

/** The filter of a query: any of the topics, and all the fields. */
export function filterOf(params) {
  const conditions = activeFilters(params).map(([key, value]) => ({ key, match: { value } }));
  if (conditions.length === 0) {
    return undefined;
  }
  const topics = conditions.filter(condition => condition.key === "topic");
  const must = conditions.filter(condition => condition.key !== "topic");
  return topics.length > 1 ? { must, should: topics } : { must: [...must, ...topics] };
}

/** Chips that switch filters: the library's topics, and the fields with the values that the user names. */
export function chips(app, params) {
  const { topics = [], fields = [] } = app.info.library;
  const chosen = params.getAll("topic");
  const switched = topic => (chosen.includes(topic) ? chosen.filter(each => each !== topic) : [...chosen, topic]);
  const toggle = topic => app.change({ topic: switched(topic), limit: null });
  const shown = topics.filter((topic, i) => i < FEW || chosen.includes(topic.name));
  const rest = topics.slice(FEW).filter(topic => !chosen.includes(topic.name));
  const set = activeFilters(params).filter(([name]) => name !== "topic");
  const add = event => {
    event.preventDefault();
    const { field, value } = event.currentTarget.elements;
    if (value.value.trim()) {
      app.change({ ["field." + field.value]: value.value.trim(), limit: null });
      event.currentTarget.reset();
    }
  };
  if (topics.length === 0 && fields.length === 0) {
    return nothing;
  }
  return html`<div class="chips" role="group" aria-label="Filters">
      ${shown.map(
        topic => html`<button class="chip" aria-pressed=${chosen.includes(topic.name)}
        @click=${() => toggle(topic.name)}>${topic.name} <span class="count">${topic.items}</span></button>`,
      )}
      ${
        rest.length
          ? html`<select aria-label="More topics" @change=${e => {
              toggle(e.target.value);
              e.target.selectedIndex = 0;
            }}><option value="">more …</option>${rest.map(topic => html`<option value=${topic.name}>${topic.name} (${topic.items})</option>`)}
      </select>`
          : nothing
      }
      ${set.map(
        ([
          name,
          value,
        ]) => html`<button class="chip" aria-pressed="true" aria-label="Remove the filter ${name.slice(6)} = ${value}"
        @click=${() => app.change({ [name]: null, limit: null })}>${name.slice(6)} = ${value} ✕</button>`,
      )}
      ${
        fields.length
          ? html`<form class="field" @submit=${add}>
        <select name="field" aria-label="Field">${fields.map(field => html`<option>${field}</option>`)}</select>
        <input type="text" name="value" size="8" aria-label="Value of the field" placeholder="value">
        <button>Filter</button></form>`
          : nothing
      }
    </div>`;
}
