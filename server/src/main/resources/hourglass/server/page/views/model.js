import { html } from "/webjars/lit-html/lit-html.js";
export class Model { name="model"; title="Model"; missing(){return null;} introduction(){return "x";} draw(){return html`x`;} }
