import { html, nothing, svg } from "/webjars/lit-html/lit-html.js";
import { repeat } from "/webjars/lit-html/directives/repeat.js";
import { get, Newest, post, Resource } from "../client.js";
import { items } from "../items.js";
import { Pad } from "../pad.js";
import { figure, later, loaded, picture, strip, trouble } from "../parts.js";
import { Choice } from "./choice.js";
import { described, ranges } from "./units.js";
import { drawn as drawnItem } from "./values.js";

const STEPS = 200;
const NEAREST = 6;
const MOST_MEASURED = 512;

/** A slider for each unit of the code, the item that it stands for beside it, and what lies near to it. */
export class Turn {
  name = "turn";
  title = "Turn";
  #app;
  #units;
  #codes;
  #ranges;
  #choice;
  #decoding = new Newest();
  #searching = new Newest();
  #encoding = new Newest();
  #values = null;
  #valuesKey = null;
  #decoded = null;
  #decodedKey = "";
  #nearest = null;
  #problem = null;
  #pad = null;
  #drawing = null;

  constructor(app) {
    this.#app = app;
    this.#units = new Resource(app.redraw);
    this.#codes = new Resource(app.redraw);
    this.#ranges = new Resource(app.redraw);
    this.#choice = new Choice(app);
  }

  missing() {
    const { model } = this.#app.info;
    return !model
      ? "There is no model to turn units of."
      : !model.decodes
        ? "The model only encodes, so that there is nothing to see when a unit is turned."
        : null;
  }

  introduction() {
    return (
      "Turn has a slider for each unit of the code, and decodes as you move it: see what a unit stands for, blend two " +
      "items, or draw a digit and see what the model makes of it."
    );
  }

  draw(params) {
    const { model } = this.#app.info;
    const measured = model.examples && model.codeSize <= MOST_MEASURED;
    this.#ranges.load("ranges", options => ranges(this.#app.info, options));
    this.#units.load(measured ? "units" : null, options => get("/api/model/units", options));
    const first = this.#ranges.value?.first;
    if (first && !["from", "to", "v", "pad"].some(name => params.has(name))) {
      queueMicrotask(() => this.#app.change({ from: first }, { replace: true }));
    }
    const ids = [params.get("from"), params.get("to")].filter(Boolean);
    this.#codes.load(ids.length ? ids.join("\n") : null, options =>
      post("/api/encode", { ids }, options).then(
        ({ codes }) => new Map(ids.map((id, i) => [id, codes[i]?.real || null])),
      ),
    );
    const broken = this.#codes.state === "failed" ? this.#codes.problem : this.#problem;
    return html`${broken ? trouble(broken) : nothing}
      ${
        this.#units.value
          ? this.#desk(this.#units.value.units, "The units that change the item most come first.", params)
          : this.#units.state === "failed"
            ? trouble(this.#units.problem, () => this.#units.again())
            : loaded(this.#ranges, ({ units }) => this.#desk(units, this.#unmeasured(measured), params))
      }`;
  }

