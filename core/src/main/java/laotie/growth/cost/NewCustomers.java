package laotie.growth.cost;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Host-new buyers of a period, what their first orders cost, and what all their orders brought by day since
 * then. Somebody is new with an effective order of a day when no effective order of his with that host lies
 * in the {@link #NEW_AFTER_DAYS} days before; who comes back after longer is won anew. Additive: pairs of
 * buyer and host are counted anywhere and merged.
 *
 * @param period which buyers
 * @param buyers new ones
 * @param youngBuyers of them, those of the last seven days: a refund may still undo their order
 * @param costs what their first orders cost
 * @param observed by age in days, 0..{@link #AGES_MAX}: buyers whose last complete day is that age
 * @param margins by age: minor units left to the host of what they bought at that age
 * @param netMinor what they bought at all these ages, less refunds
 * @param settledMinor of that, of orders whose commission and supplies are known
 */
public record NewCustomers(
    Period period, long buyers, long youngBuyers, FirstOrders costs, List<Long> observed,
    List<Long> margins, long netMinor, long settledMinor) {

  /** Growth specification: no effective order with that host in so many days. */
  public static final int NEW_AFTER_DAYS = 365;

  /** Days after the first order that are looked at. */
  public static final int AGES_MAX = 365;

  /** An order may be undone for so many days. */
  private static final int YOUNG_DAYS = 7;

  public NewCustomers {
    observed = List.copyOf(observed);
    margins = List.copyOf(margins);
  }

  /**
   * Buyers who were new on a day of {@code [from, to)}; what they did is known up to the day before
   * {@code to}, which is the last complete one.
   */
  public record Period(LocalDate from, LocalDate to) {
    public Period {
      Objects.requireNonNull(from);
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("a period from " + from + " to " + to);
      }
    }

    /** The first day whose orders decide who is new. */
    public LocalDate knownFrom() {
      return from.minusDays(NEW_AFTER_DAYS);
    }

    LocalDate lastDay() {
      return to.minusDays(1);
    }

    private boolean holds(LocalDate day) {
      return !day.isBefore(from) && day.isBefore(to);
    }
  }

  /**
   * What the orders that won the buyers cost, minor units.
   *
   * @param couponsMinor coupons of the host
   * @param commissionMinor commission, of settled orders
   * @param platformCouponsMinor coupons of the platform, which the host does not pay; no part of the cost
   * @param settled orders whose commission is known
   */
  public record FirstOrders(
      long couponsMinor, long commissionMinor, long platformCouponsMinor, long settled) {

    static final FirstOrders NONE = new FirstOrders(0, 0, 0, 0);

    FirstOrders plus(FirstOrders other) {
      return new FirstOrders(
          Math.addExact(couponsMinor, other.couponsMinor),
          Math.addExact(commissionMinor, other.commissionMinor),
          Math.addExact(platformCouponsMinor, other.platformCouponsMinor), settled + other.settled);
    }

    private FirstOrders plus(PricedOrder order) {
      return plus(new FirstOrders(order.couponMinor(), order.taken().commissionMinor(),
          order.platformCouponMinor(), order.taken().isKnown() ? 1 : 0));
    }
  }

  /** Nobody. */
  public static NewCustomers none(Period period) {
    return new Count(period).result();
  }

  /**
   * Counts the new among these pairs.
   *
   * @param pairs the orders of each pair of buyer and host, from {@link Period#knownFrom()} on, in any order
   */
  public static NewCustomers of(Period period, Collection<List<PricedOrder>> pairs) {
    Count count = new Count(period);
    pairs.forEach(count::add);
    return count.result();
  }

  /** Both together; they must be of one period and of different pairs. */
  public NewCustomers merge(NewCustomers other) {
    if (!period.equals(other.period)) {
      throw new IllegalArgumentException(period + " and " + other.period);
    }
    return new NewCustomers(period, buyers + other.buyers, youngBuyers + other.youngBuyers,
        costs.plus(other.costs), sums(observed, other.observed), sums(margins, other.margins),
        Math.addExact(netMinor, other.netMinor), Math.addExact(settledMinor, other.settledMinor));
  }

  private static List<Long> sums(List<Long> left, List<Long> right) {
    List<Long> sums = new ArrayList<>(left.size());
    for (int i = 0; i < left.size(); i++) {
      sums.add(Math.addExact(left.get(i), right.get(i)));
    }
    return sums;
  }

  /** One count on its way. */
  private static final class Count {
    private final Period period;
    private final Long[] observed = new Long[AGES_MAX + 1];
    private final Long[] margins = new Long[AGES_MAX + 1];
    private FirstOrders costs = FirstOrders.NONE;
    private long buyers;
    private long youngBuyers;
    private long netMinor;
    private long settledMinor;

    Count(Period period) {
      this.period = period;
      Arrays.fill(observed, 0L);
      Arrays.fill(margins, 0L);
    }

    void add(List<PricedOrder> pair) {
      List<PricedOrder> orders = new ArrayList<>(pair);
      Collections.sort(orders, PricedOrder.BY_PAYMENT);
      LocalDate effective = LocalDate.MIN;
      LocalDate won = LocalDate.MIN;
      for (PricedOrder order : orders) {
        boolean isNew = order.isEffective() && (effective.equals(LocalDate.MIN)
            || ChronoUnit.DAYS.between(effective, order.day()) > NEW_AFTER_DAYS);
        if (isNew) {
          won = order.day();
        }
        if (order.isEffective()) {
          effective = order.day();
        }
        if (period.holds(won)) {
          count(order, won, isNew);
        }
      }
    }

    private void count(PricedOrder order, LocalDate won, boolean isNew) {
      if (isNew) {
        long ages = ChronoUnit.DAYS.between(won, period.lastDay());
        observed[(int) Math.min(ages, AGES_MAX)]++;
        buyers++;
        youngBuyers += ages < YOUNG_DAYS ? 1 : 0;
        costs = costs.plus(order);
      }
      long age = ChronoUnit.DAYS.between(won, order.day());
      if (age <= AGES_MAX && order.day().isBefore(period.to())) {
        long margin = isNew ? order.winningMarginMinor() : order.marginMinor();
        margins[(int) age] = Math.addExact(margins[(int) age], margin);
        netMinor = Math.addExact(netMinor, order.netMinor());
        settledMinor = Math.addExact(settledMinor, order.taken().isKnown() ? order.netMinor() : 0);
      }
    }

    NewCustomers result() {
      return new NewCustomers(period, buyers, youngBuyers, costs, List.of(observed), List.of(margins),
          netMinor, settledMinor);
    }
  }
}
