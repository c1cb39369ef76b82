package laotie.prices;

import java.util.Objects;

/**
 * One step from the list price to what is paid, so that every line of a price says why.
 *
 * @param minor minor units it changes the line's price by, for all its units: the list price adds, the others
 *     take away; together they are what the line costs
 * @param subject what it comes from: a flash sale, a tier, a coupon; or empty
 * @param percent of a tier's reduction; 0 for the others
 */
public record Step(Kind kind, long minor, String subject, int percent) {

  /** What changed the price. */
  public enum Kind {
    /** The variant's price on the shelf. */
    LIST,
    /** The price of those who buy in the room while its show is on the air (直播间专享价). */
    ROOM,
    /** The price of a flash sale (秒杀价). */
    FLASH,
    /** What the buyer's tier at the host gives (老铁价). */
    TIER,
    /** The line's share of a coupon (优惠券). */
    COUPON
  }

  public Step {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(subject);
  }
}
