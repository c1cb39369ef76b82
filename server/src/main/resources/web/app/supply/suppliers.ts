import {type TemplateResult, html, nothing} from "lit";
import {property, state} from "lit/decorators.js";
import {icon} from "../design/icons";
import {LightElement} from "../design/light";
import {field, formValues} from "../design/parts";
import {empty, skeletons, spinner} from "../design/states";
import {toast, toastProblem} from "../design/toast";
import {api} from "../http/api";
import {Load} from "../http/load";
import {accountForm} from "../settlement/parts";
import type {Desk} from "../studio/desk";
import {moment, money, say} from "../words/words";
import {tabs} from "./parts";
import type {Supplier, SupplierStatement} from "./types";

/** Whose goods a host sells, how to reach them, and what is due to each. */
export class Suppliers extends LightElement {
  @property({attribute: false}) desk!: Desk;
  /** A supplier's id, "new", or empty when none is written. */
  @state() editing = "";
  @state() statement: SupplierStatement | undefined;
  @state() isBusy = false;
  readonly list = new Load<{items: Supplier[]}>(this, () => api.get(`/hosts/${this.desk.hostId}/suppliers`));

  protected override render() {
    return html`<div class="stack" data-test="suppliers">
      <header class="row between wrap"><h1 class="title">${say("supply.suppliersTitle")}</h1>
        <button class="button primary" data-test="supplier-new" @click=${() => (this.editing = "new")}>
          ${icon("plus")}${say("supply.newSupplier")}</button></header>
      ${tabs("suppliers", this.desk.isOwner)}
      ${this.editing === "new" ? html`<div class="card padded">${this.#form()}</div>` : nothing}
      ${this.list.view((found) => this.#list((found as {items: Supplier[]}).items), () => skeletons(2, "4rem"))}
      <lt-sheet .open=${this.statement !== undefined} large test="supplier-statement"
        .label=${this.statement?.name ?? ""} @closed=${() => (this.statement = undefined)}
        .content=${() => this.statement ? this.#statement(this.statement) : html``}></lt-sheet>
    </div>`;
  }

  #list(items: Supplier[]): TemplateResult {
    return items.length === 0 && this.editing !== "new"
      ? empty("shop", say("supply.noSuppliers"), say("supply.noSuppliersDetail"))
      : html`<ul class="stack">${items.map((one) => html`<li class="card padded" data-test="supplier">
        ${this.editing === one.supplierId ? this.#form(one) : html`<div class="row between wrap">
          <span class="grow"><b>${one.name}</b><br><span class="quiet">${one.contact}</span></span>
          <span class="row"><button class="button small" data-test="supplier-money"
              @click=${() => void this.#show(one)}>${say("supply.statement")}</button>
            <button class="icon-button" aria-label=${say("supply.edit")}
              @click=${() => (this.editing = one.supplierId)}>${icon("edit")}</button></span></div>`}
        </li>`)}</ul>`;
  }

  #form(one?: Supplier): TemplateResult {
    return html`<form class="stack" data-test="supplier-form"
        @submit=${(event: SubmitEvent) => void this.#save(event, one)}>
      ${field("name", say("supply.supplierName"), {isRequired: true, maxLength: 60, value: one?.name ?? ""})}
      ${field("contact", say("supply.contact"),
        {maxLength: 200, value: one?.contact ?? "", hint: say("supply.contactHint")})}
      <div class="row"><button class="button primary" ?disabled=${this.isBusy} data-test="supplier-save">
          ${this.isBusy ? spinner() : say("supply.save")}</button>
        <button type="button" class="button ghost" @click=${() => (this.editing = "")}>
          ${say("supply.cancel")}</button></div></form>`;
  }

  #statement(of: SupplierStatement): TemplateResult {
    const closing = of.closing[0];
    return html`<div class="stack">
      <p class="row between"><span>${say("supply.due")}</span>
        <b class="price">${closing ? money(closing) : "–"}</b></p>
      <p class="faint">${say("supply.dueWhy")}</p>
      ${of.lines.items.length === 0 ? html`<p class="quiet">${say("supply.noLines")}</p>`
        : html`<ul class="supply-rows">${of.lines.items.map((line) => html`<li>
          <span class="grow">${say(`settlement.kind.${line.kind}`)}
            <span class="faint">${moment(line.at)}</span></span>
          <b class="tabular">${money(line.amount)}</b></li>`)}</ul>`}
      <a class="button" download
        href="/api/v1/hosts/${this.desk.hostId}/suppliers/${of.supplierId}/statement.csv">
        ${icon("download")}CSV</a>
      ${this.#account(of)}</div>`;
  }

  /** A supplier's money leaves with the payouts as a host's does: somebody must say where to. */
  #account(of: SupplierStatement): TemplateResult {
    return html`<section class="stack tight" data-test="supplier-account">
      <h3 class="subheading">${say("supply.account")}</h3>
      <p class=${of.account ? "tabular" : "notice warn"} data-test="supplier-account-known">${of.account
        ? `${of.account.bank} ${of.account.number}` : say("supply.noAccount")}</p>
      <details ?open=${!of.account}><summary>${say(of.account ? "settlement.editAccount" : "supply.nameAccount")}
        </summary>${accountForm(say("supply.accountWhy"), this.isBusy,
          (event) => void this.#saveAccount(event, of))}</details></section>`;
  }

  async #saveAccount(event: SubmitEvent, of: SupplierStatement): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    this.isBusy = true;
    try {
      const account = await api.put<{bank: string; number: string}>(
        `/hosts/${this.desk.hostId}/suppliers/${of.supplierId}/payout-account`, formValues(form));
      this.statement = {...of, account};
      form.reset();
      toast(say("settlement.accountSaved"), "good");
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  }

  async #show(one: Supplier): Promise<void> {
    try {
      this.statement = await api.get<SupplierStatement>(
        `/hosts/${this.desk.hostId}/suppliers/${one.supplierId}/statement`);
    } catch (thrown) {
      toastProblem(thrown);
    }
  }

  async #save(event: SubmitEvent, one?: Supplier): Promise<void> {
    event.preventDefault();
    const body = formValues(event.target as HTMLFormElement);
    const path = `/hosts/${this.desk.hostId}/suppliers`;
    this.isBusy = true;
    try {
      await (one ? api.put(`${path}/${one.supplierId}`, body) : api.post(path, body));
      this.editing = "";
      await this.list.run();
    } catch (thrown) {
      toastProblem(thrown);
    } finally {
      this.isBusy = false;
    }
  }
}

customElements.define("lt-suppliers", Suppliers);
