package laotie.trade;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;

/**
 * Who gets a unit that came back (到货通知): the first in the line is kept one for a while, then the next.
 * What is kept counts as held, so that stock, holds and sales still add up and nobody buys it twice.
 */
public final class Waitlist {

  /** People who may wait for one variant. */
  public static final int LINE_MAX = 200;

  /** Variants for which one buyer may wait. */
  public static final int OF_BUYER_MAX = 20;

  /** Units kept for each who waits. */
  public static final int UNITS_EACH = 1;

  private Waitlist() {}

  /**
   * What became of a line.
   *
   * @param line those who still wait or have an offer, in the order of their numbers
   * @param offered those of them whose offer begins now
   * @param lapsed those who let theirs pass; they are out of the line
   */
  public record Passed(Stock stock, List<Wait> line, List<Wait> offered, List<Wait> lapsed) {
    public Passed {
      line = List.copyOf(line);
      offered = List.copyOf(offered);
      lapsed = List.copyOf(lapsed);
    }
  }

  /**
   * Takes back offers whose time is over and keeps what is on the shelf for those who wait, the smallest
   * number first. What remains available after it is anybody's.
   *
   * @param line in the order of numbers
   * @param stock the locked row of the variant
   */
  public static Passed passOn(List<Wait> line, Stock stock, Instant now, Duration offer) {
    List<Wait> after = new ArrayList<>(line.size());
    List<Wait> offered = new ArrayList<>();
    List<Wait> lapsed = new ArrayList<>();
    Stock row = stock;
    for (Wait wait : line) {
      if (wait.isOffered() && !now.isBefore(wait.offeredUntil())) {
        lapsed.add(wait);
        row = row.release(UNITS_EACH);
      }
    }
    for (Wait wait : line) {
      if (lapsed.contains(wait)) {
        continue;
      }
      if (!wait.isOffered() && row.available() >= UNITS_EACH) {
        row = row.hold(UNITS_EACH);
        Wait kept = wait.offered(now.plus(offer));
        offered.add(kept);
        after.add(kept);
      } else {
        after.add(wait);
      }
    }
    return new Passed(row, after, offered, lapsed);
  }

  /**
   * The line with the new one at its end, or the reason against it. Who stands in it already keeps his
   * place.
   *
   * @param line after {@link #passOn}, in the order of numbers
   * @param hisWaits variants for which he waits
   */
  public static Decision<List<Wait>> join(List<Wait> line, Stock stock, Wait fresh, int hisWaits) {
    if (line.stream().anyMatch(wait -> wait.buyerId().equals(fresh.buyerId()))) {
      return new Accepted<>(line, List.of());
    }
    if (stock.available() > 0) {
      return new Refused<>(TradeReason.WAIT_NOT_NEEDED, "stock " + stock.available() + ", sku "
          + stock.skuId(), Map.of("available", stock.available()));
    }
    if (line.size() >= LINE_MAX) {
      return new Refused<>(TradeReason.WAITLIST_FULL,
          line.size() + " wait for sku " + stock.skuId() + ", allowed " + LINE_MAX,
          Map.of("waitingMax", LINE_MAX));
    }
    if (hisWaits >= OF_BUYER_MAX) {
      return new Refused<>(TradeReason.TOO_MANY_WAITS,
          "waits for " + hisWaits + " variants, allowed " + OF_BUYER_MAX, Map.of("waitsMax", OF_BUYER_MAX));
    }
    List<Wait> after = new ArrayList<>(line);
    after.add(fresh);
    return new Accepted<>(List.copyOf(after), List.of());
  }

  /** How many wait before him, and he himself; 0 when he has an offer or does not wait. */
  public static int position(List<Wait> line, String buyerId) {
    int position = 0;
    for (Wait wait : line) {
      position += wait.isOffered() ? 0 : 1;
      if (wait.buyerId().equals(buyerId)) {
        return wait.isOffered() ? 0 : position;
      }
    }
    return 0;
  }
}
