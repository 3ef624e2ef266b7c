// Colours of points: as numbers for the pixels of a canvas (alpha, blue, green, red), and as CSS for the page.
import { bitOf } from "./plane.js";

const TEN = [
  "#2f7ed8",
  "#f28e2b",
  "#3ba272",
  "#d64550",
  "#8e63ce",
  "#9c6b4e",
  "#e377c2",
  "#7f8790",
  "#b5a51c",
  "#1fb6c9",
];

/** A colour for each of so many labels. */
export function ofLabels(n) {
  return n <= TEN.length
    ? TEN
    : Array.from({ length: n }, (_, i) => hsl((i * 137.508) % 360, 0.62, 0.42 + (0.16 * (i % 3)) / 2));
}

function hsl(hue, saturation, lightness) {
  const channel = n => {
    const k = (n + hue / 30) % 12;
    const a = saturation * Math.min(lightness, 1 - lightness);
    return Math.round(255 * (lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
      .toString(16)
      .padStart(2, "0");
  };
  return "#" + channel(0) + channel(8) + channel(4);
}

const number = (r, g, b) => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
const channels = colour => [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
const mixed = (a, b, share) => number(...channels(a).map((x, i) => Math.round(x + (channels(b)[i] - x) * share)));

function themeColour(name) {
  const probe = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  return probe.length === 4 ? "#" + [...probe.slice(1)].map(digit => digit + digit).join("") : probe;
}

/** Colours the points of a plane by label, by one bit, or by their distance from one of them. */
export function paint(plane, { colour, bit, only, from }) {
  const { map, colours, hidden } = plane;
  const surface = themeColour("--surface"),
    accent = themeColour("--accent"),
    off = themeColour("--zero");
  plane.background = mixed(surface, surface, 0);
  const shown = new Set(only.map(label => map.names.indexOf(label)));
  const none = mixed(themeColour("--muted"), surface, 0.3);
  if (colour === "label") {
    const palette = ofLabels(map.names.length).map(each => number(...channels(each)));
    for (let i = 0; i < map.count; i++) {
      const label = map.labels[i];
      colours[i] = label === map.noLabel ? none : palette[label];
      hidden[i] = shown.size > 0 && !shown.has(label) ? 1 : 0;
    }
  } else if (colour === "bit") {
    const ones = mixed(accent, surface, 0),
      zeros = mixed(off, surface, 0);
    for (let i = 0; i < map.count; i++) {
      colours[i] = bitOf(map, i, bit) ? ones : zeros;
    }
    hidden.fill(0);
  } else {
    const scale = Array.from({ length: map.bits + 1 }, (_, d) =>
      from < 0 ? none : mixed(themeColour("--differs"), off, Math.min(1, d / Math.max(4, map.bits / 2.5))),
    );
    for (let i = 0; i < map.count; i++) {
      colours[i] = scale[from < 0 ? 0 : distance(map, i, from)];
    }
    hidden.fill(0);
  }
}

function distance(map, i, j) {
  let sum = 0;
  for (let k = 0; k < map.codeBytes; k++) {
    let difference = map.codes[i * map.codeBytes + k] ^ map.codes[j * map.codeBytes + k];
    for (; difference; difference &= difference - 1) {
      sum++;
    }
  }
  return sum;
}
