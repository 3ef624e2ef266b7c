const STEP = 60;
const SLOP = 4;

/**
 * What a user does to a map by pointer, touch or keys, told to `on`: `pan(dx, dy)`, `zoom(factor, x, y)`, `point(x, y)`,
 * `leave()`, `take()`, by keys `step(dx, dy)`, `zoomMiddle(factor)` and `home()`; and `lasso(points, done)` in place of panning
 * while `lassoing()` or with the shift key. All in pixels of the page, from the element's corner.
 */
export class Gestures {
  #element;
  #on;
  #pointers = new Map();
  #moved = 0;
  #points = null;

  constructor(element, on) {
    this.#element = element;
    this.#on = on;
    element.addEventListener("pointerdown", e => this.#down(e));
    element.addEventListener("pointermove", e => this.#move(e));
    element.addEventListener("pointerup", e => this.#up(e));
    element.addEventListener("pointercancel", e => this.#up(e));
    element.addEventListener("pointerleave", () => on.leave());
    element.addEventListener("wheel", e => this.#wheel(e), { passive: false });
    element.addEventListener("keydown", e => this.#key(e));
  }

  #at(event) {
    const box = this.#element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  #down(event) {
    if (event.button !== 0) {
      return;
    }
    try {
      this.#element.setPointerCapture(event.pointerId);
    } catch {
      // A pointer that is gone already.
    }
    const at = this.#at(event);
    this.#pointers.set(event.pointerId, at);
    if (this.#pointers.size === 1) {
      this.#moved = 0;
      this.#points = this.#on.lassoing() || event.shiftKey ? [[at.x, at.y]] : null;
    } else {
      this.#points = null;
    }
  }

  #move(event) {
    const to = this.#at(event);
    const from = this.#pointers.get(event.pointerId);
    if (!from) {
      this.#on.point(to.x, to.y);
      return;
    }
    this.#moved += Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    if (this.#points) {
      this.#points.push([to.x, to.y]);
      this.#on.lasso(this.#points, false);
    } else if (this.#pointers.size === 2) {
      const other = [...this.#pointers].find(([id]) => id !== event.pointerId)[1];
      const before = Math.hypot(from.x - other.x, from.y - other.y),
        after = Math.hypot(to.x - other.x, to.y - other.y);
      this.#on.pan((to.x - from.x) / 2, (to.y - from.y) / 2);
      this.#on.zoom(after / Math.max(1, before), (to.x + other.x) / 2, (to.y + other.y) / 2);
    } else if (this.#moved > SLOP) {
      this.#on.pan(to.x - from.x, to.y - from.y);
    }
    this.#pointers.set(event.pointerId, to);
  }

  #up(event) {
    const at = this.#at(event);
    if (!this.#pointers.delete(event.pointerId)) {
      return;
    }
    if (this.#points && this.#moved > SLOP) {
      this.#on.lasso(this.#points, true);
    } else if (this.#moved <= SLOP && event.type === "pointerup") {
      // A touch points nowhere before it takes.
      this.#on.point(at.x, at.y);
      this.#on.take();
    }
    this.#points = null;
  }

  #wheel(event) {
    event.preventDefault();
    const { x, y } = this.#at(event);
    const lines = event.deltaMode === 1 ? 20 : 1;
    this.#on.zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0018)), x, y);
  }

  #key(event) {
    const steps = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };
    const act = steps[event.key]
      ? () => this.#on.step(...steps[event.key])
      : event.key === "+" || event.key === "="
        ? () => this.#on.zoomMiddle(1.4)
        : event.key === "-"
          ? () => this.#on.zoomMiddle(1 / 1.4)
          : event.key === "0"
            ? () => this.#on.home()
            : event.key === "Enter"
              ? () => this.#on.take()
              : null;
    if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      act();
    }
  }
}
