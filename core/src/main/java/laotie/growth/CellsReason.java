package laotie.growth;

import laotie.fact.Reason;

/** Why cells of time are not made anew, in order of precedence. */
public enum CellsReason implements Reason {
  /** A recompute goes on; there is one at a time. */
  RECOMPUTE_UNDER_WAY(409);

  private final int status;

  CellsReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
