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

/** The units of a model that nothing is known of but how many there are. */
export function plainUnits({ codeSize, binary }) {
  return Array.from({ length: codeSize }, (_, unit) =>
    binary ? { unit, from: 0, to: 1, median: 0.5, change: 0 } : { unit, from: -3, to: 3, median: 0, change: 0 },
  );
}
