import { html, nothing, render } from "/webjars/lit-html/lit-html.js";

const dialog = document.getElementById("token");

/** Asks the user for a token, and says why; rejected if the user closes the dialog instead. */
export function askToken(why) {
  return new Promise((resolve, reject) => {
    let given = null;
    const submit = event => {
      event.preventDefault();
      given = event.target.elements.token.value.trim();
      dialog.close();
    };
    dialog.addEventListener(
      "close",
      () => {
        render(nothing, dialog);
        given ? resolve(given) : reject(new Error("no token"));
      },
      { once: true },
    );
    render(
      html`<form @submit=${submit}>
        <h2 id="token-title">This server asks for a token</h2>
        <p>${why}</p>
        <label>Token <input name="token" type="password" autocomplete="off" required autofocus></label>
        <p class="hint">It stays in this tab, and is forgotten when you close it.</p>
        <div class="row"><button class="primary">Continue</button>
          <button type="button" @click=${() => dialog.close()}>Cancel</button></div>
      </form>`,
      dialog,
    );
    dialog.showModal();
  });
}
