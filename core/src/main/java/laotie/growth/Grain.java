package laotie.growth;

/** How long a time cell is. Minutes merge into the others; a show's number is that of its days together. */
public enum Grain {
  /** Minutes since 1970 UTC. */
  MINUTE,
  /** Hours since 1970 UTC. */
  HOUR,
  /** Business days, by their number since 1970. */
  DAY
}
