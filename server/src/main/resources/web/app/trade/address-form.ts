import {type TemplateResult, html} from "lit";
import {field} from "../design/parts";
import {api} from "../http/api";
import {type Problem, asProblem} from "../http/problem";
import type {Address} from "../http/types";
import {say} from "../words/words";

/** The fields of an address, for the buy sheet and for "me". */
export function addressFields(address: Partial<Address>, problem?: Problem): TemplateResult {
  return html`
    <div class="fields two">
      ${field("name", say("trade.addressName"), {
        value: address.name, isRequired: true, maxLength: 40, autocomplete: "name",
          wrong: problem?.field("name"),
      })}
      ${field("phone", say("trade.phone"), {
        value: address.phone, isRequired: true, maxLength: 20, autocomplete: "tel", inputmode: "tel",
          type: "tel",
        pattern: "[+0-9][0-9 \\-]{4,18}", wrong: problem?.field("phone"),
      })}
    </div>
    <lt-region-field .value=${address.region ?? ""} .wrong=${problem?.field("region") ?? ""}></lt-region-field>
    ${field("street", say("trade.street"), {
      value: address.street, isRequired: true, maxLength: 120, autocomplete: "street-address",
      wrong: problem?.field("street"),
    })}`;
}

/** The saved address, if the person has one. */
export async function savedAddress(): Promise<Address | undefined> {
  try {
    const address = await api.peek<Partial<Address> | undefined>("/me/address");
    return address?.street ? (address as Address) : undefined;
  } catch (thrown) {
    if (!asProblem(thrown).is("NOT_FOUND", "NOT_SIGNED_IN", "SESSION_ENDED", "MEMBERS_ONLY")) {
      console.warn("the saved address could not be read", thrown);
    }
    return undefined;
  }
}

export function addressLine({name, phone, region, street}: Address): TemplateResult {
  return html`<span class="address"><strong>${name}</strong> <span class="tabular">${phone}</span><br>
    <span class="quiet">${region} ${street}</span></span>`;
}
