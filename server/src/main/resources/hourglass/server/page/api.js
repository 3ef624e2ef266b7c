import { html, nothing, render } from "/webjars/lit-html/lit-html.js";
import { get } from "./client.js";
import { curl } from "./curl.js";
import { header } from "./header.js";
import { trouble } from "./parts.js";

// The page that shows the API, made of the same description that programs read.

const main = document.getElementById("main");
const METHODS = ["get", "post", "put", "patch", "delete"];
// What is closed is not made: all answers of all operations would be many thousand elements.
const opened = new Set();
let description = null;
let problem = null;

function draw() {
  const links = [
    ["/#search", "Search"],
    ["/#model", "Model"],
    ["/api", "API"],
  ].map(([href, text]) => ({ href, text, current: href === "/api" }));
  render(header("", links, draw), document.getElementById("header"));
  render(
    problem
      ? trouble(problem, start)
      : description
        ? page()
        : html`<p class="waiting"><span class="spinner"></span>Loading …</p>`,
    main,
  );
}

function page() {
  const operations = Object.entries(description.paths || {}).flatMap(([path, item]) =>
    METHODS.filter(method => item[method]).map(method => ({
      path,
      method,
      shared: item.parameters || [],
      ...item[method],
    })),
  );
  const groups = new Map();
  for (const operation of operations) {
    const tag = operation.tags?.[0] || "other";
    groups.set(tag, [...(groups.get(tag) || []), operation]);
  }
  const about = new Map((description.tags || []).map(tag => [tag.name, tag.description]));
  return html`<h1>${description.info.title} API</h1>
    <div class="introduction"><p>${description.info.description || "What the server answers, and to what."}
      The same for programs: <a href="/openapi.json">/openapi.json</a>.</p></div>
    <nav class="contents-of" aria-label="Operations">${operations.map(
      operation => html`<a href="#${anchor(operation)}">
      <b class="method ${operation.method}">${operation.method.toUpperCase()}</b> ${operation.path}</a>`,
    )}</nav>
    ${[...groups].map(
      ([tag, all]) => html`<section class="tag"><h2>${capital(tag)}</h2>
      ${about.get(tag) ? html`<p class="hint">${about.get(tag)}</p>` : nothing}${all.map(shown)}</section>`,
    )}`;
}

function shown(operation) {
  const parameters = [...operation.shared, ...(operation.parameters || [])].map(resolved);
  const body = resolved(operation.requestBody);
  const protectedBy = (operation.security ?? description.security ?? []).some(each => Object.keys(each).length);
  return html`<article class="card operation" id=${anchor(operation)} aria-labelledby="${anchor(operation)}-name">
      <h3 id="${anchor(operation)}-name"><b class="method ${operation.method}">${operation.method.toUpperCase()}</b>
        <code>${operation.path}</code></h3>
      <p>${operation.summary}${protectedBy ? html` <span class="chip">needs a token</span>` : nothing}</p>
      ${operation.description && operation.description !== operation.summary ? html`<p class="hint">${operation.description}</p>` : nothing}
      ${
        parameters.length
          ? html`<h4>Parameters</h4>${table(
              parameters.map(each => ({
                name: each.name,
                schema: each.schema || {},
                required: each.required,
                where: each.in,
                description: each.description,
              })),
            )}`
          : nothing
      }
      ${body ? html`<h4>Body</h4>${contents(body.content)}` : nothing}
      <h4>Answers</h4>
      ${Object.entries(operation.responses || {}).map(([status, response]) => {
        const { description: text, content } = resolved(response);
        const key = `${operation.method} ${operation.path} ${status}`;
        const toggle = event => {
          opened[event.target.open ? "add" : "delete"](key);
          draw();
        };
        return content
          ? html`<details @toggle=${toggle}><summary><code>${status}</code> ${text}</summary>${
              opened.has(key) ? contents(content) : nothing
            }</details>`
          : html`<p><code>${status}</code> ${text}</p>`;
      })}
      <h4>Example</h4><pre class="scroll" tabindex="0" aria-label="Example of ${operation.method} ${operation.path}">${curl(
        operation,
        parameters,
        body,
        resolved,
      )}</pre>
    </article>`;
}

