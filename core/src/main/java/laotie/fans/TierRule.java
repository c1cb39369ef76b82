package laotie.fans;

import java.util.List;
import java.util.Map;
import laotie.fact.Relation;

/**
 * How a tier (老铁等级) is earned, open to everybody: points for watching, speaking, coming back and buying,
 * each capped by the day so that a flood of one kind earns what one good day earns; halved with every
 * half-life, so that a tier is kept by staying. Hearts and gifts earn nothing, and the upper tiers also ask
 * for kept orders: trust is not watched into being.
 *
 * @param minutePoints points for a minute of video
 * @param minutesMax minutes of one day that count
 * @param commentPoints points for a comment
 * @param commentsMax comments of one day that count
 * @param visitPoints points for a day on which he came
 * @param orderPoints points for a paid order that was not taken back
 * @param ordersMax orders of one day that count
 * @param halfLifeDays days after which points are worth half
 * @param steps what each tier asks for, the lowest first
 */
public record TierRule(
    int minutePoints, int minutesMax, int commentPoints, int commentsMax, int visitPoints, int orderPoints,
    int ordersMax, int halfLifeDays, List<Step> steps) {

  /** Half-lives after which what happened is worth less than a thousandth and left out. */
  private static final int HALF_LIVES = 10;

  private static final int HALF_LIFE_DAYS = 45;

  /** The worth of a point by its age in days, for the half-life of the square: computed once. */
  private static final double[] WORTH = worthByAge();

  /** The rule of the square. Measured on the simulated past, see docs/decisions/0030. */
  public static final TierRule STANDARD = new TierRule(1, 60, 2, 5, 5, 40, 2,
      HALF_LIFE_DAYS, List.of(
      new Step(Relation.FAN, 60, 0), new Step(Relation.LOYAL, 200, 1), new Step(Relation.LAOTIE, 400, 3)));

  public TierRule {
    steps = List.copyOf(steps);
    if (halfLifeDays < 1 || steps.isEmpty()) {
      throw new IllegalArgumentException("half-life " + halfLifeDays + ", steps " + steps.size());
    }
  }

  /**
   * What a tier asks for.
   *
   * @param points after decay
   * @param orders paid and kept, ever
   */
  public record Step(Relation tier, int points, int orders) {}

  /**
   * How a bond stands on a day.
   *
   * @param points after decay
   * @param orders paid and kept, ever
   * @param tier what this makes of a follower
   */
  public record Standing(double points, int orders, Relation tier) {}

  /** How a bond stands at the end of a day; what happened later is left out. */
  public Standing standing(Bond bond, int day) {
    double points = points(bond, day);
    int orders = (int) bond.purchases().values().stream()
        .filter(one -> one.isKept() && one.paidDay() <= day).count();
    Relation tier = Relation.FOLLOWER;
    for (Step step : steps) {
      if (points >= step.points() && orders >= step.orders()) {
        tier = step.tier();
      }
    }
    return new Standing(points, orders, tier);
  }

  /** The tier of a follower at the end of a day. */
  public Relation tier(Bond bond, int day) {
    return standing(bond, day).tier();
  }

  /** The step above, or none at the top. */
  public List<Step> above(Relation tier) {
    return steps.stream().filter(step -> step.tier().compareTo(tier) > 0).toList();
  }

  /**
   * The first day after {@code day} on which the tier may have fallen when nothing more happens; at least
   * the next day. It may be a day early, never late.
   *
   * @param points at the end of {@code day}
   */
  public int mayFallOn(double points, int day, Relation tier) {
    double needed = steps.stream().filter(step -> step.tier() == tier).mapToInt(Step::points).sum();
    if (needed <= 0 || points <= needed) {
      return day + 1;
    }
    double left = halfLifeDays * StrictMath.log(points / needed) / StrictMath.log(2);
    return day + Math.max(1, (int) StrictMath.floor(left));
  }

  /** Points after decay, added from the oldest day to the newest: the same sum on any machine. */
  private double points(Bond bond, int day) {
    int oldest = day - HALF_LIVES * halfLifeDays;
    double sum = 0;
    for (Map.Entry<Integer, Bond.Day> one : bond.days().subMap(oldest, day + 1).entrySet()) {
      sum += ofDay(one.getValue()) * worth(day - one.getKey());
    }
    int[] orders = bond.purchases().values().stream().filter(Bond.Purchase::isKept)
        .mapToInt(Bond.Purchase::paidDay).filter(on -> on >= oldest && on <= day).sorted().toArray();
    int ofSameDay = 0;
    for (int i = 0; i < orders.length; i++) {
      ofSameDay = i > 0 && orders[i] == orders[i - 1] ? ofSameDay + 1 : 1;
      sum += ofSameDay > ordersMax ? 0 : orderPoints * worth(day - orders[i]);
    }
    return sum;
  }

  /** What a point of so many days ago is worth now, 0..1. */
  private double worth(int age) {
    return halfLifeDays == HALF_LIFE_DAYS ? WORTH[age] : StrictMath.pow(2, -(double) age / halfLifeDays);
  }

  private static double[] worthByAge() {
    double[] worth = new double[HALF_LIVES * HALF_LIFE_DAYS + 1];
    for (int age = 0; age < worth.length; age++) {
      worth[age] = StrictMath.pow(2, -(double) age / HALF_LIFE_DAYS);
    }
    return worth;
  }

  private int ofDay(Bond.Day what) {
    long minutes = Math.min(minutesMax, what.watchMillis() / 60_000);
    return (int) minutes * minutePoints + Math.min(commentsMax, what.comments()) * commentPoints
        + (what.visits() > 0 ? visitPoints : 0);
  }
}
