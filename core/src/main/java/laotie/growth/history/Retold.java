package laotie.growth.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import laotie.fact.GrowthFact;
import laotie.fact.GrowthFact.HistoryOrderImported;
import laotie.fact.GrowthFact.HistoryOrderWithdrawn;
import laotie.fact.GrowthFact.Past;
import laotie.fact.Money;
import laotie.growth.PastOrder;
import laotie.growth.PastOrder.Kind;

/**
 * An order that is told again: what that changes, and which facts say so. The same told twice states nothing,
 * so that an export may be imported as often as one likes.
 */
public final class Retold {

  private Retold() {}

  /**
   * An order with its buyer, or no order.
   *
   * @param buyerId a hash; empty with {@link PastOrder#NONE}
   */
  public record Told(String buyerId, PastOrder order) {

    public static final Told NOTHING = new Told("", PastOrder.NONE);

    boolean isOrder() {
      return order.kind() != Kind.NONE;
    }
  }

  /** What a table does to what is known of an order. */
  public enum Outcome {
    /** It was not known. */
    NEW,
    /** It is known otherwise. */
    CHANGED,
    /** It was known and counts no longer. */
    GONE,
    /** It is known so. */
    SAME,
    /** It does not count and never did. */
    NONE
  }

  /**
   * Whose order it is.
   *
   * @param revision of what is told now, higher than any before of this order
   */
  public record Place(String hostId, String channelId, String orderId, Currency currency, long revision) {}

  /** A fact and when it happened. */
  public record Stated(Instant at, GrowthFact fact) {}

  public static Outcome outcome(Told known, Told now) {
    if (known.equals(now) || !known.isOrder() && !now.isOrder()) {
      return now.isOrder() ? Outcome.SAME : Outcome.NONE;
    }
    return !known.isOrder() ? Outcome.NEW : now.isOrder() ? Outcome.CHANGED : Outcome.GONE;
  }

  /** What is to be stated so that {@code now} stands where {@code known} stood; nothing when it does. */
  public static List<Stated> facts(Place place, Told known, Told now) {
    List<Stated> facts = new ArrayList<>(2);
    boolean isSame = outcome(known, now) == Outcome.SAME;
    boolean leaves = known.isOrder() && (!now.isOrder() || !known.buyerId().equals(now.buyerId()));
    if (leaves) {
      facts.add(new Stated(Instant.ofEpochMilli(known.order().atMillis()), new HistoryOrderWithdrawn(
          place.orderId(), place.channelId(), place.hostId(), known.buyerId(), place.revision())));
    }
    if (now.isOrder() && !isSame) {
      facts.add(new Stated(Instant.ofEpochMilli(now.order().atMillis()), new HistoryOrderImported(
          place.orderId(), place.channelId(), place.hostId(), now.buyerId(), place.revision(),
          past(now.order(), place.currency()))));
    }
    return facts;
  }

  private static Past past(PastOrder order, Currency currency) {
    return new Past(order.kind() == Kind.CREDIT, new Money(order.grossMinor(), currency),
        new Money(order.backMinor(), currency), Instant.ofEpochMilli(order.backAtMillis()),
        order.isWhollyBack());
  }
}
