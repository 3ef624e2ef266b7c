import { recall, remember } from "./memory.js";

/** What the server says is wrong, or what kept it from saying anything. */
export class Problem extends Error {
  constructor({ title, status, detail, remedy }) {
    super(detail || title);
    Object.assign(this, { title, status, detail, remedy });
  }
}

let askForToken = () => Promise.reject(new Error("nobody to ask"));

/** Sets what asks the user for a token: `ask(why)` gives a promise of it, which is rejected if the user gives none. */
export function whenTokenIsNeeded(ask) {
  let asked = null;
  // Several requests may be refused at once, and the user is asked once.
  askForToken = why => (asked ??= ask(why).finally(() => (asked = null)));
}

async function problem(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // Not from the server itself, a proxy's page perhaps.
  }
  const detail = body.detail || `The server answered ${response.status} ${response.statusText}.`;
  return new Problem({
    title: body.title || response.statusText,
    status: response.status,
    detail,
    remedy: body.remedy,
  });
}

function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/**
 * Asks the server, again as long as it is still computing the answer (`computing()` is told of that), and with the
 * token that it wants. Gives the response; throws a `Problem`.
 */
async function ask(path, { body, signal, computing } = {}) {
  for (;;) {
    const token = recall("token", "sessionStorage");
    const headers = token ? { Authorization: "Bearer " + token } : {};
    const options = { headers, signal };
    if (body !== undefined) {
      Object.assign(options, { method: "POST", body: JSON.stringify(body) });
      headers["Content-Type"] = "application/json";
    }
    let response;
    try {
      response = await fetch(path, options);
    } catch (e) {
      if (e.name === "AbortError") {
        throw e;
      }
      throw new Problem({
        title: "No answer",
        detail: "The server does not answer.",
        remedy: "See whether it still runs, then try again.",
      });
    }
    const wait = Number(response.headers.get("Retry-After"));
    if (wait > 0 && (response.status === 202 || response.status === 503)) {
      computing?.();
      await pause(wait, signal);
    } else if (response.ok) {
      return response;
    } else if (response.status === 401 && token === recall("token", "sessionStorage")) {
      const refusal = await problem(response);
      try {
        remember(
          "token",
          await askForToken(token ? "The server does not take this token." : refusal.detail),
          "sessionStorage",
        );
      } catch {
        throw refusal;
      }
    } else if (response.status !== 401) {
      throw await problem(response);
    }
  }
}

export const get = async (path, options) => (await ask(path, options)).json();
export const post = async (path, body, options) => (await ask(path, { ...options, body })).json();
export const bytes = async (path, options) => (await ask(path, options)).arrayBuffer();
export const blob = async (path, options) => (await ask(path, options)).blob();

/** A path's query with what is set of `values`. */
export function query(path, values) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== "") {
      params.append(name, value);
    }
  }
  const text = params.toString();
  return text ? path + "?" + text : path;
}

/**
 * One answer of the server that a view shows, loaded anew when its key changes. `state` is `idle`, `loading`, `computing`,
 * `done` or `failed`; the last `value` stays until the next one is there, so that nothing flickers.
 */
export class Resource {
  #changed;
  #controller = null;
  key = null;
  state = "idle";
  value = null;
  problem = null;

  constructor(changed) {
    this.#changed = changed;
  }

  /** Loads by `loader({signal, computing})` unless what `key` names is there or on its way; a null key empties it. */
  load(key, loader) {
    if (key === this.key) {
      return;
    }
    this.#controller?.abort();
    this.key = key;
    if (key === null) {
      Object.assign(this, { state: "idle", value: null, problem: null });
      return;
    }
    const controller = (this.#controller = new AbortController());
    const computing = () => this.#set({ state: "computing" });
    Object.assign(this, { state: "loading", problem: null });
    loader({ signal: controller.signal, computing }).then(
      value => controller === this.#controller && this.#set({ state: "done", value }),
      problem =>
        controller === this.#controller &&
        problem.name !== "AbortError" &&
        this.#set({ state: "failed", value: null, problem }),
    );
  }

  /** Forgets what failed, so that the next `load` tries again. */
  again() {
    this.key = null;
    this.#changed();
  }

  #set(values) {
    Object.assign(this, values);
    this.#changed();
  }
}

/** Runs the newest of the jobs given while one is under way; those between are dropped. */
export class Newest {
  #busy = false;
  #next = null;

  async run(job) {
    this.#next = job;
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    while (this.#next) {
      const current = this.#next;
      this.#next = null;
      try {
        await current();
      } finally {
        this.#busy = this.#next !== null;
      }
    }
  }
}
