package laotie.reviews;

/** Why somebody thinks that a review should not stand. */
public enum Report {
  /** Insults or threats. */
  ABUSE,
  /** Not about the goods, or advertising. */
  SPAM,
  /** Written for money, or of something else. */
  FALSE,
  /** Shows a person, an address or a number of somebody. */
  PRIVATE,
  OTHER
}
