import { html, nothing, svg } from "/webjars/lit-html/lit-html.js";
import { ref } from "/webjars/lit-html/directives/ref.js";
import { bytes, get, post, query, Resource } from "../client.js";
import { items } from "../items.js";
import { count, later, loaded, picture, plural, say } from "../parts.js";
import { decode, Plane } from "../plane.js";
import { Gestures } from "../gestures.js";
import { ofLabels, paint } from "../colours.js";
import { whole } from "../state.js";
import { Selection } from "./selection.js";

const NEAR = 12;
const METHODS = { pca: "Principal components", nca: "Neighbourhood components", code: "The code itself" };

/** All codes in the plane: to look around, to ask what lies where, to choose a region, to search from a point. */
export class MapView {
  name = "map";
  title = "Map";
  #app;
  #map;
  #hover;
  #near;
  #selection;
  #plane = null;
  #canvas = null;
  #observer = null;
  #lassoing = false;
  #lasso = null;
  #pointed = -1;
  #painted = "";
  #frame = 0;
  #placed = "";

  constructor(app) {
    this.#app = app;
    this.#map = new Resource(() => this.#arrived());
    this.#hover = new Resource(app.redraw);
    this.#near = new Resource(app.redraw);
    this.#selection = new Selection(app, i => this.#item(i));
  }

  missing() {
    const { library } = this.#app.info;
    return library?.coded ? null : "There is no map, since the server has no items with codes.";
  }

  introduction() {
    return (
      "The map shows every item as a point, near those with like codes: drag and zoom, point at one to see it, " +
      "click to find its like, or draw a lasso around many."
    );
  }

