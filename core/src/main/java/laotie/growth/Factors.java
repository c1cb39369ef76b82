package laotie.growth;

import java.util.Optional;

/**
 * The identity of live commerce over one scope and window: G = U x (H/U) x (B/H) x (O/B) x (G/O). The five
 * sums are exact, a factor is an exact ratio of two of them, and a factor whose denominator is zero has no
 * value.
 *
 * @param uv U: distinct persons with a valid view
 * @param watchMillis H: milliseconds watched in valid views, a union per person
 * @param buyers B: distinct persons who paid
 * @param orders O: paid orders
 * @param gmvMinor G: paid GMV in minor units; refunds are shown elsewhere
 */
public record Factors(long uv, long watchMillis, long buyers, long orders, long gmvMinor) {

  public static final Factors NONE = new Factors(0, 0, 0, 0, 0);

  private static final long MILLIS_PER_SECOND = 1_000;
  private static final long MILLIS_PER_HOUR = 3_600_000;
  private static final long SECONDS_PER_HOUR = 3_600;

  public Factors {
    if (uv < 0 || watchMillis < 0 || buyers < 0 || orders < 0 || gmvMinor < 0) {
      throw new IllegalArgumentException(
          "negative sum: %d %d %d %d %d".formatted(uv, watchMillis, buyers, orders, gmvMinor));
    }
  }

  /** Content: seconds watched per viewer, H/U. */
  public Optional<Ratio> watchSecondsPerUv() {
    return Ratio.of(watchMillis, Math.multiplyExact(uv, MILLIS_PER_SECOND));
  }

  /** Trust: buyers per hour watched, B/H. */
  public Optional<Ratio> buyersPerWatchHour() {
    return Ratio.of(Math.multiplyExact(buyers, MILLIS_PER_HOUR), watchMillis);
  }

  /** Repurchase inside the window: orders per buyer, O/B. */
  public Optional<Ratio> ordersPerBuyer() {
    return Ratio.of(orders, buyers);
  }

  /** Minor units per order, G/O. */
  public Optional<Ratio> gmvMinorPerOrder() {
    return Ratio.of(gmvMinor, orders);
  }

  /**
   * The five factors multiplied, which is G, exactly. A product that has become zero stays zero as long as
   * what follows is zero too: of no watching came no order. When it is not, as with orders in a window in
   * which nobody watched, the identity has no value here.
   */
  public Optional<Ratio> product() {
    long[] sums = {uv, watchMillis, buyers, orders, gmvMinor};
    for (int i = 0; i + 1 < sums.length; i++) {
      if (sums[i] == 0) {
        return isZeroFrom(sums, i) ? Optional.of(Ratio.whole(0)) : Optional.empty();
      }
    }
    Ratio hoursPerUv = watchSecondsPerUv().orElseThrow().times(Ratio.of(1, SECONDS_PER_HOUR).orElseThrow());
    return Optional.of(
        Ratio.whole(uv)
            .times(hoursPerUv)
            .times(buyersPerWatchHour().orElseThrow())
            .times(ordersPerBuyer().orElseThrow())
            .times(gmvMinorPerOrder().orElseThrow()));
  }

  private static boolean isZeroFrom(long[] sums, int start) {
    for (int i = start; i < sums.length; i++) {
      if (sums[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** True when the product has a value and is G to the last minor unit. */
  public boolean isExact() {
    return product().filter(product -> product.equals(Ratio.whole(gmvMinor))).isPresent();
  }
}
