package laotie.growth;

import java.util.Optional;

/**
 * How many of how many, with where the true share lies.
 *
 * @param part those who did
 * @param whole all of them
 */
public record Share(long part, long whole) {

  /** The 97.5 % quantile of the normal distribution: two-sided 95 %. */
  static final double Z = 1.959963984540054;

  public Share {
    if (part < 0 || whole < part) {
      throw new IllegalArgumentException(part + " of " + whole);
    }
  }

  /** Below so many no rate is shown: its interval would span most of 0..1. */
  public static final int SHOWN_MIN = 30;

  /** True when there are too few to show a rate. */
  public boolean isHidden() {
    return whole < SHOWN_MIN;
  }

  /** The share of both counts together. */
  public Share plus(Share other) {
    return new Share(Math.addExact(part, other.part), Math.addExact(whole, other.whole));
  }

  /** The share, 0..1, or no value of nobody. */
  public Optional<Ratio> rate() {
    return Ratio.of(part, whole);
  }

  /**
   * The 95 % score interval, or no value of nobody. E. B. Wilson, "Probable inference, the law of
   * succession, and statistical inference", JASA 22 (1927), p. 209.
   */
  public Optional<Repurchase.Interval> interval() {
    if (whole == 0) {
      return Optional.empty();
    }
    double n = whole;
    double p = part / n;
    double z2 = Z * Z;
    double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    return Optional.of(new Repurchase.Interval(Math.max(0, middle - half), Math.min(1, middle + half)));
  }
}
