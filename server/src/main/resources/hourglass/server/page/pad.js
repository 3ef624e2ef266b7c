import { html } from "/webjars/lit-html/lit-html.js";
import { ref } from "/webjars/lit-html/directives/ref.js";

const SIDE = 280;

/**
 * A pad to draw on, light on dark, as digits are stored. `changed(dataUrl)` is told of each stroke while it is drawn: a PNG
 * of the model's size with the ink centred as in the usual sets of digits, or null when the pad is empty.
 */
export class Pad {
  #image;
  #changed;
  #canvas = null;
  #last = null;
  #pen = { x: SIDE / 2, y: SIDE / 2, down: false };

  constructor(image, changed) {
    this.#image = image;
    this.#changed = changed;
  }

  template() {
    return html`<div class="pad">
        <canvas width=${SIDE} height=${SIDE} tabindex="0" role="application" ${ref(e => this.#attach(e))}
          aria-label="Drawing pad. Draw with the pointer; or move the pen by the arrow keys, and press space to lower or lift it."
          @pointerdown=${e => this.#start(e)} @pointermove=${e => this.#move(e)} @pointerup=${() => this.#end()}
          @pointercancel=${() => this.#end()} @keydown=${e => this.#key(e)}></canvas>
        <button @click=${() => this.clear()}>Clear</button>
      </div>`;
  }

  clear() {
    this.#blank();
    this.#changed(null);
  }

  #attach(canvas) {
    if (canvas && canvas !== this.#canvas) {
      this.#canvas = canvas;
      this.#blank();
    }
  }

  #blank() {
    const context = this.#canvas.getContext("2d", { willReadFrequently: true });
    context.fillStyle = "#000";
    context.fillRect(0, 0, SIDE, SIDE);
  }

  #at(event) {
    const box = this.#canvas.getBoundingClientRect();
    return { x: ((event.clientX - box.left) / box.width) * SIDE, y: ((event.clientY - box.top) / box.height) * SIDE };
  }

  #start(event) {
    event.preventDefault();
    this.#canvas.focus();
    this.#canvas.setPointerCapture(event.pointerId);
    this.#last = this.#at(event);
    this.#stroke(this.#last, this.#last);
  }

  #move(event) {
    if (this.#last) {
      const to = this.#at(event);
      this.#stroke(this.#last, to);
      this.#last = to;
    }
  }

  #end() {
    this.#last = null;
  }

  #key(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const pen = this.#pen;
    if (event.key === " ") {
      event.preventDefault();
      pen.down = !pen.down;
      if (pen.down) {
        this.#stroke(pen, pen);
      }
    } else if (step) {
      event.preventDefault();
      const from = { ...pen };
      const length = SIDE / 28;
      pen.x = Math.min(SIDE, Math.max(0, pen.x + step[0] * length));
      pen.y = Math.min(SIDE, Math.max(0, pen.y + step[1] * length));
      if (pen.down) {
        this.#stroke(from, pen);
      }
    }
  }

  #stroke(from, to) {
    const context = this.#canvas.getContext("2d");
    context.strokeStyle = "#fff";
    context.lineWidth = SIDE / 13;
    context.lineCap = context.lineJoin = "round";
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x + 0.01, to.y);
    context.stroke();
    this.#changed(this.#picture());
  }

  #picture() {
    const pixels = this.#canvas.getContext("2d").getImageData(0, 0, SIDE, SIDE).data;
    let ink = 0,
      x = 0,
      y = 0;
    for (let row = 0; row < SIDE; row += 4) {
      for (let column = 0; column < SIDE; column += 4) {
        const value = pixels[(row * SIDE + column) * 4];
        ink += value;
        x += value * column;
        y += value * row;
      }
    }
    if (ink === 0) {
      return null;
    }
    const small = document.createElement("canvas");
    small.width = this.#image.width;
    small.height = this.#image.height;
    const context = small.getContext("2d");
    context.fillStyle = "#000";
    context.fillRect(0, 0, small.width, small.height);
    context.imageSmoothingQuality = "high";
    // Bilinear shrinking would skip pixels; halving does not.
    let source = this.#canvas,
      side = SIDE;
    while (side / 2 >= Math.max(small.width, small.height)) {
      const half = document.createElement("canvas");
      half.width = half.height = side / 2;
      half.getContext("2d").drawImage(source, 0, 0, side / 2, side / 2);
      source = half;
      side /= 2;
    }
    context.drawImage(
      source,
      (0.5 - x / ink / SIDE) * small.width,
      (0.5 - y / ink / SIDE) * small.height,
      small.width,
      small.height,
    );
    return small.toDataURL("image/png");
  }
}
