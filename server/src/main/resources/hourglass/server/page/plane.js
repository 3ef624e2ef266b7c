// Points in the plane, drawn into the pixels of a canvas by hand: a hundred thousand of them take a few milliseconds, and
// no graphics card is needed.

const NO_LABEL = 65535;
const CELLS = 256;

/** What the server sends of a map: its head, the places, the labels and the codes of its points. */
export function decode(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const n = head.count;
  let at = 4 + length;
  const places = new Float32Array(buffer, at, 2 * n);
  at += 8 * n;
  const labels = new Uint16Array(buffer, at, n);
  at += Math.ceil((2 * n) / 4) * 4;
  const codes = new Uint8Array(buffer, at, n * head.codeBytes);
  return { ...head, names: head.labels || [], places, labels, codes, noLabel: NO_LABEL };
}

export function bitOf(map, i, bit) {
  return (map.codes[i * map.codeBytes + (bit >> 3)] >> (7 - (bit & 7))) & 1;
}

/** The points by cells of a grid, so that the one nearest to the pointer is found among a few. */
class Grid {
  constructor(places) {
    const n = places.length / 2;
    let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < n; i++) {
      left = Math.min(left, places[2 * i]);
      right = Math.max(right, places[2 * i]);
      bottom = Math.min(bottom, places[2 * i + 1]);
      top = Math.max(top, places[2 * i + 1]);
    }
    Object.assign(this, { left, bottom, width: right - left || 1, height: top - bottom || 1 });
    this.places = places;
    this.starts = new Uint32Array(CELLS * CELLS + 1);
    const cells = new Uint16Array(n);
    for (let i = 0; i < n; i++) {
      cells[i] = this.row(places[2 * i + 1]) * CELLS + this.column(places[2 * i]);
      this.starts[cells[i] + 1]++;
    }
    for (let c = 0; c < CELLS * CELLS; c++) {
      this.starts[c + 1] += this.starts[c];
    }
    const next = this.starts.slice();
    this.points = new Uint32Array(n);
    for (let i = 0; i < n; i++) {
      this.points[next[cells[i]]++] = i;
    }
  }

  column(x) {
    return Math.min(CELLS - 1, Math.max(0, Math.floor(((x - this.left) / this.width) * CELLS)));
  }

  row(y) {
    return Math.min(CELLS - 1, Math.max(0, Math.floor(((y - this.bottom) / this.height) * CELLS)));
  }

  /** The point nearest to a place, none further away than `reach`, or -1. */
  nearest(x, y, reach, visible) {
    let best = -1,
      least = reach * reach;
    for (let row = this.row(y - reach); row <= this.row(y + reach); row++) {
      for (let column = this.column(x - reach); column <= this.column(x + reach); column++) {
        const cell = row * CELLS + column;
        for (let k = this.starts[cell]; k < this.starts[cell + 1]; k++) {
          const i = this.points[k];
          const dx = this.places[2 * i] - x,
            dy = this.places[2 * i + 1] - y;
          const distance = dx * dx + dy * dy;
          if (distance <= least && visible(i)) {
            least = distance;
            best = i;
          }
        }
      }
    }
    return best;
  }
}

/** A view of a map on a canvas: where one looks, and drawing it. */
export class Plane {
  #canvas;
  #image = null;
  #pixels = null;

  /** `x` and `y` are the place in the middle, `scale` the pixels to a unit. */
  constructor(canvas, map) {
    this.#canvas = canvas;
    this.map = map;
    this.grid = new Grid(map.places);
    this.colours = new Uint32Array(map.count);
    this.hidden = new Uint8Array(map.count);
    this.background = 0xffffffff;
    this.resize();
    this.home();
  }

