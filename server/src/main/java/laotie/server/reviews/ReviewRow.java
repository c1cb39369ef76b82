package laotie.server.reviews;

import java.time.Instant;
import java.util.Optional;
import laotie.reviews.Draft;
import laotie.reviews.Reviewing.Written;

/** A review as it is kept. */
record ReviewRow(
    long number, Of of, String buyerId, Draft draft, Instant writtenAt, Optional<Instant> editedAt,
    Standing standing, Reply reply, Hiding hiding) {

  /** What it is about. */
  record Of(
      String reviewId, String orderId, String skuId, String productId, String hostId, String skuName) {}

  /**
   * How it stands among others.
   *
   * @param useful how many found it so
   * @param wentBack the goods were refunded
   * @param isBarred its author is shut out
   * @param reports that nobody has decided on
   */
  record Standing(int useful, long rank, boolean wentBack, boolean isBarred, int reports) {}

  /** The host's answer; no words while there is none. */
  record Reply(String words, Optional<Instant> at) {}

  /** That it was taken from sight, why, and whether its author asked to look again. */
  record Hiding(String caseId, Optional<Instant> at, String reason, Optional<Instant> appealedAt) {
    boolean isHidden() {
      return at.isPresent();
    }
  }

  String reviewId() {
    return of.reviewId();
  }

  Written written() {
    return new Written(of.reviewId(), of.productId(), of.hostId(), buyerId, writtenAt, hiding.isHidden());
  }

  /** True when it is part of the product's rating. */
  boolean isCounted() {
    return !hiding.isHidden() && !standing.wentBack() && !standing.isBarred();
  }
}
