import {html, nothing} from "lit";
import {property} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {api} from "../http/api";
import {Load} from "../http/load";
import {say} from "../words/words";

interface Source {
  handle: string;
  pictureUrls: string[];
}

/** Where an imported product had its pictures: the host opens them and uploads what he keeps. */
export class ProductSource extends LightElement {
  @property() productId = "";
  readonly source = new Load<Source>(this, () => api.get(`/product-sources/${this.productId}`));

  protected override render() {
    const urls = this.source.value?.pictureUrls ?? [];
    return urls.length === 0 ? nothing : html`<details class="import-source" data-test="product-source">
      <summary>${icon("picture")}${say("imports.sourcePictures", {count: urls.length})}</summary>
      <p class="faint">${say("imports.sourceHint")}</p>
      <ul>${urls.map((url) => html`<li>${/^https?:\/\//i.test(url)
        ? html`<a href=${url} target="_blank" rel="noopener noreferrer nofollow">${url}</a>`
        : html`<span>${url}</span>`}</li>`)}</ul>
    </details>`;
  }
}

customElements.define("lt-product-source", ProductSource);
