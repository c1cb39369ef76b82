package laotie.intents;

import laotie.fact.Reason;

/** Why an answer to what was asked is refused. */
public enum IntentsReason implements Reason {
  /** The wish was met by another product, or cannot be put aside any more. */
  DEMAND_CLOSED(409);

  private final int status;

  IntentsReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
