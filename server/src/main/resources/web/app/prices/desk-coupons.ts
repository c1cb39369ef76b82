import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {toast, toastProblem} from "../design/toast";
import {api, newKey} from "../http/api";
import {serverNow} from "../http/clock";
import {Pages} from "../http/load";
import {type Problem, asProblem} from "../http/problem";
import {offerUndo} from "../studio/undo";
import {moment, number, say} from "../words/words";
import {couponAsks, couponOff} from "./coupons";
import {type Edited, amountOf, amountOrNone, deskFrame, instantOf, localInstant, saveButton, wholeOf, wrongOf,
  wrongs} from "./desk-parts";
import type {Coupon} from "./offers";

const WEEK_MS = 7 * 86_400_000;
const KINDS = ["FIXED", "THRESHOLD", "PERCENT"] as const;
const TIERS = ["STRANGER", "FOLLOWER", "FAN", "LOYAL", "LAOTIE"];
const NAME_MAX = 40;
const CODE_MAX = 20;

type Kind = (typeof KINDS)[number];

/** Coupons of a host, or of the platform when no host is named: made, changed, ended. */
export class CouponDesk extends LightElement {
  @property() hostId = "";
  @state() edited: Edited<Coupon>;
  @state() kind: Kind = "FIXED";
  @state() problem: Problem | undefined;
  @state() isBusy = false;
  #key = newKey();
  readonly #coupons = new Pages<Coupon>(this, () => this.#door, () => ({limit: 20}));

