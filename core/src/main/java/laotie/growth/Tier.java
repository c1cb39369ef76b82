package laotie.growth;

/**
 * How far what somebody did is believed (判定). Raw is all three together; a verdict moves everything an
 * account did from one tier to another, and back.
 */
public enum Tier {
  /** Nothing speaks against it. */
  VALID,
  /** The guard doubts it, and has not decided. */
  SUSPECT,
  /** The guard removed it: the account is shut out. */
  INVALID
}
