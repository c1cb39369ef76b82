package laotie.server.settlement;

import jakarta.inject.Singleton;
import laotie.fact.BusinessDays;
import laotie.fact.Transfer.Purse;
import laotie.server.http.HttpReason;
import laotie.server.http.Input;
import laotie.server.http.Problem;
import laotie.server.http.Settings;
import laotie.server.settlement.Statements.Period;

/** Reads the period of a statement from an address: business days of the shop. */
@Singleton
final class Periods {

  private final BusinessDays days;

  Periods(Settings settings) {
    this.days = new BusinessDays(settings.shop().zone());
  }

  /** Both days are included; an empty one means since or for ever. */
  Period of(String ownerId, Purse purse, String from, String to) {
    return new Period(ownerId, purse,
        Input.maybeDay("/from", from).map(days::startOf).orElse(Input.FIRST),
        Input.maybeDay("/to", to).map(day -> days.startOf(day.plusDays(1))).orElse(Input.LAST));
  }

  /** The entry a page begins after. */
  static long entry(String after) {
    try {
      return after.isEmpty() ? 0 : Long.parseLong(after);
    } catch (NumberFormatException notOurs) {
      throw Problem.of(HttpReason.MALFORMED, "after is not a cursor of this list");
    }
  }
}
