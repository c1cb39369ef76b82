package laotie.growth;

/** Firsts of a host, in the order in which they usually come. */
public enum Milestone {
  FIRST_CLIP,
  FIRST_SHOW,
  FIRST_FOLLOWER,
  FIRST_ORDER,
  /** The first who became a fan (粉丝) or more. */
  FIRST_FAN,
  /** The first iron fan (铁粉) or more. */
  FIRST_LOYAL,
  /** The first trusted friend (老铁). */
  FIRST_LAOTIE
}
