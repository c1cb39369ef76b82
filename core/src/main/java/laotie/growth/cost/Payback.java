package laotie.growth.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import laotie.growth.Ratio;

/**
 * What a new customer costs and when he has brought that back. The curve at day d is the sum over the days k
 * up to d of (margin of day k after the first order) / (buyers of whom day k is over): the mean cumulative
 * function of Nelson (Journal of Quality Technology 20, 1988), which uses everybody for as long as he was
 * watched and needs no guess about the days to come. Exact fractions all through.
 *
 * @param buyers new customers
 * @param parts the cost by its parts
 * @param costMinor minor units per new customer; empty without any
 * @param curve day by day, up to the last day that anybody has behind him
 * @param paidBackDay the first day on which the curve reaches the cost; empty when it has not
 */
public record Payback(
    long buyers, Parts parts, Optional<Ratio> costMinor, List<Day> curve, OptionalInt paidBackDay) {

  private static final long MILLI = 1_000;

  public Payback {
    curve = List.copyOf(curve);
  }

  /**
   * A cost by its parts, thousandths of a minor unit.
   *
   * @param promotionMilli exposures that were paid for
   * @param couponsMilli coupons of the host on first orders
   * @param commissionMilli commission on first orders
   * @param freeMilli exposures that cost nothing, at the shadow price; 0 when they are left out
   */
  public record Parts(long promotionMilli, long couponsMilli, long commissionMilli, long freeMilli) {

    /** All parts together. */
    public long sumMilli() {
      return Math.addExact(Math.addExact(promotionMilli, couponsMilli),
          Math.addExact(commissionMilli, freeMilli));
    }
  }

  /**
   * One day after the first order.
   *
   * @param age 0 is the day of the first order
   * @param buyers those of whom this day is over
   * @param marginMinor what they brought on it
   * @param cumulativeMinor per buyer, up to this day
   */
  public record Day(int age, long buyers, long marginMinor, Ratio cumulativeMinor) {}

  /**
   * The payback of these customers.
   *
   * @param promotionMilli what promotion cost in the period
   * @param freeMilli free exposures of the period at the shadow price, or 0
   */
  public static Payback of(NewCustomers customers, long promotionMilli, long freeMilli) {
    Parts parts = new Parts(promotionMilli, customers.costs().couponsMinor() * MILLI,
        customers.costs().commissionMinor() * MILLI, freeMilli);
    Optional<Ratio> cost = Ratio.of(parts.sumMilli(), Math.multiplyExact(customers.buyers(), MILLI));
    List<Day> curve = curve(customers);
    OptionalInt paidBack = OptionalInt.empty();
    for (Day day : curve) {
      if (cost.isPresent() && day.cumulativeMinor().against(cost.get()) >= 0) {
        paidBack = OptionalInt.of(day.age());
        break;
      }
    }
    return new Payback(customers.buyers(), parts, cost, curve, paidBack);
  }

  private static List<Day> curve(NewCustomers customers) {
    List<Day> curve = new ArrayList<>();
    long watched = customers.buyers();
    Ratio cumulative = Ratio.whole(0);
    for (int age = 0; age <= NewCustomers.AGES_MAX && watched > 0; age++) {
      long margin = customers.margins().get(age);
      cumulative = cumulative.plus(Ratio.of(margin, watched).orElseThrow());
      curve.add(new Day(age, watched, margin, cumulative));
      watched -= customers.observed().get(age);
    }
    return curve;
  }
}
