package laotie.fans;

import laotie.fact.Reason;

/** Why a relation is refused. */
public enum FansReason implements Reason {
  /** A host is no fan of himself: his own follow would count in his numbers. */
  FOLLOWS_HIMSELF(409),
  /** The viewer follows as many hosts as one may. */
  FOLLOWS_FULL(409),
  /** Only a follower lets a host hold something of him. */
  NOT_FOLLOWING(409),
  /** There is no such segment of fans. */
  SEGMENT_UNKNOWN(404),
  /** The fan group is for fans and the host. */
  FANS_ONLY(403);

  private final int status;

  FansReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
