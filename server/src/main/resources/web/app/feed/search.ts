import {html, nothing} from "lit";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {empty, skeletons} from "../design/states";
import {api} from "../http/api";
import {Load} from "../http/load";
import type {HostBrief, Product} from "../http/types";
import {go, here} from "../shell/router";
import {say} from "../words/words";
import {hostRow, productTile} from "./tiles";

interface Found {
  products: Product[];
  hosts: HostBrief[];
}

/** Search by words, Chinese or English: hosts, then products. The words live in the address. */
export class Search extends LightElement {
  #asked = "";
  readonly #found = new Load<Found | undefined>(this, async () => {
    this.#asked = wanted();
    return this.#asked ? api.get<Found>("/search", {query: this.#asked}) : {products: [], hosts: []};
  });

  protected override watched() {
    return [here] as never[];
  }

  protected override willUpdate(): void {
    if (wanted() !== this.#asked && location.pathname === "/search") {
      this.#asked = wanted();
      this.#found.value = undefined;
      void this.#found.run();
    }
  }

  protected override render() {
    const query = wanted();
    return html`<div class="page stack loose">
      <form class="phone-search is-page" role="search" @submit=${this.#search}>
        ${icon("search")}
        <input name="query" type="search" maxlength="100" enterkeyhint="search" .value=${query}
          placeholder=${say("shell.searchHint")} aria-label=${say("shell.search")} data-test="search-input">
        <button class="button primary small" data-test="search-submit">${say("shell.search")}</button>
      </form>
      ${query
        ? this.#found.view((found) => this.#results(found as Found, query), () => skeletons(3, "6rem"))
        : empty("search", say("feed.searchTitle"), say("feed.searchDetail"))}
    </div>`;
  }

  #results({products, hosts}: Found, query: string) {
    if (products.length === 0 && hosts.length === 0) {
      return empty("search", say("feed.nothingFound", {query}), say("feed.nothingFoundDetail"));
    }
    return html`
      ${hosts.length > 0 ? html`<section>
        <h2 class="heading">${say("feed.hosts")}</h2>
        <div class="host-grid">${hosts.map((host) => hostRow(host, "SEARCH"))}</div>
      </section>` : nothing}
      ${products.length > 0 ? html`<section>
        <h2 class="heading">${say("feed.products")}</h2>
        <div class="product-grid">${products.map(productTile)}</div>
      </section>` : nothing}`;
  }

  readonly #search = (event: SubmitEvent) => {
    event.preventDefault();
    const query = String(new FormData(event.target as HTMLFormElement).get("query") ?? "").trim();
    go(query ? `/search?query=${encodeURIComponent(query)}` : "/search", {replaces: true});
  };
}

function wanted(): string {
  return new URLSearchParams(location.search).get("query")?.trim() ?? "";
}

customElements.define("lt-search", Search);
