import {html, nothing} from "lit";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {account} from "../shell/session";
import {say} from "../words/words";
import {unread, watchUnread} from "./unread";

const SHOWN_MAX = 99;

/** The bell in the top bar, with how much is unread. */
export class Bell extends LightElement {
  protected override watched() {
    return [account, unread] as never[];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    watchUnread();
  }

  protected override render() {
    const count = unread.value;
    return account.value ? html`<a class="icon-button bell" href="/notices" data-test="bell"
        aria-label=${count > 0 ? say("notices.bellUnread", {count}) : say("notices.bell")}>
      ${icon("bell")}${count > 0 ? html`<span class="bell-count" data-test="bell-count"
        aria-hidden="true">${unreadWords(count)}</span>` : nothing}</a>` : nothing;
  }
}

/** The number as a mark shows it. */
export function unreadWords(count: number): string {
  return count > SHOWN_MAX ? `${SHOWN_MAX}+` : String(count);
}

customElements.define("lt-bell", Bell);
