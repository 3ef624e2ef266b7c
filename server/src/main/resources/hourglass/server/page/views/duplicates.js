import { html } from "/webjars/lit-html/lit-html.js";
export class Duplicates { name="duplicates"; title="Duplicates"; missing(){return null;} introduction(){return "x";} draw(){return html`x`;} }
