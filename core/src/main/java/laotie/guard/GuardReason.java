package laotie.guard;

import laotie.fact.Reason;

/** Why the guard refuses. */
public enum GuardReason implements Reason {
  /** The account is shut out; the answer carries the reason, the instant and the case. */
  BANNED(403),
  /** Staff is not shut out by staff: the role must be taken away first. */
  OPERATOR_NOT_BANNABLE(409);

  private final int status;

  GuardReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