  #unmeasured(measured) {
    return measured
      ? "What each unit does is being measured …"
      : this.#app.info.model.examples
        ? "There are too many units to measure what each does."
        : "There are no items with values to measure by what each unit does.";
  }

  leave() {
    this.#pad = null;
    this.#drawing = null;
  }

  #desk(units, hint, params) {
    this.#follow(units, params);
    const { info } = this.#app;
    const drawing = params.get("pad") === "1" && info.model.image;
    if (drawing) {
      this.#pad ??= new Pad(info.model.image, url => this.#drew(url));
    }
    return html`<div class="turn">
      <section class="card seen" aria-label="What the code stands for">
        <div class="row pictured">${drawing ? this.#pad.template() : nothing}
          <figure class="decoded">${drawnItem(info.model, this.#decoded)}<figcaption>${this.#caption(drawing)}</figcaption></figure></div>
        ${this.#near()}
      </section>
      <section class="card levers" aria-label="Units">
        ${this.#start(units, params)}
        <p class="hint" aria-busy=${this.#units.state === "loading" || this.#units.state === "computing"}>${hint}</p>
        <div class="units">${repeat(
          units,
          unit => unit.unit,
          unit => this.#slider(unit, units[0]?.change),
        )}</div>
      </section></div>`;
  }

  #caption(drawing) {
    return !this.#decoded
      ? "Decoding …"
      : !drawing
        ? "What the code stands for"
        : this.#drawing
          ? `Its reconstruction, error ${figure(this.#drawing.error)}`
          : "Draw, and see what the model makes of it";
  }

  // --- where it begins

  #start(units, params) {
    const from = params.get("from"),
      to = params.get("to");
    const { info } = this.#app;
    const fresh = { v: null, pad: null };
    const blend = Number(params.get("blend") ?? 0.5);
    const move = event => {
      const value = event.target.value;
      this.#app.change({ blend: value, v: null }, { replace: true });
    };
    return html`<div class="row">
        ${
          info.model.examples || info.library
            ? html`
          ${this.#choice.button("from", from ? "Begin with another item" : "Begin with an item")}
          ${from ? this.#choice.button("to", to ? "Blend with another" : "Blend with a second item") : nothing}`
            : nothing
        }
        ${
          info.model.image
            ? html`<button aria-pressed=${params.get("pad") === "1"}
          @click=${() => this.#app.change({ pad: params.get("pad") !== "1" })}>Draw</button>`
            : nothing
        }
        <button @click=${() => this.#app.change({ from: null, to: null, blend: null, pad: null, v: this.#middle(units).join() })}>
          Middle of all</button>
      </div>
      ${this.#choice.draw(id => this.#app.change({ ...fresh, [this.#choice.open]: id }))}
      ${
        from && to
          ? html`<label class="blend">Blend <span class="code">${from}</span>
        <input type="range" min="0" max="1" step="0.01" .value=${String(blend)} aria-valuetext="${Math.round(blend * 100)} % of the second"
          @input=${move}> <span class="code">${to}</span></label>`
          : from
            ? html`<p class="hint">Begun with <span class="code">${from}</span></p>`
            : nothing
      }`;
  }

  /** The values that the address asks for: given one by one, or those of an item, of two blended, or the middle of all. */
  #follow(units, params) {
    const from = params.get("from"),
      to = params.get("to"),
      given = params.get("v");
    const codes = this.#codes.state === "done" ? this.#codes.value : null;
    if ((from || to) && !given && !codes) {
      return;
    }
    const blend = Number(params.get("blend") ?? 0.5);
    const key = [given, given ? "" : [from, to, to ? blend : 0].join("\n")].join("|");
    if (key === this.#valuesKey) {
      return;
    }
    this.#valuesKey = key;
    const size = this.#app.info.model.codeSize;
    const numbers = given?.split(",").map(Number);
    const a = codes?.get(from),
      b = codes?.get(to);
    this.#values =
      numbers?.length === size && numbers.every(Number.isFinite)
        ? numbers
        : a && b
          ? a.map((x, i) => x + (b[i] - x) * blend)
          : a
            ? [...a]
            : this.#middle(units);
    this.#decode();
  }

  #middle(units) {
    const middle = new Array(this.#app.info.model.codeSize).fill(0);
    units.forEach(unit => (middle[unit.unit] = Number(unit.median.toPrecision(4))));
    return middle;
  }

  // --- turning

  #slider({ unit, from, to, change, ...effects }, greatest) {
    const value = this.#values?.[unit] ?? 0;
    const low = Math.min(from, value),
      high = Math.max(to, value);
    const turn = event => {
      this.#values[unit] = Number(event.target.value);
      this.#decode();
      this.#app.redraw();
      later("turn", () => this.#remember(), 300);
    };
    const effect = described(effects);
    return html`<div class="unit"><label for="unit-${unit}">Unit ${unit}</label>
        <input id="unit-${unit}" type="range" min=${low} max=${high} step=${(high - low) / STEPS || 0.01} .value=${String(value)}
          aria-valuetext=${value.toFixed(2)} aria-describedby="effect-${unit}" @input=${turn}>
        <output for="unit-${unit}">${value.toFixed(2)}</output>
        ${
          greatest
            ? html`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="Change ${figure(change)}">
          <title>Changes the item by ${figure(change)}</title>${svg`<rect width=${(100 * change) / greatest} height="6"></rect>`}</svg>`
            : nothing
        }
        <span id="effect-${unit}" class="hint effect">${effect}</span></div>`;
  }

  /** Puts the values into the address, and what they come from out of it. */
  #remember() {
    if (this.#app.location.view === this.name && this.#values) {
      const v = this.#values.map(value => Number(value.toPrecision(4))).join(",");
      this.#valuesKey = [v, ""].join("|");
      this.#app.change({ v }, { replace: true });
    }
  }

  #decode() {
    const key = this.#values.join();
    if (key === this.#decodedKey) {
      return;
    }
    this.#decodedKey = key;
    const codes = [[...this.#values]];
    const as = this.#app.info.model.image ? "picture" : "values";
    this.#attempt(this.#decoding, async () => {
      const started = performance.now();
      const answer = await post("/api/decode", { codes, as });
      performance.measure("decode", { start: started });
      this.#decoded = { picture: answer.pictures?.[0], words: answer.words?.[0], values: answer.items?.[0] };
    });
    if (this.#app.info.library?.coded) {
      later(
        "nearest",
        () =>
          this.#attempt(this.#searching, async () => {
            const request = {
              real: codes[0],
              limit: NEAREST,
              with: ["title", "topics", "thumbnail", "code", "differs", "snippet"],
            };
            this.#nearest = await post("/api/query", request);
          }),
        120,
      );
    }
  }

  #attempt(newest, job) {
    newest.run(() =>
      job()
        .then(
          () => (this.#problem = null),
          problem => (this.#problem = problem),
        )
        .finally(this.#app.redraw),
    );
  }

  #near() {
    const { bits } = this.#app.info.library || {};
    const code = this.#nearest?.query?.code;
    return !this.#nearest
      ? nothing
      : html`
      ${
        code
          ? html`<div class="code-now">${strip(bits, code)}
        <p class="hint">Its bits: <a class="code" href=${this.#app.href("search", { code })}>${code}</a></p></div>`
          : nothing
      }
      <h2>Nearest in the library</h2>
      ${items(this.#app, this.#nearest.hits, { label: "Nearest items" })}`;
  }

  // --- drawing

  #drew(url) {
    if (!url) {
      this.#drawing = null;
      this.#app.redraw();
      return;
    }
    this.#attempt(this.#encoding, async () => {
      const {
        items: [drawing],
      } = await post("/api/reconstruct", { pictures: [url], as: "picture" });
      this.#drawing = drawing;
      if (drawing.real) {
        this.#values = [...drawing.real];
        this.#decode();
        later("turn", () => this.#remember(), 400);
      }
    });
  }
}
