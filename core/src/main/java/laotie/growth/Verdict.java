package laotie.growth;

/**
 * What the guard said of one account, as the last instant of each word. A join: order and repetition of the
 * facts change nothing. Of two opposite words at one instant the milder stands.
 *
 * @param bannedAt milliseconds since 1970 UTC; {@link #NEVER} for never
 */
public record Verdict(long bannedAt, long unbannedAt, long suspectedAt, long clearedAt) {

  static final long NEVER = Long.MIN_VALUE;
  static final Verdict NONE = new Verdict(NEVER, NEVER, NEVER, NEVER);

  Verdict merge(Verdict other) {
    return new Verdict(
        Math.max(bannedAt, other.bannedAt), Math.max(unbannedAt, other.unbannedAt),
        Math.max(suspectedAt, other.suspectedAt), Math.max(clearedAt, other.clearedAt));
  }

  /** What that makes of everything the account ever did. */
  public Tier tier() {
    if (bannedAt > unbannedAt) {
      return Tier.INVALID;
    }
    return suspectedAt > clearedAt ? Tier.SUSPECT : Tier.VALID;
  }
}