function contents(content) {
  return Object.entries(content || {}).map(
    ([type, { schema }]) => html`<p class="hint"><code>${type}</code>
    ${schema ? typeName(schema) : nothing}</p>${schema ? properties(schema) : nothing}`,
  );
}

/** The properties of an object, or of the objects of an array, as a table; `above` are types that stand above already. */
function properties(schema, above = new Set()) {
  const of = resolved(schema);
  const inner = of.type === "array" && of.items ? resolved(of.items) : of;
  const variants = inner.oneOf || inner.anyOf;
  if (variants) {
    return variants.map(each => html`<p class="hint">${typeName(each)}</p>${properties(each, above)}`);
  }
  const all = Object.assign({}, inner.properties, ...(inner.allOf || []).map(part => resolved(part).properties));
  return Object.keys(all).length === 0
    ? nothing
    : table(
        Object.entries(all).map(([name, each]) => ({
          name,
          schema: each,
          required: inner.required?.includes(name),
          description: resolved(each).description,
        })),
        above,
      );
}

function table(rows, above = new Set()) {
  const outermost = above.size === 0;
  return html`<div class="scroll" tabindex=${outermost ? 0 : nothing}><table class="schema">
    <thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
    <tbody>${rows.map(
      ({ name, schema, required, where, description: text }) => html`<tr>
      <th scope="row"><code>${name}</code>${required ? html`<span class="required"> required</span>` : nothing}</th>
      <td>${typeName(schema)}${where && where !== "query" ? html` <span class="hint">in the ${where}</span>` : nothing}</td>
      <td>${text}${limits(resolved(schema))}${nested(schema, above) ? properties(schema, above) : nothing}</td></tr>`,
    )}</tbody></table></div>`;
}

/** Whether there is more to say of a type than its name; once for each. */
function nested(schema, above) {
  const of = resolved(schema);
  const inner = of.type === "array" && of.items ? resolved(of.items) : of;
  const more = (inner.properties || inner.oneOf || inner.anyOf || inner.allOf) && !above.has(inner);
  above.add(inner);
  return more;
}

function typeName(schema) {
  const name = schema.$ref?.split("/").pop();
  const of = resolved(schema);
  const type = Array.isArray(of.type) ? of.type.join(" or ") : of.type;
  return name && of.type !== "array"
    ? name
    : of.type === "array"
      ? `array of ${of.items ? typeName(of.items) : "anything"}`
      : of.oneOf || of.anyOf
        ? (of.oneOf || of.anyOf).map(typeName).join(" or ")
        : (type || "anything") + (of.format ? ` (${of.format})` : "");
}

function limits({ enum: values, minimum, maximum, default: otherwise, maxLength, maxItems }) {
  const parts = [
    values ? "one of " + values.join(", ") : "",
    minimum !== undefined && maximum !== undefined
      ? `${minimum} to ${maximum}`
      : minimum !== undefined
        ? `from ${minimum}`
        : maximum !== undefined
          ? `up to ${maximum}`
          : "",
    maxLength !== undefined ? `at most ${maxLength} characters` : "",
    maxItems !== undefined ? `at most ${maxItems}` : "",
    otherwise !== undefined ? `${JSON.stringify(otherwise)} unless given` : "",
  ].filter(Boolean);
  return parts.length ? html` <span class="hint">${parts.join("; ")}</span>` : nothing;
}

/** What a reference stands for, or what is given if it is none. */
function resolved(thing) {
  return thing?.$ref
    ? resolved(
        thing.$ref
          .replace(/^#\//, "")
          .split("/")
          .reduce((at, part) => at?.[part], description),
      )
    : thing;
}

const anchor = ({ method, path }) => (method + path).replace(/\W+/g, "-").replace(/-$/, "");
const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

async function start() {
  problem = null;
  try {
    description = await get("/openapi.json");
  } catch (e) {
    problem = e;
  }
  draw();
  // The browser looked for the place before it was there.
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

document.querySelector(".skip").addEventListener("click", event => {
  event.preventDefault();
  main.focus();
});
draw();
start();
