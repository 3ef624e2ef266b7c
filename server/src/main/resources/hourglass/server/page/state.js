// The whole state of the page is the fragment of its address, #view?name=value&name=value, which no request carries:
// pasted texts and drawn pictures stay out of logs, and may be longer than a server takes as an address.

/** The view and the parameters that an address's fragment names. */
export function parse(fragment) {
  const text = fragment.replace(/^#/, "");
  const at = text.indexOf("?");
  const view = at < 0 ? text : text.slice(0, at);
  return { view, params: new URLSearchParams(at < 0 ? "" : text.slice(at + 1)) };
}

/** The fragment of a view with parameters; an array gives a parameter several times, null and "" leave it out. */
export function fragment(view, values = {}) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== null && each !== undefined && each !== "" && each !== false) {
        params.append(name, each === true ? "1" : String(each));
      }
    }
  }
  const text = params.toString();
  return "#" + view + (text ? "?" + text : "");
}

/** The parameters as an object, with arrays for those given several times, changed by `changes`. */
export function changed(params, changes) {
  const values = {};
  for (const name of new Set(params.keys())) {
    const all = params.getAll(name);
    values[name] = all.length > 1 ? all : all[0];
  }
  return { ...values, ...changes };
}

/** An address's parameter as a whole number within bounds, or a default. */
export function whole(params, name, from, to, otherwise) {
  const text = params.get(name);
  const value = text === null || !/^\d+$/.test(text) ? NaN : Number(text);
  return value >= from && value <= to ? value : otherwise;
}
