import { html } from "/webjars/lit-html/lit-html.js";
export class Rings { name="rings"; title="Neighbourhood"; missing(){return null;} introduction(){return "x";} draw(){return html`x`;} }
