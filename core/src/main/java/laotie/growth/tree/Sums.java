package laotie.growth.tree;

import java.util.Optional;
import laotie.growth.Factors;
import laotie.growth.Ratio;

/**
 * The sums of one node and what is made of them. H, G, views and questions are assigned once and add up over
 * sources, channels and hosts; U and B are unions of persons, and so are the orders of several products.
 *
 * @param views opened rooms and clips; of a product, opened views in which its card was seen
 * @param askedViews those in which somebody asked how to buy (求链接)
 * @param ripeViews those of {@code askedViews} whose day is over
 * @param metViews those of {@code ripeViews} whose viewer paid within 24 hours of his question
 */
public record Sums(Factors factors, long views, long askedViews, long ripeViews, long metViews) {

  public static final Sums NONE = new Sums(Factors.NONE, 0, 0, 0, 0);

  private static final long THOUSAND = 1_000;
  private static final long MILLIS_PER_HOUR = 3_600_000;

  public Sums {
    if (metViews > ripeViews || ripeViews > askedViews || askedViews > views || metViews < 0) {
      throw new IllegalArgumentException(
          "questions %d, %d, %d of %d views".formatted(metViews, ripeViews, askedViews, views));
    }
  }

  /** GPM: minor units per thousand views. */
  public Optional<Ratio> gmvMinorPerThousandViews() {
    return Ratio.of(Math.multiplyExact(factors.gmvMinor(), THOUSAND), views);
  }

  /** G/U, minor units. */
  public Optional<Ratio> gmvMinorPerViewer() {
    return Ratio.of(factors.gmvMinor(), factors.uv());
  }

  /** O/H. */
  public Optional<Ratio> ordersPerWatchHour() {
    return Ratio.of(Math.multiplyExact(factors.orders(), MILLIS_PER_HOUR), factors.watchMillis());
  }

  /** G/H, minor units. */
  public Optional<Ratio> gmvMinorPerWatchHour() {
    return Ratio.of(Math.multiplyExact(factors.gmvMinor(), MILLIS_PER_HOUR), factors.watchMillis());
  }

  /** O/U, the second factor of yesterday's identity. */
  public Optional<Ratio> ordersPerViewer() {
    return Ratio.of(factors.orders(), factors.uv());
  }

  /** Views with a question, of all views. */
  public Optional<Ratio> intentRate() {
    return Ratio.of(askedViews, views);
  }

  /** Questions followed by a payment within 24 hours, of those whose day is over. */
  public Optional<Ratio> intentConversion() {
    return Ratio.of(metViews, ripeViews);
  }

  /**
   * Yesterday's three factors multiplied, U x (O/U) x (G/O), which is G, exactly; absent where orders stand
   * beside no viewer.
   */
  public Optional<Ratio> yesterday() {
    if (factors.orders() == 0) {
      return factors.gmvMinor() == 0 ? Optional.of(Ratio.whole(0)) : Optional.empty();
    }
    return ordersPerViewer().map(ordersPerViewer -> Ratio.whole(factors.uv())
        .times(ordersPerViewer).times(factors.gmvMinorPerOrder().orElseThrow()));
  }
}
