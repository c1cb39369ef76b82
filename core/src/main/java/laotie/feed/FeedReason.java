package laotie.feed;

import laotie.fact.Reason;

/** Why a promotion is not booked or moved, in order of precedence. */
public enum FeedReason implements Reason {
  /** The operator sells no exposures now. */
  PROMOTION_CLOSED(409),
  /** The show or clip is not the host's, is over, or was withdrawn. */
  PROMOTION_ITEM_GONE(409),
  /** The show or clip is promoted already. */
  PROMOTION_EXISTS(409),
  /** The host has as many open promotions as he may. */
  PROMOTIONS_FULL(409),
  /** The budget is more than what is due to the host and what he may owe. */
  BUDGET_ABOVE_DUE(409),
  /** The promotion is over. */
  PROMOTION_ENDED(409);

  private final int status;

  FeedReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
