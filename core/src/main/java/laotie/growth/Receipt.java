package laotie.growth;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One paid order: whose, from which show, clip or neither, how its view began, and what of its money each
 * product brought. Of two facts of one order the earlier stands, so repeats and order change nothing.
 *
 * @param showId the show of the view it came from, or empty
 * @param clipId the clip of that view, or empty; without both it is {@code offlive}
 * @param entry when it was paid, and channel and relation at the entry of its view
 * @param gmvMinor what was paid, minor units
 * @param products what the buyer paid for the lines of each product, minor units; what is missing to
 *     {@code gmvMinor} is shipping
 */
public record Receipt(
    String buyerId, String hostId, String showId, String clipId, Entry entry, long gmvMinor,
    SortedMap<String, Long> products) {

  static final Receipt NOTHING = new Receipt("", "", "", "", Entry.UNKNOWN, 0, new TreeMap<>());

  private static final Comparator<Receipt> ORDER =
      Comparator.comparingLong((Receipt receipt) -> receipt.entry().at())
          .thenComparingLong(Receipt::gmvMinor)
          .thenComparing(Receipt::buyerId)
          .thenComparing(Receipt::hostId)
          .thenComparing(Receipt::showId)
          .thenComparing(Receipt::clipId)
          .thenComparing(receipt -> receipt.entry().channel())
          .thenComparing(receipt -> receipt.entry().relation())
          .thenComparing(receipt -> receipt.products().toString());

  public Receipt {
    products = Collections.unmodifiableSortedMap(products);
  }

  Receipt merge(Receipt other) {
    return ORDER.compare(this, other) <= 0 ? this : other;
  }

  /** When it was paid, milliseconds since 1970 UTC. */
  public long paidAt() {
    return entry.at();
  }

  /** Of the amount, what no product brought: shipping. */
  public long restMinor() {
    long rest = gmvMinor;
    for (long minor : products.values()) {
      rest = Math.subtractExact(rest, minor);
    }
    return rest;
  }
}
