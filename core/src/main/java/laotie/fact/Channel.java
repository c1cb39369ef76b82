package laotie.fact;

/**
 * Where a view came from. Public (公域): the platform's pool. Private (私域): the host's own people.
 * The list is that of the growth specification.
 */
public enum Channel {
  FEED(false),
  SEARCH(false),
  RANKING(false),
  STRANGER_SHARE(false),
  PAID(false),
  FOLLOWING_TAB(true),
  PUSH(true),
  FAN_GROUP(true),
  HOST_PAGE(true),
  RESERVATION(true),
  DIRECT_MESSAGE(true);

  private final boolean isPrivate;

  Channel(boolean isPrivate) {
    this.isPrivate = isPrivate;
  }

  /** True when the view came from the host's own people (私域). */
  public boolean isPrivate() {
    return isPrivate;
  }

  public Pool pool() {
    return isPrivate ? Pool.PRIVATE : Pool.PUBLIC;
  }
}
