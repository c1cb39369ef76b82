package laotie.intents;

/** What a comment is about. When two fit, the one named first here is meant; the guide says each in full. */
public enum Label {

  /** Insults, hate, threats and harassment. */
  ABUSE(false),

  /** Advertising, baits, scams, floods and words meant for machines. */
  SPAM(false),

  /** About something already ordered, and what is guaranteed (售后). */
  AFTER_SALES(false),

  /** When, how, whereto and for what postage it is sent (发货). */
  DELIVERY(true),

  /** Whether any is left or will come again (库存). */
  STOCK(true),

  /** Which size, colour, variant or measure (尺码). */
  SIZE(true),

  /** What it costs, and whether it can be had for less (价格). */
  PRICE(true),

  /** Wants it, or the link to it (求链接). */
  BUY(true),

  /** Likes the goods, the host or what was bought. */
  PRAISE(false),

  /** Everything else people say. */
  CHAT(false);

  private final boolean isIntent;

  Label(boolean isIntent) {
    this.isIntent = isIntent;
  }

  /** True when it asks to buy, its price, size, stock or delivery. */
  public boolean isIntent() {
    return isIntent;
  }
}
