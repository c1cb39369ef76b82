package laotie.growth;

/** What a time cell counts besides watching: sums, each fact in exactly one cell of a scope and grain. */
public enum Measure {
  /** Rooms and clips opened, from the platform's pool. */
  VIEWS_PUBLIC,
  /** The same from the host's own people. */
  VIEWS_PRIVATE,
  /** Messages in rooms and comments under clips. */
  CHATS,
  /** Taps of the heart. */
  LIKES,
  /** Showings of an item, from the platform's pool. */
  EXPOSURES_PUBLIC,
  /** The same from the host's own people. */
  EXPOSURES_PRIVATE,
  /** Comments that were read as a question to the host (求链接). */
  INTENTS,
  FOLLOWS,
  /** Paid orders by the channel of their view. */
  ORDERS_PUBLIC,
  ORDERS_PRIVATE,
  /** What was paid for them, minor units. */
  GMV_PUBLIC,
  GMV_PRIVATE,
  /** What was paid back in this time, minor units, whenever the order was paid. */
  REFUNDS;

  private static final Measure[] ALL = values();

  /** How many there are. */
  static final int COUNT = ALL.length;
}
