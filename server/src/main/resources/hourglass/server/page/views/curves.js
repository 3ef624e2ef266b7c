import uPlot from "/webjars/uplot/dist/uPlot.esm.js";

const HEIGHT = 210;

/** The losses of one stage of training over its epochs, as wide as there is room. */
export class Curves {
  #stage;
  #plot = null;
  #observer;

  constructor(element, stage) {
    this.element = element;
    this.#stage = stage;
    this.draw();
    this.#observer = new ResizeObserver(() =>
      this.#plot.setSize({ width: Math.max(200, element.clientWidth), height: HEIGHT }),
    );
    this.#observer.observe(element);
  }

  /** Draws it in the colours of the present theme. */
  draw() {
    this.#plot?.destroy();
    const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const { trainingLosses, validationLosses } = this.#stage;
    const epochs = trainingLosses.map((_, i) => i + 1);
    const axis = {
      stroke: colour("--muted"),
      grid: { stroke: colour("--line"), width: 1 },
      ticks: { stroke: colour("--line"), width: 1 },
      font: "12px system-ui, sans-serif",
    };
    const line = (label, name) => ({ label, stroke: colour(name), width: 2, points: { show: epochs.length < 3 } });
    const validated = validationLosses?.length > 0;
    this.#plot = new uPlot(
      {
        width: Math.max(200, this.element.clientWidth),
        height: HEIGHT,
        scales: { x: { time: false } },
        axes: [axis, axis],
        series: [
          { label: "Epoch" },
          line("Training", "--accent"),
          ...(validated ? [line("Validation", "--differs")] : []),
        ],
      },
      [epochs, trainingLosses, ...(validated ? [validationLosses] : [])],
      this.element,
    );
  }

  end() {
    this.#observer.disconnect();
    this.#plot.destroy();
  }
}
