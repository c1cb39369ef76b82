import {type TemplateResult, html, nothing} from "lit";
import {property, query, state} from "lit/decorators.js";
import {say} from "../words/words";
import {icon} from "./icons";
import {layOver} from "./layers";
import {LightElement} from "./light";

/**
 * A sheet over the page: from the foot on a phone, in the middle on a desk. It is a native modal dialog, so
 * the focus stays inside, Escape closes it, and the focus returns to where it was. The browser's back closes it
 * and leaves the page.
 * Use: `<lt-sheet .open=${…} .label=${…} .content=${() => html`…`} @closed=${…}></lt-sheet>`.
 */
export class Sheet extends LightElement {
  @property({type: Boolean}) open = false;
  @property() label = "";
  @property({attribute: false}) content: () => TemplateResult | typeof nothing = () => nothing;
  @property({type: Boolean}) large = false;
  /** The name of the sheet for tests. */
  @property() test = "sheet";
  @query("dialog") dialog!: HTMLDialogElement;
  #takeAway?: () => void;

  protected override updated(): void {
    if (this.open && !this.dialog.open && this.isConnected) {
      this.dialog.showModal();
      this.#takeAway = layOver(() => this.dialog.close());
    } else if (!this.open && this.dialog.open) {
      this.dialog.close();
    } else if (this.open && document.activeElement === document.body) {
      // What had the focus is gone with the step before: the next step begins at its top.
      this.querySelector<HTMLElement>(".sheet-body")?.focus({preventScroll: true});
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.dialog?.close();
    this.#leave();
  }

  #leave(): void {
    this.#takeAway?.();
    this.#takeAway = undefined;
  }

  close(): void {
    this.dialog.close();
  }

  protected override render() {
    return html`<dialog class="sheet ${this.large ? "large" : ""}" data-test=${this.test}
        aria-label=${this.label} @close=${this.#closed} @click=${this.#onBackdrop}>
      <header class="sheet-head">
        <h2>${this.label}</h2>
        <button class="icon-button" aria-label=${say("shell.close")} data-test="sheet-close"
          @click=${this.close}>${icon("close")}</button>
      </header>
      <div class="sheet-body" tabindex="-1">${this.open ? this.content() : nothing}</div>
    </dialog>`;
  }

  readonly #closed = (event: Event) => {
    // A close event of a dialog inside this one must not close this one.
    if (event.target === this.dialog) {
      this.open = false;
      this.#leave();
      this.dispatchEvent(new CustomEvent("closed"));
    }
  };

  readonly #onBackdrop = (event: MouseEvent) => {
    if (event.target === this.dialog) {
      this.close();
    }
  };
}

customElements.define("lt-sheet", Sheet);

interface Question {
  title: string;
  detail?: string;
  yes: string;
  no?: string;
  isDanger?: boolean;
}

let asker: Asker | undefined;

/** Asks one question and waits for yes or no; closing it is a no. */
export function ask(question: Question): Promise<boolean> {
  return asker ? asker.ask(question) : Promise.resolve(false);
}

/** Where questions are asked; the shell holds one. */
export class Asker extends LightElement {
  @state() question: Question | undefined;
  #answer: (isYes: boolean) => void = () => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    asker = this;
  }

  ask(question: Question): Promise<boolean> {
    this.#answer(false);
    this.question = question;
    return new Promise((resolve) => (this.#answer = resolve));
  }

  protected override render() {
    const question = this.question;
    return html`<lt-sheet .open=${question !== undefined} .label=${question?.title ?? ""} test="ask"
      @closed=${() => this.#settle(false)}
      .content=${() => question ? html`
        ${question.detail ? html`<p class="quiet">${question.detail}</p>` : nothing}
        <div class="row" style="margin-top:var(--s5)">
          <button class="button grow" data-test="ask-no" @click=${() => this.#settle(false)}>
            ${question.no ?? say("shell.cancel")}</button>
          <button class="button primary grow ${question.isDanger ? "danger" : ""}" data-test="ask-yes"
            @click=${() => this.#settle(true)}>${question.yes}</button>
        </div>` : nothing}></lt-sheet>`;
  }

  #settle(isYes: boolean): void {
    this.question = undefined;
    this.#answer(isYes);
  }
}

customElements.define("lt-ask", Asker);
