package laotie.growth.repurchase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import laotie.growth.Repurchase.Interval;

/**
 * How many have bought again by each day after their first purchase, everybody counted for as long as he was
 * watched. E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations", JASA 53
 * (1958), p. 457.
 *
 * @param steps one for each day on which somebody came back, the earliest first
 */
public record Survival(List<Step> steps) {

  /** The 97.5 % quantile of the normal distribution: two-sided 95 %. */
  private static final double Z = 1.959963984540054;

  public Survival {
    steps = List.copyOf(steps);
  }

  /**
   * One step of the curve.
   *
   * @param day days since the first purchase
   * @param atRisk who had not come back before that day and was still watched
   * @param returned who came back on it
   * @param waiting 0..1, who has still not come back after it
   * @param interval of {@code waiting}, 95 %: Greenwood's variance on the scale log(-log), which stays in
   *     0..1; absent when nobody waits any more
   */
  public record Step(int day, long atRisk, long returned, double waiting, Optional<Interval> interval) {

    /** 0..1, who has bought again by the end of that day. */
    public double repurchased() {
      return 1 - waiting;
    }

    /** The 95 % interval of {@link #repurchased}. */
    public Optional<Interval> repurchasedInterval() {
      return interval.map(waits -> new Interval(1 - waits.high(), 1 - waits.low()));
    }
  }

  /** The curve of these waits, by days since the first purchase. */
  public static Survival of(SortedMap<Integer, Wait> waits) {
    long atRisk = waits.values().stream().mapToLong(wait -> wait.returned() + wait.watched()).sum();
    double waiting = 1;
    double variance = 0;
    List<Step> steps = new ArrayList<>();
    for (var entry : waits.entrySet()) {
      long returned = entry.getValue().returned();
      if (returned > 0) {
        waiting *= 1 - (double) returned / atRisk;
        variance += (double) returned / ((double) atRisk * (atRisk - returned));
        steps.add(
            new Step(entry.getKey(), atRisk, returned, waiting, interval(waiting, variance)));
      }
      atRisk -= returned + entry.getValue().watched();
    }
    return new Survival(steps);
  }

  /** M. Greenwood (1926); J. D. Kalbfleisch and R. L. Prentice, "Failure Time Data" (1980), p. 15. */
  private static Optional<Interval> interval(double waiting, double variance) {
    if (waiting <= 0 || waiting >= 1) {
      return Optional.empty();
    }
    double width = Z * Math.sqrt(variance) / -Math.log(waiting);
    return Optional.of(
        new Interval(Math.pow(waiting, Math.exp(width)), Math.pow(waiting, Math.exp(-width))));
  }

  /** The step that holds on a day; absent before the first. */
  public Optional<Step> at(int day) {
    Optional<Step> holds = Optional.empty();
    for (Step step : steps) {
      if (step.day() > day) {
        break;
      }
      holds = Optional.of(step);
    }
    return holds;
  }

  /** The first day by whose end half have bought again, when that is known. */
  public OptionalInt medianDays() {
    return steps.stream().filter(step -> step.waiting() <= 0.5).mapToInt(Step::day).findFirst();
  }
}
