/** How to ask for an operation from a shell: with the examples that the description gives, or made up by their types. */
export function curl(operation, parameters, body, resolved) {
  const valueOf = ({ example, schema }) =>
    example ?? resolved(schema)?.example ?? resolved(schema)?.default ?? sample(schema, resolved);
  let path = operation.path;
  for (const each of parameters.filter(parameter => parameter.in === "path")) {
    path = path.replace(`{${each.name}}`, encodeURIComponent(each.example ?? each.name.toUpperCase()));
  }
  const query = parameters.filter(each => each.in === "query" && (each.required || each.example !== undefined));
  if (query.length) {
    path += "?" + query.map(each => `${each.name}=${encodeURIComponent(valueOf(each))}`).join("&");
  }
  const lines = [
    `curl ${operation.method === "get" ? "" : "-X " + operation.method.toUpperCase() + " "}'${location.origin}${path}'`,
  ];
  if (operation.security?.some(each => Object.keys(each).length)) {
    lines.push(`-H "Authorization: Bearer $TOKEN"`);
  }
  const [type, content] = Object.entries(body?.content || {})[0] || [];
  if (type) {
    const example =
      content.example ??
      resolved(content.schema)?.example ??
      Object.values(content.examples || {})[0]?.value ??
      sample(content.schema, resolved);
    const text = typeof example === "string" ? example : JSON.stringify(example);
    lines.push(`-H 'Content-Type: ${type}'`, `-d '${text.replace(/'/g, "'\\''")}'`);
  }
  return lines.join(" \\\n  ");
}

function sample(schema, resolved, depth = 0) {
  const of = resolved(schema) || {};
  if (of.example !== undefined || of.default !== undefined || of.enum) {
    return of.example ?? of.default ?? of.enum[0];
  }
  const type = Array.isArray(of.type) ? of.type[0] : of.type;
  switch (type) {
    case "object": {
      const wanted = Object.entries(of.properties || {}).filter(
        ([name, each]) => of.required?.includes(name) || resolved(each).example !== undefined,
      );
      return depth > 3
        ? {}
        : Object.fromEntries(wanted.map(([name, each]) => [name, sample(each, resolved, depth + 1)]));
    }
    case "array":
      return [sample(of.items, resolved, depth + 1)];
    case "integer":
    case "number":
      return of.minimum ?? 1;
    case "boolean":
      return true;
    default:
      return "...";
  }
}
