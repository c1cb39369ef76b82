package laotie.trade;

/** Who changed an order. */
public enum Actor {
  /** Who bought. */
  BUYER,
  /** Who sells, or an assistant of his. */
  HOST,
  /** Staff of the square. */
  OPERATOR,
  /** Time went by. */
  SYSTEM
}