  draw(params) {
    const method = params.get("method") || "";
    this.#map.load("map " + method, options =>
      bytes(query("/api/map", { method, most: 100000 }), options).then(decode),
    );
    const near = params.get("near");
    const request = { id: near, limit: NEAR + 1, with: ["title", "topics", "thumbnail", "code", "differs"] };
    this.#near.load(near, options => post("/api/query", request, options));
    return loaded(
      this.#map,
      map => html`<div class="map">
        ${this.#controls(map, params)}
        <div class="plane ${this.#lassoing ? "lassoing" : ""}">
          <canvas tabindex="0" role="application" aria-roledescription="map" aria-describedby="map-help" ${ref(e => this.#attach(e))}
            aria-label="Map of ${plural(map.count, "item")}"></canvas>
          <svg class="overlay" aria-hidden="true">${this.#overlay()}</svg>
          ${this.#tip()}
          <p id="map-help" class="offscreen">Arrow keys move, plus and minus zoom, 0 shows everything, Enter takes the item in
            the middle. The same figures are in the table below.</p>
        </div>
        <div class="beside">${this.#beside(map, params)}</div>
        ${this.#table(map)}
      </div>`,
    );
  }

  drawn(params) {
    this.#paint(params);
    this.#place(params);
  }

  themed() {
    this.#painted = "";
    this.#paint(this.#app.location.params);
  }

  leave() {
    this.#observer?.disconnect();
    this.#canvas = null;
    this.#plane = null;
    this.#pointed = -1;
    this.#lassoing = false;
    this.#lasso = null;
  }

  // --- the canvas

  #arrived() {
    this.#plane = null;
    this.#app.redraw();
  }

  #attach(canvas) {
    if (!canvas || canvas === this.#canvas) {
      return;
    }
    this.#canvas = canvas;
    this.#plane = null;
    this.#observer?.disconnect();
    this.#observer = new ResizeObserver(() => this.#plane?.resize() && this.#drawSoon());
    this.#observer.observe(canvas);
    new Gestures(canvas, {
      pan: (dx, dy) => this.#look(plane => plane.pan(dx * plane.ratio, dy * plane.ratio)),
      zoom: (factor, x, y) => this.#look(plane => plane.zoom(factor, x * plane.ratio, y * plane.ratio)),
      zoomMiddle: factor => this.#look(plane => plane.zoom(factor), true),
      step: (dx, dy) => this.#look(plane => plane.pan(dx * plane.ratio, dy * plane.ratio), true),
      home: () => this.#look(plane => plane.home(), true),
      point: (x, y) => this.#pointAt(this.#plane?.under(x * this.#plane.ratio, y * this.#plane.ratio) ?? -1),
      leave: () => this.#pointAt(-1),
      take: () => this.#take(this.#pointed),
      lassoing: () => this.#lassoing,
      lasso: (points, done) => this.#draggedLasso(points, done),
    });
  }

  #ready() {
    if (!this.#plane && this.#canvas?.isConnected && this.#map.value) {
      this.#plane = new Plane(this.#canvas, this.#map.value);
      this.#painted = "";
      this.#placed = "";
      // What lies over the canvas and beside it is placed by the plane.
      this.#app.redraw();
    }
    return this.#plane;
  }

  /** Changes where one looks; by keys it is the item in the middle that is pointed at. */
  #look(change, byKey = false) {
    if (!this.#plane) {
      return;
    }
    change(this.#plane);
    if (byKey) {
      const { x, y } = this.#plane.centre;
      this.#pointAt(this.#plane.under(x, y, 40 * this.#plane.ratio), true);
    } else if (this.#pointed >= 0) {
      this.#pointAt(-1);
    }
    this.#drawSoon();
    this.#app.redraw();
    later(
      "map",
      () => {
        const { x, y, scale, whole: all } = this.#plane || {};
        if (this.#plane && this.#app.location.view === this.name) {
          this.#placed = [x, y, scale / all].map(value => Number(value.toPrecision(5))).join(",");
          this.#app.change({ at: this.#placed }, { replace: true });
        }
      },
      300,
    );
  }

  /** Looks where the address says. */
  #place(params) {
    const at = params.get("at") || "";
    if (this.#ready() && at !== this.#placed) {
      const [x, y, zoom] = at.split(",").map(Number);
      this.#plane.home();
      if ([x, y, zoom].every(Number.isFinite) && zoom > 0) {
        Object.assign(this.#plane, { x, y, scale: this.#plane.whole * zoom });
      }
      this.#placed = at;
      this.#drawSoon();
    }
  }

  #drawSoon() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#plane) {
        this.#plane.draw();
        if (performance.getEntriesByName("map drawn").length === 0) {
          performance.mark("map drawn");
        }
      }
    });
  }

  #paint(params) {
    if (!this.#ready()) {
      return;
    }
    const { colour, only, bit } = this.#choice(params);
    const key = [colour, bit, only.join(), this.#taken].join("|");
    if (key !== this.#painted) {
      this.#painted = key;
      paint(this.#plane, { colour, bit, only, from: this.#taken });
      this.#drawSoon();
    }
  }

  #choice(params) {
    const { bits, names: labels } = this.#map.value;
    const asked = params.get("colour");
    const bit = whole(params, "bit", 0, bits - 1, 0);
    const possible = ["bit", "distance", ...(labels.length ? ["label"] : [])];
    const colour = possible.includes(asked) ? asked : labels.length ? "label" : "bit";
    return { colour, bit, only: params.getAll("only").filter(label => labels.includes(label)) };
  }

  // --- what is pointed at

  #item(i) {
    const map = this.#map.value;
    map.items ??= new Map();
    if (!map.items.has(i)) {
      map.items.set(i, get("/api/items/" + encodeURIComponent(map.ids[i])));
    }
    return map.items.get(i);
  }

  #pointAt(i, byKey = false) {
    if (i === this.#pointed) {
      return;
    }
    this.#pointed = i;
    this.#app.redraw();
    later(
      "hover",
      () => {
        this.#hover.load(i < 0 ? null : i, () =>
          this.#item(i).then(item => {
            if (byKey) {
              say(`${item.title || item.id}${item.topics?.length ? ", " + item.topics.join(", ") : ""}`);
            }
            return item;
          }),
        );
      },
      60,
    );
  }

  /** The number of the point that was taken, or -1. */
  get #taken() {
    const map = this.#map.value,
      near = this.#app.location.params.get("near");
    if (map.taken?.near !== near) {
      map.taken = { near, point: near === null ? -1 : map.ids.indexOf(near) };
    }
    return map.taken.point;
  }

  #take(i) {
    if (i >= 0) {
      this.#app.change({ near: this.#map.value.ids[i], lasso: null });
    }
  }

  #tip() {
    const item = this.#hover.key === this.#pointed && this.#pointed >= 0 ? this.#hover.value : null;
    if (this.#pointed < 0 || !this.#plane) {
      return nothing;
    }
    const map = this.#map.value;
    const { x, y } = this.#plane.pixel(this.#pointed);
    const place = element => {
      if (element) {
        const width = this.#canvas.clientWidth;
        const left = x / this.#plane.ratio,
          top = y / this.#plane.ratio;
        element.style.left = `${left > width / 2 ? left - element.offsetWidth - 14 : left + 14}px`;
        element.style.top = `${Math.max(4, top - element.offsetHeight / 2)}px`;
      }
    };
    const label = map.labels[this.#pointed];
    return html`<div class="tip" ${ref(place)}>${picture(item?.thumbnail)}
        <div><strong>${item?.title || item?.id || "…"}</strong>
        ${label !== map.noLabel ? html`<span>${map.names[label]}</span>` : nothing}</div></div>`;
  }

  #overlay() {
    const plane = this.#plane;
    if (!plane) {
      return nothing;
    }
    const ring = (i, name) => {
      const { x, y } = plane.pixel(i);
      return svg`<circle class=${name} cx=${x / plane.ratio} cy=${y / plane.ratio} r="8"></circle>`;
    };
    const line = this.#lasso || this.#selection.outline(plane);
    return svg`${this.#taken >= 0 ? ring(this.#taken, "near") : nothing}
      ${this.#pointed >= 0 ? ring(this.#pointed, "pointed") : nothing}
      ${line ? svg`<polygon points=${line.map(([x, y]) => `${x},${y}`).join(" ")}></polygon>` : nothing}
      <path class="middle" d="M-7 0H7M0-7V7"
        transform="translate(${plane.centre.x / plane.ratio} ${plane.centre.y / plane.ratio})"></path>`;
  }

  // --- the lasso

  #draggedLasso(points, done) {
    this.#lasso = done ? null : points;
    if (done) {
      this.#lassoing = false;
      this.#select(points);
    }
    this.#app.redraw();
  }

  #select(points) {
    if (points.length > 2) {
      const every = Math.ceil(points.length / 60);
      const corners = points
        .filter((_, k) => k % every === 0)
        .map(([x, y]) => this.#plane.at(x * this.#plane.ratio, y * this.#plane.ratio));
      const text = corners.map(({ x, y }) => `${Number(x.toPrecision(4))} ${Number(y.toPrecision(4))}`).join(",");
      this.#app.change({ lasso: text, near: null });
    }
  }

  // --- around the canvas

  #controls(map, params) {
    const { colour, bit, only } = this.#choice(params);
    const change = values => this.#app.change(values);
    return html`<div class="row controls">
        ${
          map.methods.length > 1
            ? html`<label class="inline">Axes <select @change=${e => change({ method: e.target.value, at: null, lasso: null })}>
          ${map.methods.map(each => html`<option value=${each} ?selected=${each === map.method}>${METHODS[each] || each}</option>`)}</select></label>`
            : nothing
        }
        <label class="inline">Colour <select @change=${e => change({ colour: e.target.value, only: null })}>
          ${map.names.length ? html`<option value="label" ?selected=${colour === "label"}>label</option>` : nothing}
          <option value="bit" ?selected=${colour === "bit"}>one bit</option>
          <option value="distance" ?selected=${colour === "distance"}>distance from the item taken</option></select></label>
        ${
          colour === "bit"
            ? html`<label class="inline">Bit <input type="number" min="0" max=${map.bits - 1} .value=${String(bit)}
          @change=${e => change({ bit: e.target.value })}></label>`
            : nothing
        }
        <button aria-pressed=${this.#lassoing} @click=${() => {
          this.#lassoing = !this.#lassoing;
          this.#app.redraw();
        }}>Lasso</button>
        <button @click=${() => {
          const { clientWidth: width, clientHeight: height } = this.#canvas;
          this.#select([
            [0, 0],
            [width, 0],
            [width, height],
            [0, height],
          ]);
        }}>Select what is in view</button>
        <span class="row zoom"><button aria-label="Zoom in" @click=${() => this.#look(plane => plane.zoom(1.5))}>+</button>
          <button aria-label="Zoom out" @click=${() => this.#look(plane => plane.zoom(1 / 1.5))}>−</button>
          <button @click=${() => this.#look(plane => plane.home())}>All</button></span>
      </div>
      ${
        colour === "label"
          ? html`<div class="chips legend" role="group" aria-label="Labels shown">${map.names
              .slice(0, 40)
              .map((label, i) => {
                const pressed = only.includes(label);
                const others = pressed ? only.filter(each => each !== label) : [...only, label];
                return html`<button class="chip" aria-pressed=${pressed} @click=${() => change({ only: others })}>
          <svg viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill=${ofLabels(map.names.length)[i]}></circle></svg>${label}</button>`;
              })}</div>`
          : nothing
      }
      ${colour === "bit" ? html`<p class="hint">Coloured: bit ${bit} is 1.</p>` : nothing}
      ${
        colour === "distance"
          ? html`<p class="hint">${
              this.#taken < 0
                ? "Click a point: the stronger the colour, the fewer bits differ from its code."
                : "The stronger the colour, the fewer bits differ."
            }</p>`
          : nothing
      }`;
  }

  #beside(map, params) {
    if (params.get("lasso") && this.#plane) {
      return this.#selection.draw(this.#plane, params.get("lasso"), () => this.#app.change({ lasso: null }));
    }
    if (params.get("near")) {
      return html`<div class="row"><h2>Nearest</h2>
          <a href=${this.#app.href("search", { id: params.get("near") })}>Search from here</a>
          <button class="quiet" @click=${() => this.#app.change({ near: null })} aria-label="Close the nearest items">✕</button></div>
        ${loaded(this.#near, answer => items(this.#app, answer.hits, { label: "Nearest items" }))}`;
    }
    return html`<p class="hint">${map.count < map.of ? "" : plural(map.count, "item") + "; "}${map.note}.</p>`;
  }

  #table(map) {
    const rows = (map.rows ??= summary(map));
    return html`<details class="as-table"><summary>The map as a table</summary>
        <div class="scroll" tabindex="0" role="region" aria-label="The map as a table"><table>
          <thead><tr><th scope="col">Label</th><th scope="col">Items</th><th scope="col">Middle</th><th scope="col">Spread</th>
            <th scope="col">Nearest label</th></tr></thead>
          <tbody>${rows.map(
            row => html`<tr><th scope="row">${row.name}</th><td>${count(row.items)}</td>
            <td>${row.x.toFixed(2)}, ${row.y.toFixed(2)}</td><td>${row.spread.toFixed(2)}</td><td>${row.nearest}</td></tr>`,
          )}</tbody>
        </table></div></details>`;
  }
}

/** Where the items of each label lie, which says in words what the map shows. */
function summary(map) {
  const rows = [...map.names, "without a label"].map(name => ({ name, items: 0, x: 0, y: 0, squares: 0 }));
  const rowOf = i => rows[map.labels[i] === map.noLabel ? rows.length - 1 : map.labels[i]];
  for (let i = 0; i < map.count; i++) {
    const row = rowOf(i),
      x = map.places[2 * i],
      y = map.places[2 * i + 1];
    row.items++;
    row.x += x;
    row.y += y;
    row.squares += x * x + y * y;
  }
  const used = rows.filter(row => row.items > 0);
  for (const row of used) {
    row.x /= row.items;
    row.y /= row.items;
    row.spread = Math.sqrt(Math.max(0, row.squares / row.items - row.x ** 2 - row.y ** 2));
  }
  for (const row of used) {
    const others = used.filter(other => other !== row);
    row.nearest =
      others.sort((a, b) => Math.hypot(a.x - row.x, a.y - row.y) - Math.hypot(b.x - row.x, b.y - row.y))[0]?.name || "";
  }
  return used;
}
