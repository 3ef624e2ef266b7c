import { html, svg } from "/webjars/lit-html/lit-html.js";
import { count } from "../parts.js";

const HEIGHT = 150;
const STEP = 110;

/** Layers as bars, as tall as they have units (by the root of it), the code in colour: the hourglass that the name means. */
export function diagram(model, layers) {
  const first = {
    name: model.reads === "pictures" ? "picture" : model.reads === "texts" ? "words" : "numbers",
    units: model.values,
    type: "data",
  };
  const all = [first, ...(layers || [])];
  const most = Math.max(...all.map(layer => layer.units || 1));
  const code = all.findLastIndex(layer => layer.units === model.codeSize && /encoder|code/.test(layer.name));
  const half = layer => Math.max(5, (HEIGHT / 2) * Math.sqrt((layer.units || 1) / most));
  const width = all.length * STEP;
  const x = i => i * STEP + STEP / 2;
  const middle = HEIGHT / 2 + 8;
  const name = all
    .map(layer => `${layer.name} ${layer.units}${layer.activation ? " " + layer.activation : ""}`)
    .join(", ");
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Diagram of the layers">
    <svg class="diagram" viewBox="0 0 ${width} ${HEIGHT + 66}" width=${width} height=${HEIGHT + 66} role="img" aria-label="Layers: ${name}">
      ${all
        .slice(1)
        .map(
          (layer, i) =>
            svg`<polygon points="${x(i) + 9},${middle - half(all[i])} ${x(i + 1) - 9},${middle - half(layer)} ${
              x(i + 1) - 9
            },${middle + half(layer)} ${x(i) + 9},${middle + half(all[i])}"></polygon>`,
        )}
      ${all.map(
        (layer, i) => svg`<g class=${i === code ? "code-layer" : ""}>
        <rect x=${x(i) - 9} width="18" rx="4" y=${middle - half(layer)} height=${2 * half(layer)}></rect>
        <text x=${x(i)} y=${HEIGHT + 30} class="units">${layer.units ? count(layer.units) : ""}</text>
        <text x=${x(i)} y=${HEIGHT + 46}>${layer.type === "data" || layer.type === "dense" ? layer.activation || layer.name : layer.type}</text>
        <text x=${x(i)} y=${HEIGHT + 61}>${i === code ? "code" : i === 0 ? "" : layer.type === "dense" ? layer.name : layer.activation || ""}</text></g>`,
      )}
    </svg></div>`;
}
