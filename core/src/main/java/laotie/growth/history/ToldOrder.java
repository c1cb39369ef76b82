package laotie.growth.history;

import laotie.growth.PastOrder;

/**
 * One order of a table and where it belongs.
 *
 * @param name what the table calls it
 * @param buyer what the table calls him, in small letters; empty when it does not say
 * @param row of its first line, as a spreadsheet counts
 * @param order {@link PastOrder#NONE} unless it is a sale or a credit
 */
public record ToldOrder(String name, String buyer, long row, Fate fate, PastOrder order) {

  /** Where an order of a table goes, in order of precedence. */
  public enum Fate {
    /** Something in it cannot be read. */
    REFUSED,
    WITHOUT_BUYER,
    OTHER_CURRENCY,
    UNPAID,
    /** It only gives money back. */
    CREDIT,
    /** Wholly refunded within seven days, or at a time that is not told. */
    UNDONE,
    EFFECTIVE
  }
}
