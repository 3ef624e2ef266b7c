import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { remember } from "./memory.js";

function dark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** The header of all pages: `links` are `{href, text, current}`. */
export function header(name, links, redraw) {
  const toggle = () => {
    const theme = dark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    remember("theme", theme);
    document.dispatchEvent(new Event("themechange"));
    redraw();
  };
  return html`
    <a class="brand" href="/" aria-label="Hourglass, ${name || "start"}">
      <img src="/page/icon.svg" alt="" width="26" height="26"><span class="product">Hourglass</span>
      ${name ? html`<span class="library" title=${name}>${name}</span>` : nothing}
    </a>
    <nav aria-label="Views">
      ${links.map(link => html`<a href=${link.href} aria-current=${link.current ? "page" : "false"}>${link.text}</a>`)}
    </nav>
    <button class="quiet theme" @click=${toggle} aria-label=${dark() ? "Use the light theme" : "Use the dark theme"}
      title=${dark() ? "Light" : "Dark"}>${dark() ? "☀" : "☾"}</button>`;
}
