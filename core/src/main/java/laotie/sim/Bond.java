package laotie.sim;

import java.util.random.RandomGenerator;
import laotie.fact.Relation;

/**
 * What stands between one person and one host: trust that good experiences build and bad ones cost, and the
 * wish to buy again. One goes in to a stranger at 0; 1 is a trusted friend (老铁).
 *
 * <p>The one mutable thing of the crowd: a value per pair would be made anew for every beat of the past.
 */
public final class Bond {

  /** Nobody wants anything: the day of the next wish when there is none. */
  private static final double NEVER = Double.POSITIVE_INFINITY;

  private static final double HALF_LIFE_DAYS = 45;
  private static final int VISIT_POINTS = 5;
  private static final int COMMENT_POINTS = 2;
  private static final int ORDER_POINTS = 40;
  private static final int ORDERS_A_DAY_MAX = 2;
  private static final double MINUTES_A_DAY_MAX = 60;

  private double trust;
  private boolean isFollower;
  private int orders;
  private double wishDay = NEVER;
  private Relation tier = Relation.FOLLOWER;
  private int lastDay;
  private double points;
  private double watchedToday;
  private int ordersToday;

  /** A bond known only from outside, as when a living evening begins. */
  public static Bond seen(Person person, boolean isFollower) {
    Bond bond = new Bond();
    bond.isFollower = isFollower;
    bond.trust = isFollower ? Math.clamp(0.35 * person.constancy(), 0.1, 0.7) : 0.02;
    return bond;
  }

  public double trust() {
    return trust;
  }

  public boolean isFollower() {
    return isFollower;
  }

  /** Orders that went well enough to be kept. */
  public int orders() {
    return orders;
  }

  /** The day, counted from any fixed day, from which he wants these goods again; infinite when never. */
  double wishDay() {
    return wishDay;
  }

  /** What he is to the host as a follower, by the tier last told. */
  Relation tier() {
    return tier;
  }

  void tier(Relation told) {
    tier = told;
  }

  /** He is here on that day, which is a new one or the same again. */
  void came(int today) {
    if (points == 0 || today != lastDay) {
      points = points * StrictMath.pow(2, (lastDay - today) / HALF_LIFE_DAYS) + VISIT_POINTS;
      lastDay = today;
      watchedToday = 0;
      ordersToday = 0;
    }
  }

  void spoke() {
    points += COMMENT_POINTS;
  }

  /**
   * The tier (老铁等级) he has earned by coming, watching, speaking and buying. The one rule of the simulated
   * past, with the numbers of the open rule of fans; it is asked when he comes, so a tier falls at the next
   * visit.
   */
  Relation earned() {
    if (points >= 500 && orders >= 3) {
      return Relation.LAOTIE;
    }
    if (points >= 200 && orders >= 1) {
      return Relation.LOYAL;
    }
    return points >= 60 ? Relation.FAN : Relation.FOLLOWER;
  }

  public void follow() {
    isFollower = true;
    trust = Math.min(1, trust + 0.06);
  }

  void unfollow() {
    isFollower = false;
    trust *= 0.5;
  }

  /** A good while in the room. */
  public void enjoyed(double seconds) {
    double before = Math.floor(watchedToday);
    watchedToday = Math.min(MINUTES_A_DAY_MAX, watchedToday + seconds / 60);
    points += Math.floor(watchedToday) - before;
    trust = Math.min(1, trust + Math.min(0.03, seconds / 40_000) * (1 - trust));
  }

  /** Bought and kept: trust grows, and perhaps the wish to come again. */
  void bought(double today, CastHost.Appeal appeal, Person person, RandomGenerator random) {
    orders++;
    points += ordersToday++ < ORDERS_A_DAY_MAX ? ORDER_POINTS : 0;
    trust = Math.min(1, trust + 0.22 * (1 - trust));
    double willing = appeal.loyalty() * (0.8 + 0.5 * trust) * (0.35 + 0.65 * person.constancy());
    wishDay =
        Chance.is(random, Math.min(0.95, willing))
            ? today + Math.max(1.2, Chance.lognormal(random, appeal.cycleDays(), 0.65))
            : NEVER;
  }

  /** Bought in the living evening: the wish comes with another day. */
  public void boughtTonight() {
    orders++;
    trust = Math.min(1, trust + 0.22 * (1 - trust));
  }

  /** Sent back, or the wish went cold. */
  void disappointed() {
    trust *= 0.55;
    wishDay = NEVER;
  }
}
