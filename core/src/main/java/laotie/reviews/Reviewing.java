package laotie.reviews;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.ReviewsFact.ReviewEdited;
import laotie.fact.ReviewsFact.ReviewWritten;

/** Who may say something of goods, for how long, and which of it comes first. */
public final class Reviewing {

  /** Days after delivery in which a line can be reviewed. */
  public static final int WRITE_DAYS = 180;

  /** Days after writing in which its author can change a review. */
  public static final int EDIT_DAYS = 30;

  /** Hours by which a review is newer, so to speak, for each doubling of those who found it useful. */
  private static final long HOURS_PER_DOUBLING = 14 * 24;

  /** The same for pictures, and for words that say something. */
  private static final long HOURS_FOR_PICTURES = 10 * 24;
  private static final long HOURS_FOR_WORDS = 7 * 24;
  private static final int WORDS_THAT_SAY_SOMETHING = 15;

  private Reviewing() {}

  /** The kept draft, or the first reason against it. */
  public static Decision<Draft> write(String reviewId, Bought bought, Draft draft, Instant now) {
    if (!bought.isDelivered()) {
      return new Refused<>(ReviewsReason.REVIEW_NOT_DELIVERED,
          "order " + bought.orderId() + " has not reached its buyer, or went back");
    }
    if (now.isAfter(bought.deliveredAt().plus(Duration.ofDays(WRITE_DAYS)))) {
      return new Refused<>(ReviewsReason.REVIEW_TOO_LATE, "delivered at " + bought.deliveredAt()
          + ", reviewed within " + WRITE_DAYS + " days", Map.of("days", WRITE_DAYS));
    }
    return new Accepted<>(draft, List.of(new ReviewWritten(reviewId, bought.orderId(), bought.skuId(),
        bought.productId(), bought.hostId(), bought.buyerId(), draft.stars())));
  }

  /** A review as far as changes of it are concerned. */
  public record Written(
      String reviewId, String productId, String hostId, String buyerId, Instant writtenAt,
      boolean isHidden) {}

  /** The kept draft in place of what was written. */
  public static Decision<Draft> edit(Written written, Draft draft, Instant now) {
    if (written.isHidden()) {
      return new Refused<>(ReviewsReason.REVIEW_STATE_WRONG, "review " + written.reviewId() + " is hidden");
    }
    if (now.isAfter(written.writtenAt().plus(Duration.ofDays(EDIT_DAYS)))) {
      return new Refused<>(ReviewsReason.REVIEW_EDIT_ENDED, "written at " + written.writtenAt()
          + ", changed within " + EDIT_DAYS + " days", Map.of("days", EDIT_DAYS));
    }
    return new Accepted<>(draft, List.of(new ReviewEdited(written.reviewId(), written.productId(),
        written.hostId(), written.buyerId(), draft.stars())));
  }

  /**
   * The place of a review among those of a product, the greatest first: hours since 1970 of its writing, and
   * hours for what makes it useful, so that new ones rise and useful ones stay. It does not age: no time
   * passes in it.
   *
   * @param useful how many found it useful, >= 0
   */
  public static long rank(Draft draft, Instant writtenAt, int useful) {
    long hours = writtenAt.getEpochSecond() / 3_600;
    // floor(log2(1 + useful)): the first voter counts like the second and third together.
    hours += HOURS_PER_DOUBLING * (31 - Integer.numberOfLeadingZeros(1 + useful));
    hours += draft.pictures().isEmpty() ? 0 : HOURS_FOR_PICTURES;
    boolean saysSomething =
        draft.words().codePointCount(0, draft.words().length()) >= WORDS_THAT_SAY_SOMETHING;
    return hours + (saysSomething ? HOURS_FOR_WORDS : 0);
  }

  /** A name as strangers see it under a review: its first character. */
  public static String signature(String name) {
    int[] points = name.strip().codePoints().toArray();
    return points.length == 0 ? "**" : new StringBuilder().appendCodePoint(points[0]).append("**").toString();
  }
}
