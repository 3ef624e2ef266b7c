import { get, post, query } from "../client.js";

const SAMPLE = 60;

/** What a unit does, in a few words. */
export function described({ classes, thickness, slant, ink, turns, up, down }) {
  const most = turns?.[0];
  const parts = [
    classes ? `another class for ${Math.round(100 * classes)} %` : "",
    Math.abs(thickness ?? 0) >= 0.1
      ? `strokes ${Math.abs(thickness).toFixed(1)} px ${thickness > 0 ? "wider" : "thinner"}`
      : "",
    Math.abs(slant ?? 0) >= 1 ? `leans ${Math.round(Math.abs(slant))}° ${slant > 0 ? "over" : "back"}` : "",
    Math.abs(ink ?? 0) >= 0.005 && Math.abs(thickness ?? 0) < 0.1 ? `${ink > 0 ? "more" : "less"} ink` : "",
    most ? `“${most.from}” into “${most.to}”` : "",
    up?.length ? `more ${up.slice(0, 3).join(", ")}` : "",
    down?.length ? `less ${down.slice(0, 3).join(", ")}` : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

/**
 * The `units` with the ranges that they have over some items, and the id of the `first` of these; without items, with the ranges of
 * their activation.
 */
export async function ranges({ library, model }, options) {
  const { items } = library?.coded ? await get(query("/api/items", { limit: SAMPLE }), options) : { items: [] };
  const { codes } = items.length
    ? await post("/api/encode", { ids: items.map(item => item.id) }, options)
    : { codes: [] };
  const rows = codes.map(code => code?.real).filter(Boolean);
  const [low, high] = rows.length ? [] : activated(await get("/api/model", options));
  const units = Array.from({ length: model.codeSize }, (_, unit) => {
    const values = rows.map(row => row[unit]).sort((a, b) => a - b);
    return rows.length
      ? { unit, from: values[0], to: values.at(-1), median: values[values.length >> 1] }
      : { unit, from: low, to: high, median: (low + high) / 2 };
  });
  return { units, first: items[codes.findIndex(code => code?.real)]?.id };
}

function activated({ layers }) {
  const code = layers.find(layer => layer.name === "code");
  return code?.activation === "sigmoid" ? [0, 1] : code?.activation === "tanh" ? [-1, 1] : [-3, 3];
}
