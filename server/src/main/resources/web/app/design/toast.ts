import {html} from "lit";
import {state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {asProblem} from "../http/problem";
import {icon} from "./icons";
import {LightElement} from "./light";

type Kind = "plain" | "good" | "bad";

interface Toast {
  id: number;
  text: string;
  kind: Kind;
}

const SHOWN_MS = 4_200;
const TOASTS_MAX = 3;
let shelf: ToastShelf | undefined;
let lastId = 0;

/** Says one short sentence that needs no answer. */
export function toast(text: string, kind: Kind = "plain"): void {
  shelf?.add({id: ++lastId, text, kind});
}

/** Says what went wrong. A refusal that already has its own screen says nothing twice. */
export function toastProblem(thrown: unknown): void {
  const problem = asProblem(thrown);
  if (!problem.is("BANNED", "NOT_SIGNED_IN", "SESSION_ENDED", "MEMBERS_ONLY")) {
    toast(problem.words(), "bad");
  }
}

/** Where toasts stand: a popover, so that they also float over an open sheet. */
export class ToastShelf extends LightElement {
  @state() toasts: Toast[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    shelf = this;
  }

  add(next: Toast): void {
    this.toasts = [...this.toasts.filter((old) => old.text !== next.text), next].slice(-TOASTS_MAX);
    setTimeout(() => (this.toasts = this.toasts.filter((old) => old !== next)), SHOWN_MS);
  }

  protected override updated(): void {
    const box = this.querySelector<HTMLElement>(".toasts");
    if (!box?.showPopover) {
      return;
    }
    if (box.matches(":popover-open")) {
      box.hidePopover();
    }
    if (this.toasts.length > 0) {
      box.showPopover();
    }
  }

  protected override render() {
    return html`<div class="toasts" popover="manual" role="status" aria-live="polite">
      ${repeat(this.toasts, ({id}) => id, ({text, kind}) => html`
        <div class="toast ${kind}" data-test="toast">
          ${kind === "plain" ? "" : icon(kind === "good" ? "check" : "notice")}
          <span>${text}</span>
        </div>`)}
    </div>`;
  }
}

customElements.define("lt-toasts", ToastShelf);
