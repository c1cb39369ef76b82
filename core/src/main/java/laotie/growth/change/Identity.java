package laotie.growth.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import laotie.growth.Factors;
import laotie.growth.Ratio;

/**
 * A sum of money as the product of named factors, in one scope and window.
 *
 * @param factors in their order
 * @param valueMinor the product, minor units, exact
 */
public record Identity(List<Factor> factors, long valueMinor) {

  /** Of {@link #today}: distinct viewers. */
  public static final String VIEWERS = "uv";

  /** Content: hours watched per viewer. */
  public static final String WATCH_HOURS_PER_VIEWER = "watchHoursPerUv";

  /** Trust: buyers per hour watched. */
  public static final String BUYERS_PER_WATCH_HOUR = "buyersPerWatchHour";

  /** Repurchase inside the window: orders per buyer. */
  public static final String ORDERS_PER_BUYER = "ordersPerBuyer";

  /** Order value. */
  public static final String GMV_PER_ORDER = "gmvPerOrder";

  /** Of {@link #yesterday}: orders per viewer. */
  public static final String ORDERS_PER_VIEWER = "ordersPerUv";

  /** What remains after refunds, 1 - refund share; below zero when more was refunded than paid. */
  public static final String KEPT_SHARE = "keptShare";

  private static final double SECONDS_PER_HOUR = 3_600;

  public Identity {
    factors = List.copyOf(factors);
  }

  /** G = U x (H/U) x (B/H) x (O/B) x (G/O). */
  public static Identity today(Factors sums) {
    return new Identity(
        List.of(
            new Factor(VIEWERS, sums.uv()),
            new Factor(WATCH_HOURS_PER_VIEWER, value(sums.watchSecondsPerUv()) / SECONDS_PER_HOUR),
            new Factor(BUYERS_PER_WATCH_HOUR, value(sums.buyersPerWatchHour())),
            new Factor(ORDERS_PER_BUYER, value(sums.ordersPerBuyer())),
            new Factor(GMV_PER_ORDER, value(sums.gmvMinorPerOrder()))),
        sums.gmvMinor());
  }

  /** G = U x (O/U) x (G/O), the identity of shops that wait to be searched. */
  public static Identity yesterday(Factors sums) {
    double ordersPerViewer = sums.uv() == 0 ? Double.NaN : (double) sums.orders() / sums.uv();
    return new Identity(
        List.of(
            new Factor(VIEWERS, sums.uv()),
            new Factor(ORDERS_PER_VIEWER, ordersPerViewer),
            new Factor(GMV_PER_ORDER, value(sums.gmvMinorPerOrder()))),
        sums.gmvMinor());
  }

  /** N = G x (1 - refund share) behind the factors of G. */
  public Identity net(long refundedMinor) {
    double kept = valueMinor == 0 ? Double.NaN : 1 - (double) refundedMinor / valueMinor;
    List<Factor> more = new ArrayList<>(factors);
    more.add(new Factor(KEPT_SHARE, kept));
    return new Identity(more, Math.subtractExact(valueMinor, refundedMinor));
  }

  private static double value(Optional<Ratio> ratio) {
    return ratio.map(Ratio::shown).orElse(Double.NaN);
  }

  /** True when each factor has a value and their product is the sum, to rounding. */
  boolean isDefined() {
    return factors.stream().noneMatch(factor -> factor.given().isEmpty())
        && Math.abs(Lmdi.product(values()) - valueMinor) <= 0.5 + 1e-9 * Math.abs((double) valueMinor);
  }

  boolean isPositive() {
    return factors.stream().allMatch(factor -> factor.value() > 0);
  }

  double[] values() {
    return factors.stream().mapToDouble(Factor::value).toArray();
  }

  List<String> names() {
    return factors.stream().map(Factor::name).toList();
  }

  /** The factors that stop the product: those that are zero or have no value. */
  List<String> stops() {
    return factors.stream()
        .filter(factor -> factor.value() == 0 || factor.given().isEmpty())
        .map(Factor::name)
        .toList();
  }

  /**
   * One factor.
   *
   * @param name what screens look words up by
   * @param value in its own unit; not a number where its denominator is zero
   */
  public record Factor(String name, double value) {

    /** The value, or nothing where there is none. */
    public OptionalDouble given() {
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
  }
}
