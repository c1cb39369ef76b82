package laotie.fact;

import java.util.Locale;

/** A part of the business with a package, a page, a migration and tables of its own. */
public enum Area {
  PEOPLE,
  FANS,
  GOODS,
  TRADE,
  LIVE,
  VIDEO,
  FEED,
  GUARD,
  GROWTH,
  CLIPS,
  INTENTS,
  NOTICES,
  HOOKS,
  PRICES,
  SUPPLY,
  REVIEWS,
  SETTLEMENT;

  /** The one word of the area as it stands in packages, tables, addresses and pages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
