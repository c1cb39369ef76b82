import {LitElement, html} from "lit"; customElements.define("laotie-app", class extends LitElement { render(){ return html`hi` } });
