import { html, nothing, render } from "/webjars/lit-html/lit-html.js";
import uPlot from "/webjars/uplot/dist/uPlot.esm.js";

const main = document.getElementById("main");
const dark = matchMedia("(prefers-color-scheme: dark)");

/** What the server has told; the page keeps it when the server is gone. */
let run = null;
let losses = [];
let progress = null;
let view = null;
let end = null;
let connected = false;
let everConnected = false;

const charts = new Map();

const events = new EventSource("/events");
const on = (type, use) => events.addEventListener(type, event => {
  use(JSON.parse(event.data));
  draw();
});

// Every connection begins with all that has happened, perhaps in another run at the same address.
on("run", told => {
  run = told;
  losses = [];
  progress = null;
  view = null;
  end = null;
  connected = true;
  everConnected = true;
});
on("losses", told => (losses[told.number] = told));
on("progress", told => (progress = told));
on("view", told => (view = told));
on("end", told => {
  end = told;
  events.close();
});
events.onerror = () => {
  connected = false;
  draw();
};
dark.addEventListener("change", () => {
  charts.forEach(chart => chart.destroy());
  charts.clear();
  draw();
});
addEventListener("resize", () => charts.forEach((chart, number) => chart.setSize(size(holder(number)))));

const count = new Intl.NumberFormat("en");
const figure = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });
const number = x => (typeof x === "number" ? figure.format(x) : "");

function duration(seconds) {
  if (!Number.isFinite(seconds)) {
    return "unknown";
  }
  const whole = Math.round(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h} h ${m} min` : m > 0 ? `${m} min ${s} s` : `${s} s`;
}

const STATES = {
  finished: "The training is finished. The command goes on in the terminal: it measures the model and writes it.",
  stopped: "The training was stopped in the terminal, where the command says how to continue it.",
  failed: "The training failed.",
};

function sentence() {
  if (end) {
    return STATES[end.state];
  }
  if (!connected) {
    return everConnected
      ? "The connection to the training is lost. What is below is the last that was seen; the terminal says more."
      : "Connecting to the training …";
  }
  return progress ? `Training: ${progress.step.stage}` : "The training is starting.";
}

function state() {
  const kind = end ? end.state : connected || !everConnected ? "running" : "lost";
  const step = progress?.step;
  return html`<div class="state ${kind}">
      <p><strong>${sentence()}</strong></p>
      ${end?.state === "failed" ? html`<p>${end.message}</p>` : nothing}
      ${step ? html`
        <progress max="1" .value=${progress.share} aria-label="Done of this stage"></progress>
        <p class="figures">
          <span>epoch <b>${count.format(step.epoch)}</b> of ${count.format(step.epochs)}</span>
          <span>batch <b>${count.format(step.batch)}</b> of ${count.format(step.batches)}</span>
          <span>loss <b>${number(step.loss)}</b></span>
          <span>after ${duration(progress.seconds)}</span>
          ${end || !connected ? nothing : html`<span>about ${duration(progress.secondsLeft)} left of this stage</span>`}
        </p>` : nothing}
      ${end ? nothing : html`<p class="quiet">It runs in the terminal, where Ctrl-C stops it. Closing this page changes nothing.</p>`}
    </div>`;
}

function curves() {
  if (losses.length === 0) {
    return nothing;
  }
  const heldOut = losses.some(stage => stage?.heldOut.losses.length > 0);
  return html`<section>
      <h2>Loss</h2>
      <ul class="legend">
        <li class="batch">batches</li>
        <li class="training">training rows, each epoch</li>
        ${heldOut ? html`<li class="held-out">held-out rows, each epoch</li>` : nothing}
      </ul>
      <div class="stages">
        ${losses.map(stage => html`<figure>
            <figcaption>${stage.name} <span>${caption(stage)}</span></figcaption>
            <div class="chart" id="chart-${stage.number}" role="img"
              aria-label="Loss of ${stage.name} by epoch; ${caption(stage)}"></div>
          </figure>`)}
      </div>
    </section>`;
}

function caption(stage) {
  if (!stage.last) {
    return "first epoch";
  }
  const heldOut = number(stage.last.validationLoss);
  return `${number(stage.last.trainingLoss)}${heldOut ? `, held out ${heldOut}` : ""} after epoch ${count.format(stage.last.number)}`;
}

const picture = (told, name) => html`<div class="scroll" tabindex="0" role="group" aria-label=${name}>
    <img src=${told.source} width=${told.width} height=${told.height} alt=${name}></div>`;

function reconstructions() {
  const made = view?.reconstructions;
  if (!made) {
    return nothing;
  }
  return html`<section>
      <h2>Reconstructions</h2>
      ${made.picture ? html`<div class="pair">
          <div class="labels"><span>data</span><span>model</span></div>
          ${picture(made.picture, "Ten rows of the data, and their reconstructions below")}
        </div>` : table(made.table)}
      <p class="note">${made.picture ? "Rows of the data, and under each what the model makes of its code" : tableNote(made.table)};
        after ${view.after}.</p>
    </section>`;
}

const tableNote = told => (told.columns.length === 0
  ? "The most frequent words of some rows, and those that the model makes of their codes"
  : `${told.columns.length < told.of ? `The first ${told.columns.length} of ${count.format(told.of)} columns of s` : "S"}ome rows,
    and in colour what the model makes of their codes`);

function table(told) {
  const words = told.columns.length === 0;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Rows and their reconstructions"><table>
      <thead><tr>${words ? html`<th scope="col">data</th><th scope="col">model</th>`
        : told.columns.map(name => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
      <tbody>${told.data.map((row, i) => html`<tr>
        ${words ? html`<td>${row.join(", ")}</td><td class="made">${told.reconstructions[i].join(", ")}</td>`
          : row.map((value, j) => html`<td class="number"><span>${value}</span>
              <span class="made">${told.reconstructions[i][j]}</span></td>`)}
      </tr>`)}</tbody>
    </table></div>`;
}

