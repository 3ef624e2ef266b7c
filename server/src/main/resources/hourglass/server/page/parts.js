import { html, nothing, svg } from "/webjars/lit-html/lit-html.js";
import { Problem } from "./client.js";

const numbers = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const decimals = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** A count, in full or, where it would be long, as a power of ten. */
export function count(n) {
  if (n < 1e9) {
    return numbers.format(n);
  }
  const exponent = Math.floor(Math.log10(n));
  return `${(n / 10 ** exponent).toFixed(1)}·10${superscript(exponent)}`;
}

const superscript = n => String(n).replace(/\d/g, digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);

export const figure = x => (Number.isFinite(x) ? decimals.format(x) : "");
export const plural = (n, one, many = one + "s") => `${count(n)} ${n === 1 ? one : many}`;

/** The bits that a code in hex holds, bit 0 the highest of the first byte, as numpy.packbits has it. */
export function bitsOf(hex, bits) {
  const result = new Uint8Array(bits);
  for (let i = 0; i < bits; i++) {
    result[i] = (parseInt(hex.slice((i >> 3) * 2, (i >> 3) * 2 + 2), 16) >> (7 - (i & 7))) & 1;
  }
  return result;
}

export function hexOf(bits) {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((bit, i) => (bytes[i >> 3] |= bit << (7 - (i & 7))));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
}

/** A strip of a code's bits, those that differ from the query's raised in another colour. */
export function strip(bits, hex, differs) {
  if (!bits || (!hex && !differs)) {
    return nothing;
  }
  const values = hex ? bitsOf(hex, bits) : new Uint8Array(bits);
  const differing = new Set(differs || []);
  const name = !differs
    ? `Code ${hex}`
    : differs.length === 0
      ? "All bits are the same"
      : differs.length === 1
        ? `Bit ${differs[0]} differs`
        : `Bits ${differs.slice(0, 16).join(", ")}${differs.length > 16 ? " and more" : ""} differ`;
  // Few elements, since a page may have thousands of strips.
  const paths = { zero: "", one: "", differs: "" };
  values.forEach(
    (bit, i) =>
      (paths[differing.has(i) ? "differs" : bit ? "one" : "zero"] += differing.has(i)
        ? `M${i + 0.06} 0h.88v4h-.88z`
        : `M${i + 0.06} 1h.88v2h-.88z`),
  );
  return html`<svg class="strip" viewBox="0 0 ${bits} 4" preserveAspectRatio="none" role="img" aria-label=${name}>
      <title>${name}</title>
      ${["zero", "one", "differs"].map(kind => svg`<path class=${kind} d=${paths[kind]}></path>`)}
    </svg>`;
}

/** A text with some of its places marked. */
export function marked(text, marks) {
  const parts = [];
  let at = 0;
  for (const [from, to] of [...(marks || [])].sort((a, b) => a[0] - b[0])) {
    if (from >= at && to <= text.length) {
      parts.push(text.slice(at, from), html`<mark>${text.slice(from, to)}</mark>`);
      at = to;
    }
  }
  parts.push(text.slice(at));
  return parts;
}

/** A picture that the server sent. Small ones keep their pixels when they are drawn large. */
export const picture = (source, name = "") =>
  source?.startsWith("data:image/") ? html`<img class="thumbnail" src=${source} alt=${name} @load=${pixels}>` : nothing;

function pixels({ target }) {
  target.classList.toggle("pixels", target.naturalWidth <= 64);
}

/** What is wrong, and what to do about it. */
export function trouble(problem, again) {
  const known = problem instanceof Problem;
  return html`<div class="notice problem" role="alert">
      <strong>${known ? problem.detail : "The page failed: " + problem.message}</strong>
      ${problem.remedy ? html`<p>${problem.remedy}</p>` : nothing}
      ${again ? html`<button @click=${again}>Try again</button>` : nothing}
    </div>`;
}

export const notice = text => html`<div class="notice">${text}</div>`;

/** What a resource holds by `show(value)`, or that it is on its way, or what went wrong. */
export function loaded(resource, show) {
  const busy = resource.state === "loading" || resource.state === "computing";
  if (resource.state === "failed") {
    return trouble(resource.problem, () => resource.again());
  }
  const wait = !busy
    ? nothing
    : html`<div class="waiting ${resource.value ? "over" : ""}"><span class="spinner" aria-hidden="true"></span>
        <span>${resource.state === "computing" ? "Computing …" : "Loading …"}</span></div>`;
  return html`${wait}${resource.value ? html`<div aria-busy=${busy} class="contents">${show(resource.value)}</div>` : nothing}`;
}

/** Moves the focus by arrow keys among the elements that match `selector` within the list that the handler is on. */
export function arrows(selector) {
  return event => {
    const forward = event.key === "ArrowDown" || event.key === "ArrowRight";
    const all = [...event.currentTarget.querySelectorAll(selector)];
    const at = all.indexOf(document.activeElement?.closest(selector));
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const to = forward
      ? at + 1
      : event.key === "ArrowUp" || event.key === "ArrowLeft"
        ? at - 1
        : event.key === "Home"
          ? 0
          : event.key === "End"
            ? all.length - 1
            : at;
    if (to !== at && all[to]) {
      event.preventDefault();
      // One stop for the tab key: where the user is.
      all.forEach((element, i) => (element.tabIndex = i === to ? 0 : -1));
      all[to].focus();
    }
  };
}

const timers = new Map();

/** Runs a job after a pause, in place of the one that waits under the same name. */
export function later(name, job, milliseconds = 250) {
  clearTimeout(timers.get(name));
  timers.set(name, setTimeout(job, milliseconds));
}

/** Tells what has changed to those who hear the page. */
export function say(text) {
  const status = document.getElementById("status");
  if (status.textContent !== text) {
    status.textContent = text;
  }
}
