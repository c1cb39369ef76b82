package laotie.prices;

/** The roundings of prices. There is no other one: sums, shares and fees are whole minor units. */
final class Rounding {

  private static final int WHOLE = 100;

  private Rounding() {}

  /**
   * {@code percent} of an amount, rounded up to the minor unit: what is promised off is never smaller than
   * promised. The error is below one minor unit and in favour of the buyer.
   */
  static long percentUp(long minor, int percent) {
    return Math.addExact(
        Math.multiplyExact(minor / WHOLE, percent), (minor % WHOLE * percent + WHOLE - 1) / WHOLE);
  }
}
