package laotie.sim;

/** The trade a simulated host lives by (行当). */
public enum Craft {
  CLOTHES,
  ORCHARD,
  TEA,
  CERAMICS,
  BAKERY,
  OUTDOOR
}
