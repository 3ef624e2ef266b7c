import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { ref } from "/webjars/lit-html/directives/ref.js";
import { blob, get, query, Resource } from "../client.js";
import { count, figure, loaded, picture, plural } from "../parts.js";
import { Curves } from "./curves.js";
import { diagram } from "./diagram.js";
import { whole } from "../state.js";

const SHOWN = 12;
const MOST_SHOWN = 50;

/** What the model is: its layers, how it was fitted, what its filters look like and how well it reconstructs. */
export class Model {
  name = "model";
  title = "Model";
  #app;
  #model;
  #filters;
  #pairs;
  #curves = new Map();

  constructor(app) {
    this.#app = app;
    this.#model = new Resource(app.redraw);
    this.#filters = new Resource(app.redraw);
    this.#pairs = new Resource(app.redraw);
  }

  missing() {
    return this.#app.info.model ? null : "The library has no model: its codes were made elsewhere.";
  }

  introduction() {
    return (
      "Model shows what computes the codes: its layers, what it was fitted to and how that went, and what is left of an " +
      "item when it has passed through the code."
    );
  }

  draw(params) {
    const { model } = this.#app.info;
    this.#model.load("model", options => get("/api/model", options));
    const filters = this.#model.value && (this.#model.value.filters ?? model.image !== null);
    this.#filters.load(filters ? "filters" : null, options =>
      blob("/api/model/filters", options).then(URL.createObjectURL),
    );
    const shown = whole(params, "count", 1, MOST_SHOWN, SHOWN);
    const pairs = model.decodes && model.examples && model.image;
    this.#pairs.load(pairs ? "pairs " + shown : null, options =>
      get(query("/api/model/reconstructions", { count: shown }), options),
    );
    return html`<div class="model">${loaded(
      this.#model,
      about => html`
        <section class="card layers" aria-labelledby="layers"><h2 id="layers">Layers</h2>
          <p class="hint">${model.kind}${about.parameters ? `, ${plural(about.parameters, "parameter")}` : ""}</p>
          ${diagram(model, about.layers)}</section>
        ${pairs ? this.#reconstructions(shown) : nothing}
        ${this.#learning(about.stages || [])}
        ${
          !filters
            ? nothing
            : html`<section class="card" aria-labelledby="filters"><h2 id="filters">Filters</h2>
          <p class="hint">What each unit of the first layer looks for.</p>
          ${loaded(
            this.#filters,
            url => html`<div class="scroll" tabindex="0" role="region" aria-label="Filters of the first layer">
            <img class="filters" src=${url} alt="The weights of the first layer's units, one picture each"></div>`,
          )}</section>`
        }
        ${
          about.anomalies
            ? html`<section class="card" aria-labelledby="anomalies"><h2 id="anomalies">Anomaly scores</h2>
          <p class="hint">How badly items may be reconstructed before they count as anomalies.</p>${facts(about.anomalies)}</section>`
            : nothing
        }
        <section class="card" aria-labelledby="fitted"><h2 id="fitted">Fitted to what, and how</h2>
          ${facts(described(about))}</section>`,
    )}
      </div>`;
  }

  themed() {
    this.#curves.forEach(curves => curves.draw());
  }

  leave() {
    this.#curves.forEach(curves => curves.end());
    this.#curves.clear();
  }

  #learning(stages) {
    const curved = stages.filter(stage => stage.trainingLosses?.length);
    if (curved.length === 0) {
      return nothing;
    }
    return html`<section class="card" aria-labelledby="curves"><h2 id="curves">Learning curves</h2>
        <div class="curves">${curved.map(
          (stage, k) => html`<figure>
          <figcaption><strong>${stage.name}</strong> ${plural(stage.trainingLosses.length, "epoch")}${
            stage.seconds ? `, ${figure(stage.seconds)} s` : ""
          }</figcaption>
          <div class="curve" aria-hidden="true" ${ref(element => this.#plot(element, k, stage))}></div>
          <details><summary>As a table</summary><div class="scroll tall" tabindex="0" role="region" aria-label="Losses of ${stage.name}"><table>
            <thead><tr><th scope="col">Epoch</th><th scope="col">Training</th>${stage.validationLosses?.length ? html`<th scope="col">Validation</th>` : nothing}</tr></thead>
            <tbody>${stage.trainingLosses.map(
              (loss, i) => html`<tr><td>${i + 1}</td><td>${figure(loss)}</td>
              ${stage.validationLosses?.length ? html`<td>${figure(stage.validationLosses[i])}</td>` : nothing}</tr>`,
            )}</tbody>
          </table></div></details></figure>`,
        )}</div></section>`;
  }

  #plot(element, k, stage) {
    if (element && this.#curves.get(k)?.element !== element) {
      this.#curves.get(k)?.end();
      this.#curves.set(k, new Curves(element, stage));
    }
  }

  #reconstructions(shown) {
    const row = (items, key, name, error) => html`<tr><th scope="row">${name}${
      error !== undefined && error !== null ? html`<span class="hint">error ${figure(error)}</span>` : nothing
    }</th>
      ${items.map(
        item =>
          html`<td>${
            typeof item[key] === "string"
              ? picture(item[key], `${item.label ?? item.id}, ${name}`)
              : (item[key] || []).slice(0, 4).map(figure).join(" ")
          }</td>`,
      )}</tr>`;
    return html`<section class="card" aria-labelledby="pairs"><h2 id="pairs">Reconstructions</h2>
        ${loaded(
          this.#pairs,
          pairs => html`
          <p class="hint">Items, what the model makes of them from ${plural(pairs.codeSize, "number")}, and what as many principal
            components make of them; the errors are means over ${plural(pairs.rows, "item")}.</p>
          <div class="scroll" tabindex="0" role="region" aria-label="Data, model and PCA"><table class="pairs"><tbody>
            ${row(pairs.items, "data", "Data")}
            ${row(pairs.items, "deep", "Model", pairs.deepError)}
            ${pairs.items.some(item => item.pca) ? row(pairs.items, "pca", "PCA", pairs.pcaError) : nothing}</tbody></table></div>
          ${shown < MOST_SHOWN ? html`<p class="more"><button @click=${() => this.#app.change({ count: Math.min(MOST_SHOWN, shown * 2) }, { replace: true })}>Show more</button></p>` : nothing}`,
        )}
      </section>`;
  }
}

/** What is shown nowhere else. */
function described({ layers, stages, parameters, anomalies, filters, kind, ...rest }) {
  return rest;
}

/** Whatever the server says, as terms with their values, nested as it is. */
function facts(value) {
  return html`<dl class="facts">${Object.entries(value)
    .filter(([, each]) => each !== null && each !== "" && each?.length !== 0)
    .map(([name, each]) => html`<dt>${words(name)}</dt><dd>${shownValue(each)}</dd>`)}</dl>`;
}

function shownValue(value) {
  if (Array.isArray(value)) {
    const flat = value.every(each => typeof each !== "object" || each === null);
    const text = value
      .slice(0, 40)
      .map(each => (typeof each === "number" ? figure(each) : String(each)))
      .join(", ");
    return flat
      ? html`${text}${value.length > 40 ? ` and ${count(value.length - 40)} more` : ""}`
      : html`<ol class="plain">${value.slice(0, 40).map(each => html`<li>${shownValue(each)}</li>`)}</ol>`;
  }
  return value !== null && typeof value === "object"
    ? facts(value)
    : typeof value === "number"
      ? Number.isInteger(value)
        ? String(value)
        : String(Number(value.toPrecision(6)))
      : String(value);
}

const words = name => name.replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`).replace(/_/g, " ");
