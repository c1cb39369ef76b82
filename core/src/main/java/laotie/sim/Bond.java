package laotie.sim;

import java.util.random.RandomGenerator;

/**
 * What stands between one person and one host: trust that good experiences build and bad ones cost, and the
 * wish to buy again. One goes in to a stranger at 0; 1 is a trusted friend (老铁).
 *
 * <p>The one mutable thing of the crowd: a value per pair would be made anew for every beat of the past.
 */
public final class Bond {

  /** Nobody wants anything: the day of the next wish when there is none. */
  private static final double NEVER = Double.POSITIVE_INFINITY;

  private double trust;
  private boolean isFollower;
  private int orders;
  private double wishDay = NEVER;

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
    trust = Math.min(1, trust + Math.min(0.03, seconds / 40_000) * (1 - trust));
  }

  /** Bought and kept: trust grows, and perhaps the wish to come again. */
  void bought(double today, CastHost.Appeal appeal, Person person, RandomGenerator random) {
    orders++;
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
