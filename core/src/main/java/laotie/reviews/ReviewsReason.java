package laotie.reviews;

import laotie.fact.Reason;

/** Why a review is refused, in order of precedence. */
public enum ReviewsReason implements Reason {
  /** The goods have not reached the buyer, or the whole order went back. */
  REVIEW_NOT_DELIVERED(409),
  /** The goods came too long ago; the answer carries {@code days}. */
  REVIEW_TOO_LATE(409),
  /** This line has its review; it can be changed. */
  REVIEW_EXISTS(409),
  /** A review is changed for a while only; the answer carries {@code days}. */
  REVIEW_EDIT_ENDED(409),
  /** Nobody votes for his own review or reports it. */
  REVIEW_OWN(409),
  /** A hidden review cannot do this, or only a hidden one can. */
  REVIEW_STATE_WRONG(409);

  private final int status;

  ReviewsReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