function filters() {
  const told = view?.filters;
  if (!told) {
    return nothing;
  }
  return html`<section>
      <h2>Filters</h2>
      ${picture(told.picture, `Weights of ${told.count} units of the first layer as images`)}
      <p class="note">What ${told.count < told.of ? `the first ${told.count} of ${count.format(told.of)} units` : "the units"} of the
        first layer respond to; grey is zero. After ${view.after}.${told.mixed ? ` Where training started from principal
        components, they look like noise: each unit is a random mixture of all components.` : ""}</p>
    </section>`;
}

const holder = number => document.getElementById(`chart-${number}`);
const size = element => ({ width: Math.max(240, element.clientWidth), height: 210 });

/** The points of batches and epochs on one axis. */
function points(stage) {
  return uPlot.join([stage.batches, stage.training, stage.heldOut].map(curve => [curve.epochs, curve.losses]));
}

function chart(stage, element) {
  const style = getComputedStyle(document.documentElement);
  const colour = name => style.getPropertyValue(name).trim();
  const axis = { stroke: colour("--quiet"), grid: { stroke: colour("--rule"), width: 1 }, ticks: { stroke: colour("--rule"), width: 1 },
    font: "12px system-ui, sans-serif" };
  const line = (label, name, dots) => ({ label, stroke: colour(name), width: 2, spanGaps: true, points: { show: dots, size: 5 } });
  return new uPlot({
    ...size(element),
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: (plot, low, high) => [Math.min(0, low ?? 0), Math.max(high ?? 1, 0.01)] } },
    axes: [{ ...axis, label: "epoch", labelSize: 18, labelFont: axis.font, size: 34 }, { ...axis, size: 62 }],
    series: [{}, { ...line("batches", "--batch", false), width: 1 }, line("training rows", "--training", true),
      line("held-out rows", "--held-out", true)],
  }, points(stage), element);
}

function drawCharts() {
  for (const stage of losses) {
    const known = charts.get(stage.number);
    const element = holder(stage.number);
    if (known && element.contains(known.root)) {
      known.setData(points(stage));
    } else {
      charts.set(stage.number, chart(stage, element));
    }
  }
}

let waiting = false;

/** Draws once for all events that come at a time. */
function draw() {
  if (!waiting) {
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      show();
    });
  }
}

function show() {
  const done = progress && !end ? `${Math.floor(100 * progress.share)} % ` : "";
  document.title = `${end ? end.state + " " : done}training - Hourglass`;
  render(html`
    <header>
      <h1>${run ? `Training on ${run.data}` : "Training"}</h1>
      ${run ? html`<p>${count.format(run.rows)} rows of ${count.format(run.columns)} columns</p>` : nothing}
    </header>
    ${state()}${curves()}${reconstructions()}${filters()}`, main);
  drawCharts();
  const status = document.getElementById("status");
  if (status.textContent !== sentence()) {
    status.textContent = sentence();
  }
}

draw();
