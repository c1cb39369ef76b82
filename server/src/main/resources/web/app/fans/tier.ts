import {type TemplateResult, html, nothing} from "lit";
import {moment, say} from "../words/words";
import type {Benefit, Bond, Tier} from "./types";

export function isFan(tier: Tier | undefined): boolean {
  return tier === "FAN" || tier === "LOYAL" || tier === "LAOTIE";
}

/** The mark of a tier beside a name; nothing for those who are none. */
export function tierBadge(tier: Tier | undefined): TemplateResult | typeof nothing {
  return isFan(tier) ? html`<span class="badge tier tier-${tier!.toLowerCase()}"
    data-test="tier">${say(`fans.tier.${tier}`)}</span>` : nothing;
}

/** What a tier gives, in a line. */
export function benefitWords(benefit: Benefit | undefined): string {
  const parts = [say("fans.badgeInChat")];
  if (benefit && benefit.discountPercent > 0) {
    parts.unshift(say("fans.discount", {percent: benefit.discountPercent}));
  }
  if (benefit && benefit.earlyMinutes > 0) {
    parts.push(say("fans.early", {count: benefit.earlyMinutes}));
  }
  return parts.join(say("fans.and"));
}

/** What is missing to the next tier, in a line. */
export function missingWords(bond: Bond): string {
  const {next} = bond;
  if (!next) {
    return bond.relation === "LAOTIE" ? say("fans.atTheTop") : say("fans.followFirst");
  }
  const tier = say(`fans.tier.${next.tier}`);
  if (next.points > 0 && next.orders > 0) {
    return say("fans.missingBoth", {tier, points: next.points, count: next.orders});
  }
  return next.points > 0 ? say("fans.missingPoints", {tier, points: next.points})
    : say("fans.missingOrders", {tier, count: next.orders});
}

/** A business day as people write it. */
export function dayWords(date: string): string {
  return moment(`${date}T00:00:00`).split(/[, ]*\d\d:\d\d/)[0] ?? date;
}
