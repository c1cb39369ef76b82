package laotie.prices;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Money;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Payer;

/**
 * A promise to take something off one order (优惠券).
 *
 * @param hostId whose goods it counts for; empty for those of every host
 * @param name what it is called, as its maker wrote it
 * @param payer who bears what it takes off
 */
public record Coupon(
    String couponId, String hostId, String name, Off off, Asks asks, Term term, Payer payer) {

  /** Where no coupon is used. */
  public static final Coupon NONE = new Coupon("", "", "", new Off(Kind.FIXED, 1, 0, 0, 0, Money.CNY),
      new Asks(false, Relation.STRANGER, false),
      new Term(Instant.EPOCH, Instant.EPOCH.plusMillis(1), true, 1, 1), Payer.HOST);

  /** How much it takes off. */
  public enum Kind {
    /** An amount. */
    FIXED,
    /** A percentage of the goods, up to a cap. */
    PERCENT,
    /** An amount, once the goods cost enough (满减). */
    THRESHOLD
  }

  /**
   * What it takes off.
   *
   * @param minor minor units, >= 1; 0 for a percentage
   * @param percent 1..100; 0 for an amount
   * @param capMinor the most a percentage takes off, minor units; 0 for no cap
   * @param thresholdMinor what the goods must cost, minor units after every other reduction; 0 for anything
   */
  public record Off(
      Kind kind, long minor, int percent, long capMinor, long thresholdMinor, Currency currency) {
    public Off {
      Objects.requireNonNull(currency);
      boolean isWrong = switch (kind) {
        case FIXED -> minor < 1 || percent != 0 || capMinor != 0;
        case PERCENT -> minor != 0 || percent < 1 || percent > 100;
        case THRESHOLD -> minor < 1 || percent != 0 || capMinor != 0 || thresholdMinor <= minor;
      };
      if (isWrong || capMinor < 0 || thresholdMinor < 0) {
        throw new IllegalArgumentException(kind + " of " + minor + ", " + percent + " %, cap " + capMinor
            + ", from " + thresholdMinor);
      }
    }

    /**
     * Minor units taken off goods of {@code goodsMinor}. Goods never become free: one minor unit remains, for
     * an order of nothing cannot be paid.
     */
    long of(long goodsMinor) {
      long wanted = kind == Kind.PERCENT ? Rounding.percentUp(goodsMinor, percent) : minor;
      long capped = capMinor > 0 ? Math.min(wanted, capMinor) : wanted;
      return Math.max(0, Math.min(capped, goodsMinor - 1));
    }
  }

  /**
   * What it asks of the buyer.
   *
   * @param isRoomOnly only for an order from the host's room while its show is on the air
   * @param tier at least this to the host; {@code STRANGER} for everybody
   * @param isFirstOrder only while he has no order at the host, or on the square for a coupon of every host
   */
  public record Asks(boolean isRoomOnly, Relation tier, boolean isFirstOrder) {}

  /**
   * When and how often it counts.
   *
   * @param startsAt from this instant on
   * @param endsAt no more at this instant
   * @param isEnded true once its maker ended it
   * @param usesMax uses by all buyers together, >= 1
   * @param buyerMax uses by one buyer, 1..usesMax
   */
  public record Term(Instant startsAt, Instant endsAt, boolean isEnded, int usesMax, int buyerMax) {
    public Term {
      if (!startsAt.isBefore(endsAt) || buyerMax < 1 || usesMax < buyerMax) {
        throw new IllegalArgumentException(
            "uses " + usesMax + ", " + buyerMax + " each, from " + startsAt + " to " + endsAt);
      }
    }

    /** True from its start on and until just before its end. */
    public boolean isOpen(Instant now) {
      return !isEnded && !now.isBefore(startsAt) && now.isBefore(endsAt);
    }

    /**
     * Buyers who may hold it. Each of them can use it as often as promised, so that nobody finds a coupon
     * empty that he was given.
     */
    public int claimsMax() {
      return usesMax / buyerMax;
    }
  }

  /**
   * Who wants to use it, and from where.
   *
   * @param isInRoom true when the order comes from the host's room while its show is on the air
   * @param hasBought true when he has an order already that was not cancelled and did not expire
   */
  public record Buyer(Relation relation, boolean isInRoom, boolean hasBought) {}

  public Coupon {
    Objects.requireNonNull(couponId);
    Objects.requireNonNull(hostId);
    Objects.requireNonNull(name);
    Objects.requireNonNull(off);
    Objects.requireNonNull(asks);
    Objects.requireNonNull(term);
    Objects.requireNonNull(payer);
  }

  public boolean isNone() {
    return couponId.isEmpty();
  }

  /** May this buyer use it now for goods of this host? The goods' amount is looked at by {@link Pricing}. */
  public Decision<Coupon> mayUse(String ofHostId, Buyer buyer, Instant now) {
    if (!hostId.isEmpty() && !hostId.equals(ofHostId)) {
      return new Refused<>(PricesReason.COUPON_UNKNOWN, "coupon " + couponId + " is of another host");
    }
    if (!term.isOpen(now)) {
      return new Refused<>(PricesReason.COUPON_NOT_OPEN,
          "coupon " + couponId + " counts from " + term.startsAt() + " to " + term.endsAt(),
          Map.of("startsAt", term.startsAt(), "endsAt", term.endsAt()));
    }
    if (asks.isRoomOnly() && !buyer.isInRoom()) {
      return notForYou("ROOM");
    }
    if (buyer.relation().compareTo(asks.tier()) < 0) {
      return notForYou(asks.tier().name());
    }
    if (asks.isFirstOrder() && buyer.hasBought()) {
      return notForYou("FIRST_ORDER");
    }
    return new Accepted<>(this, List.of());
  }

  private Refused<Coupon> notForYou(String needs) {
    return new Refused<>(PricesReason.COUPON_NOT_FOR_YOU, "coupon " + couponId + " needs " + needs,
        Map.of("needs", needs, "couponId", couponId));
  }
}
