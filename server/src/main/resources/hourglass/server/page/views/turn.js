import { html } from "/webjars/lit-html/lit-html.js";
export class Turn { name="turn"; title="Turn"; missing(){return null;} introduction(){return "x";} draw(){return html`x`;} }