  get #door(): string {
    return this.hostId ? `/hosts/${this.hostId}/coupons` : "/operator/coupons";
  }

  protected override render() {
    return deskFrame({
      test: "coupon-desk", one: "coupon", icon: "ticket", pages: this.#coupons, edited: this.edited,
      words: {title: say(this.hostId ? "prices.part.coupons" : "prices.coupon.ofPlatform"),
        add: say("prices.coupon.new"), edit: say("prices.coupon.edit"), none: say("prices.coupon.none"),
        noneDetail: say(this.hostId ? "prices.coupon.noneDetail" : "prices.coupon.nonePlatform")},
      row: (coupon) => this.#row(coupon),
      form: (edited) => edited === "new" ? this.#form() : this.#change(edited),
      open: (edited) => this.#open(edited),
    });
  }

  #row(coupon: Coupon): TemplateResult {
    const isOver = coupon.isEnded || Date.parse(coupon.endsAt) <= serverNow();
    const asks = couponAsks(coupon);
    return html`<li class="card prices-row ${isOver ? "is-over" : ""}" data-test="coupon-row"
        data-coupon=${coupon.couponId} data-over=${isOver}>
      <div class="row coupon-row-head"><span class="coupon-face">${icon("ticket")}</span>
        <span class="grow prices-name"><strong class="clip-1">${coupon.name}</strong>
          <span class="price coupon-words">${couponOff(coupon)}</span></span>
        ${this.#state(coupon, isOver)}</div>
      <div class="row wrap prices-facts">
        ${coupon.code ? html`<span class="badge">${say("prices.coupon.code")}
          <code class="code">${coupon.code}</code></span>` : nothing}
        ${asks ? html`<span class="badge">${asks}</span>` : nothing}
        <span class="badge">${say(`prices.coupon.paidBy.${coupon.payer}`)}</span>
        ${!this.hostId && coupon.hostId ? html`<a class="badge accent" href="/host/${coupon.hostId}">${say(
          "prices.coupon.oneHost")}</a>` : nothing}
      </div>
      <p class="faint">${say("prices.coupon.got.count", {count: coupon.claims,
        most: number(Math.floor(coupon.usesMax / coupon.buyerMax))})} · ${say("prices.coupon.uses",
        {count: coupon.buyerMax})} · ${say("prices.until", {time: moment(coupon.endsAt)})}</p>
      ${isOver || this.#isOfOthers(coupon) ? nothing : html`<div class="row prices-do">
        <button class="button small" data-test="coupon-edit" @click=${() => this.#open(coupon)}>${icon("edit")}
          ${say("prices.change")}</button>
        <button class="button small ghost" data-test="coupon-end" ?disabled=${this.isBusy}
          @click=${() => this.#end(coupon)}>${say("prices.end")}</button></div>`}
    </li>`;
  }

  /** What the platform gives at this host is its own to change. */
  #isOfOthers(coupon: Coupon): boolean {
    return this.hostId !== "" && coupon.payer === "PLATFORM";
  }

  #state(coupon: Coupon, isOver: boolean): TemplateResult {
    return isOver ? html`<span class="badge">${say("prices.over")}</span>`
      : Date.parse(coupon.startsAt) > serverNow() ? html`<span class="badge">${icon("clock")}${say(
          "prices.startsAt", {time: moment(coupon.startsAt)})}</span>`
      : coupon.left <= 0 ? html`<span class="badge warn">${say("prices.coupon.allGot")}</span>`
      : html`<span class="badge good">${say("prices.coupon.open")}</span>`;
  }

  #form(): TemplateResult {
    const {problem, kind} = this;
    const now = serverNow();
    return html`<form class="stack" @submit=${this.#save} novalidate data-test="coupon-form">
      <fieldset class="choices"><legend class="label">${say("prices.coupon.kind")}</legend>
        ${KINDS.map((each) => html`<label class="choice"><input type="radio" name="kind" value=${each}
          .checked=${each === kind} data-test="kind-${each}" @change=${() => (this.kind = each)}>
          <span>${say(`prices.coupon.kind.${each}`)}</span></label>`)}</fieldset>
      ${field("name", say("prices.coupon.name"), {isRequired: true, maxLength: NAME_MAX,
        placeholder: say("prices.coupon.nameExample"), wrong: wrongOf(problem, "name")})}
      <div class="fields two">
        ${kind === "PERCENT" ? html`
          ${field("percent", say("prices.coupon.percentOff"), {isRequired: true, type: "number", min: "1", max: "100",
            inputmode: "numeric", placeholder: "10", wrong: wrongOf(problem, "percent")})}
          ${field("cap", say("prices.coupon.most"), {inputmode: "decimal", placeholder: say("prices.field.noLimit"),
            wrong: wrongOf(problem, "cap")})}`
          : field("off", say("prices.coupon.amount"), {isRequired: true, inputmode: "decimal", placeholder: "30",
            wrong: wrongOf(problem, "off")})}
        ${field("threshold", say("prices.coupon.threshold"), {isRequired: kind === "THRESHOLD", inputmode: "decimal",
          placeholder: kind === "THRESHOLD" ? "200" : say("prices.coupon.noThreshold"),
          wrong: wrongOf(problem, "threshold")})}
        ${field("usesMax", say("prices.coupon.usesMax"), {isRequired: true, type: "number", min: "1",
          inputmode: "numeric", value: "100", wrong: wrongOf(problem, "usesMax")})}
        ${field("buyerMax", say("prices.coupon.usesEach"), {isRequired: true, type: "number", min: "1",
          inputmode: "numeric", value: "1", wrong: wrongOf(problem, "buyerMax")})}
        ${field("startsAt", say("prices.field.startsAt"), {isRequired: true, type: "datetime-local",
          value: localInstant(now), wrong: wrongOf(problem, "startsAt")})}
        ${field("endsAt", say("prices.field.endsAt"), {isRequired: true, type: "datetime-local",
          value: localInstant(now + WEEK_MS), wrong: wrongOf(problem, "endsAt")})}
      </div>
      <label class="field"><span class="label">${say("prices.coupon.forWhom")}</span>
        <select class="input" name="tier" data-test="field-tier">${TIERS.map((tier) => html`<option value=${tier}>
          ${tierWords(tier)}</option>`)}</select></label>
      <div class="row wrap">
        <label class="row check"><input type="checkbox" name="isRoomOnly"><span>${say("prices.coupon.roomOnly")}</span></label>
        <label class="row check"><input type="checkbox" name="isFirstOrder"><span>${say("prices.coupon.firstOrder")}</span></label>
      </div>
      ${field("code", say("prices.coupon.codeField"), {maxLength: CODE_MAX, hint: say("prices.coupon.codeHint"),
        wrong: wrongOf(problem, "code")})}
      ${this.hostId ? nothing : field("hostId", say("prices.coupon.hostField"), {
        hint: say("prices.coupon.hostHint"), wrong: wrongOf(problem, "hostId")})}
      <p class="notice">${icon("shield")}<span>${say(this.hostId ? "prices.coupon.youPay"
        : "prices.coupon.platformPays")}</span></p>
      ${wrongs(problem)}
      ${saveButton(this.isBusy, say("prices.coupon.make"))}
    </form>`;
  }

  /** Of a coupon that was made only name, time and number change: people hold what was promised. */
  #change(coupon: Coupon): TemplateResult {
    const {problem} = this;
    return html`<form class="stack" @submit=${this.#save} novalidate data-test="coupon-form">
      <p class="price coupon-words">${couponOff(coupon)}</p>
      ${field("name", say("prices.coupon.name"), {isRequired: true, maxLength: NAME_MAX, value: coupon.name,
        wrong: wrongOf(problem, "name")})}
      <div class="fields two">
        ${field("usesMax", say("prices.coupon.usesMax"), {isRequired: true, type: "number", min: "1",
          inputmode: "numeric", value: String(coupon.usesMax), wrong: wrongOf(problem, "usesMax"),
          hint: say("prices.coupon.promised", {count: coupon.claims * coupon.buyerMax})})}
        ${field("endsAt", say("prices.field.endsAt"), {isRequired: true, type: "datetime-local",
          value: localInstant(coupon.endsAt), wrong: wrongOf(problem, "endsAt")})}
      </div>
      <p class="faint">${say("prices.coupon.fixed")}</p>
      ${wrongs(problem)}
      ${saveButton(this.isBusy, say("shell.save"))}
    </form>`;
  }

  #open(edited: Edited<Coupon>): void {
    this.edited = edited;
    if (edited) {
      this.problem = undefined;
      this.kind = "FIXED";
      this.#key = newKey();
    }
  }

  readonly #save = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (this.isBusy || !form.reportValidity()) {
      return;
    }
    this.isBusy = true;
    this.problem = undefined;
    try {
      const values = formValues(form);
      if (this.edited === "new") {
        await api.post(this.#door, this.#body(values), this.#key);
      } else {
        await api.put(`${this.#door}/${this.edited!.couponId}`, {name: values["name"],
          usesMax: wholeOf(values, "usesMax"), endsAt: instantOf(values, "endsAt")});
      }
      this.edited = undefined;
      toast(say("shell.saved"), "good");
      await this.#coupons.restart();
    } catch (thrown) {
      this.problem = asProblem(thrown);
      this.#key = newKey();
    } finally {
      this.isBusy = false;
    }
  };

  #body(values: Record<string, string>): object {
    const {kind} = this;
    const [cap, threshold] = [amountOrNone(values, "cap"), amountOrNone(values, "threshold")];
    const startsAt = instantOf(values, "startsAt");
    return {
      kind, name: values["name"], code: values["code"] ?? "", tier: values["tier"],
      ...(values["hostId"] ? {hostId: values["hostId"]} : {}),
      ...(kind === "PERCENT" ? {percent: wholeOf(values, "percent")} : {off: amountOf(values, "off")}),
      ...(kind === "PERCENT" && cap ? {cap} : {}),
      ...(threshold ? {threshold} : {}),
      isRoomOnly: values["isRoomOnly"] === "on", isFirstOrder: values["isFirstOrder"] === "on",
      usesMax: wholeOf(values, "usesMax"), buyerMax: wholeOf(values, "buyerMax"),
      // The minute that runs is now.
      ...(Date.parse(startsAt) > serverNow() ? {startsAt} : {}),
      endsAt: instantOf(values, "endsAt"),
    };
  }

  async #end(coupon: Coupon): Promise<void> {
    const door = `${this.#door}/${coupon.couponId}/end`;
    this.isBusy = true;
    try {
      this.#learn(await api.put<Coupon>(door));
      offerUndo(say("prices.coupon.ended", {name: coupon.name}), async () =>
        this.#learn(await api.delete<Coupon>(door)));
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  }

  #learn(next: Coupon): void {
    this.#coupons.items = this.#coupons.items.map((each) => (each.couponId === next.couponId ? next : each));
    this.requestUpdate();
  }
}

customElements.define("lt-coupon-desk", CouponDesk);

function tierWords(tier: string): string {
  return tier === "STRANGER" ? say("prices.coupon.everybody")
    : tier === "FOLLOWER" ? say("prices.coupon.followers")
    : say("prices.coupon.tier", {tier: say(`fans.tier.${tier}`)});
}
