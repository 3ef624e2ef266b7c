import { figure } from "../parts.js";

/** What a unit does, in a few words. */
export function described({ classes, thickness, slant, ink, turns }) {
  const most = turns?.[0];
  const parts = [
    classes ? `another class for ${Math.round(100 * classes)} %` : "",
    Math.abs(thickness ?? 0) >= 0.05 ? `strokes ${figure(Math.abs(thickness))} px ${thickness > 0 ? "wider" : "thinner"}` : "",
    Math.abs(slant ?? 0) >= 0.5 ? `leans ${figure(Math.abs(slant))}° ${slant > 0 ? "over" : "back"}` : "",
    Math.abs(ink ?? 0) >= 0.005 ? `${ink > 0 ? "more" : "less"} ink` : "",
    most ? `turns ${most.items} of ${most.of} “${most.from}” into “${most.to}”` : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

/** The units of a model that nothing is known of but how many there are. */
export function plainUnits({ codeSize, binary }) {
  return Array.from({ length: codeSize }, (_, unit) =>
    binary ? { unit, from: 0, to: 1, median: 0.5, change: 0 } : { unit, from: -3, to: 3, median: 0, change: 0 });
}
