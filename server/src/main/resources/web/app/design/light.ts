import {LitElement} from "lit";
import type {Cell} from "./cell";
import {locale} from "../words/words";

/**
 * A Lit element that renders into the page itself, without a shadow root, so that one set of tokens and
 * control styles reaches everything. It renders again when the language or a watched cell changes.
 */
export class LightElement extends LitElement {
  #stops: Array<() => void> = [];

  /** The cells this element shows; overridden by elements that show more than the language. */
  protected watched(): Array<Cell<unknown>> {
    return [];
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const cells: Array<Cell<unknown>> = [locale as Cell<unknown>, ...this.watched()];
    this.#stops = cells.map((cell) => cell.watch(() => this.requestUpdate()));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stops.forEach((stop) => stop());
    this.#stops = [];
  }
}
