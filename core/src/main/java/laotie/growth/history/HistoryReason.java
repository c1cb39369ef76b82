package laotie.growth.history;

import laotie.fact.Reason;

/** Why a history is not taken, in order of precedence. */
public enum HistoryReason implements Reason {
  /** Another history of this host is being read, told or taken back. */
  HISTORY_AT_WORK(409),
  /** The import is not, or no longer, in the state for this. */
  HISTORY_NOT_OPEN(409),
  /** More channels, imports or orders than one host may bring. */
  HISTORY_FULL(409);

  private final int status;

  HistoryReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
