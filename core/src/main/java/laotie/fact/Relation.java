package laotie.fact;

/**
 * What a viewer was to a host at the instant of entry, recorded then and never joined later. From
 * {@link #FAN} on it is a fan tier (老铁等级), earned by watching, commenting, buying and coming back.
 */
public enum Relation {
  STRANGER,
  FOLLOWER,
  /** 粉丝 */
  FAN,
  /** 铁粉: comes back again and again. */
  LOYAL,
  /** 老铁: a trusted friend. */
  LAOTIE;

  /** True from the first fan tier on. */
  public boolean isFan() {
    return compareTo(FAN) >= 0;
  }
}
