package laotie.growth.history;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import laotie.growth.repurchase.Buyer;

/**
 * What became of an order table: its buyers with their effective orders.
 *
 * @param buyers each with what counts of him; without names
 * @param span absent when no order counts
 */
public record History(
    List<Buyer> buyers, Currency currency, Optional<Span> span, Counts counts, List<HistoryIssue> issues) {

  public History {
    buyers = List.copyOf(buyers);
    issues = List.copyOf(issues);
  }

  /** The business days of the first and the last effective order. */
  public record Span(LocalDate first, LocalDate last) {}

  /**
   * Where everything that was read went. Orders are effective, credits, or left out for one of the reasons.
   *
   * @param rows read, below the headers
   * @param effective orders that count
   * @param credits orders that only give money back
   * @param withoutBuyer orders and credits that do not say whose they are
   * @param unpaid by their status
   * @param undone wholly refunded within seven days, or at a time that is not told
   * @param otherCurrency in another currency than the first order
   * @param repeated orders that an earlier file had told
   * @param refused because something in them cannot be read
   * @param issues found, kept or not
   */
  public record Counts(
      long rows, long effective, long credits, long withoutBuyer, long unpaid, long undone,
      long otherCurrency, long repeated, long refused, long issues) {

    /** Of orders that came as facts, not from a table. */
    public static Counts ofFacts(long effective) {
      return new Counts(0, effective, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Everything that was named as an order, in whichever file first. */
    public long orders() {
      return effective + credits + withoutBuyer + unpaid + undone + otherCurrency + refused;
    }
  }
}
