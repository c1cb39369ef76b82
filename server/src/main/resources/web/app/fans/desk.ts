import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {avatar, field, formValues} from "../design/parts";
import {empty, failed, skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load, Pages} from "../http/load";
import type {Desk} from "../studio/desk";
import {money, moment, number, say} from "../words/words";
import {dayWords, tierBadge} from "./tier";
import type {Benefit, Earned, Fan, OpenRule, Segment, Tier} from "./types";

const TIERS: Tier[] = ["FAN", "LOYAL", "LAOTIE"];
const WORDS_MAX = 300;
const SHORT_LIST = 12;

interface Preview {
  chosen: number;
  free: number;
  capped: number;
}

/** The host's fans who consented: by segment, what to write to them, what that earned, what tiers give. */
export class FansDesk extends LightElement {
  @property({attribute: false}) desk!: Desk;
  /** Whoever comes from elsewhere for one segment finds it chosen. */
  @state() segment = new URLSearchParams(location.search).get("segment") ?? "all";
  @state() preview?: Preview;
  @state() isBusy = false;
  @state() isLong = false;
  readonly #segments = new Load<{items: Segment[]}>(this, () =>
    api.get<{items: Segment[]}>(`/hosts/${this.desk.hostId}/segments`));
  readonly #fans = new Pages<Fan>(this, () => `/hosts/${this.desk.hostId}/fans`,
    () => ({segment: this.segment, limit: SHORT_LIST}));
  readonly #sent = new Pages<Earned>(this, () => `/hosts/${this.desk.hostId}/messages`, () => ({limit: 10}));
  readonly #rule = new Load<OpenRule>(this, () => api.peek<OpenRule>(`/hosts/${this.desk.hostId}/tiers`));

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look();
  }

  protected override render() {
    return html`<div class="stack loose" data-test="fans-desk">
      <header class="row between wrap"><div class="stack tight"><h1 class="title">${say("fans.desk")}</h1>
          <p class="faint">${say("fans.deskDetail")}</p></div>
        <div class="row wrap"><a class="button small" href="/host/${this.desk.hostId}/group">${icon("people")}
            ${say("fans.group")}</a>
          ${this.desk.isOwner ? html`<a class="button small" data-test="export" download
            href="/api/v1/hosts/${this.desk.hostId}/fans.csv?segment=${encodeURIComponent(this.segment)}">
            ${say("fans.export")}</a>` : nothing}</div>
      </header>
      ${this.#segments.view((found) => this.#choices((found as {items: Segment[]}).items),
        () => skeletons(1, "6rem"))}
      <div class="fans-columns">
        <section class="stack tight">${this.#list()}</section>
        <div class="stack">${this.#writing()}${this.#history()}${this.desk.isOwner
          ? this.#rule.view((rule) => this.#gifts(rule as OpenRule), () => nothing) : nothing}</div>
      </div>
    </div>`;
  }

  #choices(segments: Segment[]): TemplateResult {
    const some = segments.filter((each) => each.fans > 0 || each.segment === "all"
      || each.segment === this.segment);
    const shown = this.isLong ? some : some.slice(0, SHORT_LIST);
    return html`<fieldset class="choices" data-test="segments"><legend class="unseen">${say("fans.segment")}</legend>
      ${shown.map((each) => html`<label class="choice">
        <input type="radio" name="segment" value=${each.segment} .checked=${each.segment === this.segment}
          @change=${() => this.#choose(each.segment)}>
        <span>${segmentWords(each)} <b class="tabular">${number(each.fans)}</b></span></label>`)}
      ${some.length > shown.length ? html`<button class="button small ghost"
        @click=${() => (this.isLong = true)}>${say("fans.moreSegments")}</button>` : nothing}
    </fieldset>`;
  }

  #list(): TemplateResult {
    const {items, problem, isLoaded, isWaiting, hasMore} = this.#fans;
    if (problem && items.length === 0) {
      return failed(problem, () => void this.#fans.restart());
    }
    if (!isLoaded) {
      return skeletons(4, "4rem");
    }
    return items.length === 0 ? empty("people", say("fans.noFans"), say("fans.noFansDetail"))
      : html`<ul class="card">${items.map((fan) => html`<li class="row fan-row" data-test="fan">
          ${avatar(fan.name, fan.avatarUrl, "2.5rem")}
          <span class="grow stack tight"><span class="row tight wrap"><strong class="clip-1">${fan.name}</strong>
              ${tierBadge(fan.tier)}${fan.isLate ? html`<span class="badge warn">${say("fans.late")}</span>`
                : nothing}</span>
            <span class="faint">${fan.orders === 0 ? say("fans.noOrders") : say("fans.fanOrders",
              {count: fan.orders, spent: money({minor: fan.spentMinor, currency: "CNY"})})}${fan.lastOrderDay
                ? html` · ${say("fans.lastOrder", {day: dayWords(fan.lastOrderDay)})}` : nothing}</span></span>
        </li>`)}</ul>
        ${hasMore ? html`<button class="button wide" ?disabled=${isWaiting}
          @click=${() => void this.#fans.more()}>${isWaiting ? spinner() : say("shell.more")}</button>`
          : nothing}`;
  }

  #writing(): TemplateResult {
    const {preview} = this;
    return html`<form class="card padded stack" @submit=${this.#send} novalidate data-test="write">
      <h2 class="subheading">${say("fans.write")}</h2>
      ${field("words", say("fans.words"), {isLong: true, isRequired: true, maxLength: WORDS_MAX,
        placeholder: say("fans.wordsHint")})}
      <p class="notice ${preview && preview.capped > 0 ? "warn" : ""}" data-test="preview">${icon("people")}
        <span>${preview ? previewWords(preview) : ""}</span></p>
      <p class="faint">${say("fans.caps")}</p>
      <button class="button primary" data-test="send"
        ?disabled=${this.isBusy || !preview || preview.free === 0}>${this.isBusy ? spinner()
          : html`${icon("send")}${say("fans.send")}`}</button>
    </form>`;
  }

  #history(): TemplateResult | typeof nothing {
    const {items} = this.#sent;
    return items.length === 0 ? nothing : html`<section class="card padded stack" data-test="sent">
      <h2 class="subheading">${say("fans.sent")}</h2>
      <ul class="stack">${items.map((each) => html`<li class="stack tight sent-row" data-test="sent-row">
        <span class="row between"><span class="badge">${segmentWords({segment: each.segment,
          label: each.segment.split(":").slice(1).join(":"), fans: 0})}</span>
          <time class="faint">${moment(each.at)}</time></span>
        <p class="clip-2">${each.words}</p>
        <dl class="earned">
          ${figure("reached", number(each.reached))}${figure("capped", number(each.capped))}
          ${figure("opened", number(each.opened))}${figure("came", number(each.came))}
          ${figure("orders", number(each.orders))}
          ${figure("gmv", money({minor: each.gmvMinor, currency: "CNY"}))}
        </dl></li>`)}</ul>
      <p class="faint">${say("fans.earnedHow")}</p>
    </section>`;
  }

  #gifts(rule: OpenRule): TemplateResult {
    return html`<form class="card padded stack" @submit=${this.#giftsSet} novalidate data-test="benefits">
      <h2 class="subheading">${say("fans.whatEachGives")}</h2>
      ${TIERS.map((tier) => {
        const given = rule.benefits.find((each) => each.tier === tier);
        return html`<fieldset class="gift"><legend>${tierBadge(tier)}</legend>
          ${field(`discount-${tier}`, say("fans.discountLabel"), {type: "number", min: "0", max: "30",
            inputmode: "numeric", value: String(given?.discountPercent ?? 0)})}
          ${field(`early-${tier}`, say("fans.earlyLabel"), {type: "number", min: "0", max: "120",
            inputmode: "numeric", value: String(given?.earlyMinutes ?? 0)})}</fieldset>`;
      })}
      <p class="faint">${say("fans.earlyHow")}</p>
      <button class="button" data-test="benefits-save" ?disabled=${this.isBusy}>${say("shell.save")}</button>
    </form>`;
  }

  #choose(segment: string): void {
    this.segment = segment;
    void this.#fans.restart();
    void this.#look();
  }

  async #look(): Promise<void> {
    const segment = this.segment;
    const preview = await api.get<Preview>(`/hosts/${this.desk.hostId}/messages/preview`, {segment})
      .catch(() => undefined);
    if (segment === this.segment) {
      this.preview = preview;
    }
  }

  readonly #send = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const {words = ""} = formValues(form);
    if (!form.reportValidity() || words === "") {
      return;
    }
    await this.#work(async () => {
      const sent = await api.post<{reached: number; capped: number}>(`/hosts/${this.desk.hostId}/messages`,
        {segment: this.segment, words});
      form.reset();
      toast(say("fans.wasSent", {count: sent.reached, capped: sent.capped}), "good");
      await Promise.all([this.#sent.restart(), this.#look()]);
    });
  };

  readonly #giftsSet = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (!form.reportValidity()) {
      return;
    }
    const values = formValues(form);
    const tiers: Benefit[] = TIERS.map((tier) => ({tier, discountPercent: Number(values[`discount-${tier}`]),
      earlyMinutes: Number(values[`early-${tier}`])}))
      .filter((each) => each.discountPercent > 0 || each.earlyMinutes > 0);
    await this.#work(async () => {
      this.#rule.set(await api.put<OpenRule>(`/hosts/${this.desk.hostId}/benefits`, {tiers}));
      toast(say("shell.saved"), "good");
    });
  };

  async #work(work: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    try {
      await work();
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  }
}

/** The words of a segment: by its code, or by what it is about. */
function segmentWords(segment: Segment): string {
  const [kind = ""] = segment.segment.split(":");
  return segment.segment.includes(":") ? say(`fans.in.${kind}`, {label: segment.label})
    : say(`fans.in.${segment.segment}`);
}

function previewWords({free, chosen, capped}: Preview): string {
  return say("fans.preview", {count: free, chosen})
    + (capped > 0 ? say("fans.previewCapped", {count: capped}) : "");
}

function figure(name: string, value: string): TemplateResult {
  return html`<div><dt>${say(`fans.earned.${name}`)}</dt><dd class="tabular">${value}</dd></div>`;
}

customElements.define("lt-fans-desk", FansDesk);