  /** Takes the size that the canvas has on the page; says whether it is another one. */
  resize() {
    const ratio = Math.min(2, devicePixelRatio || 1);
    const width = Math.max(1, Math.round(this.#canvas.clientWidth * ratio));
    const height = Math.max(1, Math.round(this.#canvas.clientHeight * ratio));
    this.ratio = ratio;
    if (this.#image?.width === width && this.#image?.height === height) {
      return false;
    }
    this.#canvas.width = width;
    this.#canvas.height = height;
    this.#image = this.#canvas.getContext("2d", { alpha: false }).createImageData(width, height);
    this.#pixels = new Uint32Array(this.#image.data.buffer);
    return true;
  }

  /** Looks at everything. */
  home() {
    const { left, bottom, width, height } = this.grid;
    this.x = left + width / 2;
    this.y = bottom + height / 2;
    this.whole = 0.94 * Math.min(this.#image.width / width, this.#image.height / height);
    this.scale = this.whole;
  }

  /** Zooms by a factor; the place under the pixel stays there. */
  zoom(factor, px = this.#image.width / 2, py = this.#image.height / 2) {
    const before = this.at(px, py);
    this.scale = Math.min(this.whole * 400, Math.max(this.whole / 2, this.scale * factor));
    const after = this.at(px, py);
    this.x += before.x - after.x;
    this.y += before.y - after.y;
  }

  pan(dx, dy) {
    this.x -= dx / this.scale;
    this.y += dy / this.scale;
  }

  at(px, py) {
    return {
      x: this.x + (px - this.#image.width / 2) / this.scale,
      y: this.y - (py - this.#image.height / 2) / this.scale,
    };
  }

  pixel(i) {
    const { places } = this.map;
    return {
      x: (places[2 * i] - this.x) * this.scale + this.#image.width / 2,
      y: (this.y - places[2 * i + 1]) * this.scale + this.#image.height / 2,
    };
  }

  /** The point under a pixel, or -1. */
  under(px, py, reach = 14 * this.ratio) {
    const { x, y } = this.at(px, py);
    return this.grid.nearest(x, y, reach / this.scale, i => !this.hidden[i]);
  }

  get centre() {
    return { x: this.#image.width / 2, y: this.#image.height / 2 };
  }

  /** How long a point's side is: more room for each as one looks closer. */
  #side() {
    const area = this.#image.width * this.#image.height;
    const shown = this.map.count / Math.max(1, (this.scale / this.whole) ** 2);
    return Math.round(Math.min(9 * this.ratio, Math.max(1.6 * this.ratio, Math.sqrt((0.22 * area) / shown))));
  }

  draw() {
    const { width, height } = this.#image;
    const pixels = this.#pixels;
    const { places, count } = this.map;
    const { colours, hidden, scale } = this;
    pixels.fill(this.background);
    const side = this.#side();
    const half = side >> 1;
    const right = width / 2 - this.x * scale - half,
      down = height / 2 + this.y * scale - half;
    // From about four pixels on a square without its corners looks round.
    const corner = side >= 4 ? Math.max(1, Math.round(side * 0.22)) : 0;
    for (let i = 0; i < count; i++) {
      if (hidden[i]) {
        continue;
      }
      const x0 = Math.round(places[2 * i] * scale + right),
        y0 = Math.round(down - places[2 * i + 1] * scale);
      if (x0 < 0 || y0 < 0 || x0 + side > width || y0 + side > height) {
        continue;
      }
      const colour = colours[i];
      for (let y = 0; y < side; y++) {
        const cut = y < corner ? corner - y : y >= side - corner ? corner - (side - 1 - y) : 0;
        const from = (y0 + y) * width + x0 + cut;
        const to = (y0 + y) * width + x0 + side - cut;
        for (let at = from; at < to; at++) {
          pixels[at] = colour;
        }
      }
    }
    this.#canvas.getContext("2d").putImageData(this.#image, 0, 0);
  }

  /** The points that are shown within a polygon of places. */
  within(corners) {
    const { places, count } = this.map;
    const inside = [];
    for (let i = 0; i < count; i++) {
      if (!this.hidden[i] && contains(corners, places[2 * i], places[2 * i + 1])) {
        inside.push(i);
      }
    }
    return inside;
  }
}

function contains(corners, x, y) {
  let inside = false;
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [ax, ay] = corners[i],
      [bx, by] = corners[j];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) {
      inside = !inside;
    }
  }
  return inside;
}
