package laotie.settlement;

import laotie.fact.Reason;

/** Why money does not leave, in order of precedence. */
public enum SettlementReason implements Reason {
  /** A hold keeps back all that is due until it ends. */
  PAYOUT_HELD(409),
  /** Nobody has enough to be paid out now. */
  NOTHING_TO_PAY_OUT(409),
  /** The payout was paid, given up or taken back before. */
  PAYOUT_NOT_OPEN(409);

  private final int status;

  SettlementReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
