package laotie.prices;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Decision;
import laotie.fact.Money;

/**
 * What a buyer's tier at a host gives him: a lower price, and buying before others.
 *
 * @param tier the code of the tier, or empty for none
 * @param discountPercent off the price of one unit, 0..100
 * @param earlyMinutes how long before everybody he may buy what was first pinned
 */
public record Favour(String tier, int discountPercent, int earlyMinutes) {

  public static final Favour NONE = new Favour("", 0, 0);

  public Favour {
    if (discountPercent < 0 || discountPercent > 100 || earlyMinutes < 0) {
      throw new IllegalArgumentException("discount " + discountPercent + ", early " + earlyMinutes);
    }
  }

  /**
   * The price of one unit. What is taken off is rounded up to the minor unit, so the price is rounded down:
   * a promised discount is never smaller than promised. But nothing is given away: what costs something costs
   * at least one minor unit.
   */
  public Money priceOf(Money basis) {
    // Rounded up in favour of the buyer: a promise is kept whole.
    long off = Rounding.percentUp(basis.minor(), discountPercent);
    return new Money(Math.max(basis.minor() - off, Math.min(1, basis.minor())), basis.currency());
  }

  /**
   * May he buy now what was first pinned then? Everybody may once the longest advantage is over; each tier
   * so much sooner as it was given. What was never pinned is free.
   *
   * @param longestMinutes the longest advantage of any tier at this host
   */
  public Decision<Instant> mayBuy(Optional<Instant> firstPinnedAt, int longestMinutes, Instant now) {
    Instant opens = firstPinnedAt.map(at ->
        at.plus(Duration.ofMinutes(Math.max(0, longestMinutes - earlyMinutes)))).orElse(Instant.MIN);
    return now.isBefore(opens)
        ? new Decision.Refused<>(PricesReason.NOT_OPEN_YET, "fans buy first; open from " + opens,
            Map.of("opensAt", opens))
        : new Decision.Accepted<>(opens, List.of());
  }
}
