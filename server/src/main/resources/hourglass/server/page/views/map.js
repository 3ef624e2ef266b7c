import { html } from "/webjars/lit-html/lit-html.js";
export class MapView { name="map"; title="Map"; missing(){return null;} introduction(){return "x";} draw(){return html`x`;} }
