package laotie.growth.tree;

import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import laotie.growth.Ratio;
import laotie.growth.change.Identity;
import laotie.growth.change.Identity.Factor;

/**
 * Customers of one month of first purchase with that host (老客) in one slice: G = size x active share x
 * orders per active x G per order.
 *
 * @param month of their first effective order
 * @param size pairs of buyer and host known before the window ends, less those that are new in it
 * @param active those of them who paid in it
 * @param orders their paid orders
 * @param gmvMinor what they paid, minor units
 */
public record Cohort(YearMonth month, long size, long active, long orders, long gmvMinor) {

  public static final String SIZE = "cohortSize";
  public static final String ACTIVE_SHARE = "activeShare";
  public static final String ORDERS_PER_ACTIVE = "ordersPerActive";

  public Cohort {
    Objects.requireNonNull(month);
    if (active > size || orders < active) {
      throw new IllegalArgumentException(
          "%s: %d active of %d with %d orders".formatted(month, active, size, orders));
    }
  }

  static Cohort none(YearMonth month) {
    return new Cohort(month, 0, 0, 0, 0);
  }

  Cohort plus(Cohort other) {
    return new Cohort(month, Math.addExact(size, other.size), Math.addExact(active, other.active),
        Math.addExact(orders, other.orders), Math.addExact(gmvMinor, other.gmvMinor));
  }

  public Optional<Ratio> activeShare() {
    return Ratio.of(active, size);
  }

  public Optional<Ratio> ordersPerActive() {
    return Ratio.of(orders, active);
  }

  public Optional<Ratio> gmvMinorPerOrder() {
    return Ratio.of(gmvMinor, orders);
  }

  /** The factors multiplied, which is G, exactly; zero where nobody was active. */
  public Ratio product() {
    if (active == 0) {
      return Ratio.whole(0);
    }
    return Ratio.whole(size).times(activeShare().orElseThrow()).times(ordersPerActive().orElseThrow())
        .times(gmvMinorPerOrder().orElseThrow());
  }

  Identity identity() {
    return new Identity(List.of(
        new Factor(SIZE, size),
        new Factor(ACTIVE_SHARE, value(activeShare())),
        new Factor(ORDERS_PER_ACTIVE, value(ordersPerActive())),
        new Factor(Identity.GMV_PER_ORDER, value(gmvMinorPerOrder()))), gmvMinor);
  }

  static double value(Optional<Ratio> ratio) {
    return ratio.map(Ratio::shown).orElse(Double.NaN);
  }
}
