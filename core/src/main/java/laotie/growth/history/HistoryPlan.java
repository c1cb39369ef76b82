package laotie.growth.history;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a table is to be read.
 *
 * @param places where the column of each field stands, 0 the first
 * @param dates what stands first in dates that end with the year
 * @param isDecimalComma true when amounts are written 1.299,00
 */
public record HistoryPlan(Map<HistoryField, Integer> places, DateOrder dates, boolean isDecimalComma) {

  public HistoryPlan {
    places = Map.copyOf(places);
  }

  /** What is missing for the table to be one of orders: a field, with others that would do as well. */
  public Set<HistoryField> missing() {
    Set<HistoryField> missing = EnumSet.noneOf(HistoryField.class);
    if (!has(HistoryField.ORDER)) {
      missing.add(HistoryField.ORDER);
    }
    if (!has(HistoryField.BUYER) && !has(HistoryField.BUYER_ELSE)) {
      missing.add(HistoryField.BUYER);
    }
    if (!has(HistoryField.ORDERED_AT) && !has(HistoryField.PAID_AT)) {
      missing.add(HistoryField.ORDERED_AT);
    }
    if (amounts().isEmpty()) {
      missing.add(HistoryField.TOTAL);
    }
    return missing;
  }

  boolean has(HistoryField field) {
    return places.containsKey(field);
  }

  /** From which columns an order's amount comes. */
  enum Amounts {
    /** Once an order. */
    TOTAL,
    /** One of each row, summed. */
    LINES,
    /** Pieces times price of each row, rounded a row, summed. */
    PIECES
  }

  Optional<Amounts> amounts() {
    if (has(HistoryField.TOTAL)) {
      return Optional.of(Amounts.TOTAL);
    }
    if (has(HistoryField.LINE_AMOUNT)) {
      return Optional.of(Amounts.LINES);
    }
    return has(HistoryField.QUANTITY) && has(HistoryField.UNIT_PRICE)
        ? Optional.of(Amounts.PIECES) : Optional.empty();
  }
}
