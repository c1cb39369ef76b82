package laotie.growth.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From a sum of money to another, step by step; the steps sum to the change to the last minor unit. A product
 * that begins at nothing has no logarithm: what it is now has entered, whatever its factors, and what a
 * product was that is nothing now has left. No tiny constant stands for zero.
 *
 * @param beforeMinor minor units
 * @param afterMinor minor units
 * @param method how the parts of factors were counted
 * @param steps one for each factor in its order
 * @param entered what came from nothing, minor units
 * @param left what became nothing, minor units with its sign
 * @param enteredBy factors that were zero, or had no value, before
 * @param leftBy factors that are so now
 */
public record Waterfall(
    long beforeMinor,
    long afterMinor,
    Method method,
    List<Step> steps,
    long entered,
    long left,
    List<String> enteredBy,
    List<String> leftBy) {

  public Waterfall {
    steps = List.copyOf(steps);
    enteredBy = List.copyOf(enteredBy);
    leftBy = List.copyOf(leftBy);
    long sum = Math.addExact(entered, left);
    for (Step step : steps) {
      sum = Math.addExact(sum, step.minor());
    }
    if (sum != Math.subtractExact(afterMinor, beforeMinor)) {
      throw new IllegalArgumentException(
          "steps sum to %d, the change is %d".formatted(sum, afterMinor - beforeMinor));
    }
  }

  /** How the change of one identity comes from its factors, which have the same names in the same order. */
  public static Waterfall of(Identity before, Identity after) {
    if (!before.names().equals(after.names())) {
      throw new IllegalArgumentException(before.names() + " and " + after.names());
    }
    long change = Math.subtractExact(after.valueMinor(), before.valueMinor());
    if (before.isDefined() && after.isDefined()) {
      if (before.isPositive() && after.isPositive()) {
        return of(before, after, Method.LMDI, Lmdi.parts(before.values(), after.values()));
      }
      if (before.stops().isEmpty() && after.stops().isEmpty()) {
        return of(before, after, Method.SHAPLEY, Shapley.parts(before.values(), after.values()));
      }
    }
    double[] nothing = new double[before.factors().size()];
    if (change == 0 && before.valueMinor() == 0) {
      return of(before, after, Method.NONE, nothing);
    }
    List<Step> steps = steps(before.names(), new long[nothing.length]);
    return new Waterfall(before.valueMinor(), after.valueMinor(), Method.NONE, steps, after.valueMinor(),
        Math.negateExact(before.valueMinor()), before.stops(), after.stops());
  }

  private static Waterfall of(Identity before, Identity after, Method method, double[] parts) {
    long change = Math.subtractExact(after.valueMinor(), before.valueMinor());
    List<Step> steps = steps(before.names(), LargestRemainder.round(parts, change));
    return new Waterfall(
        before.valueMinor(), after.valueMinor(), method, steps, 0, 0, List.of(), List.of());
  }

  private static List<Step> steps(List<String> names, long[] minors) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < minors.length; i++) {
      steps.add(new Step(names.get(i), minors[i]));
    }
    return steps;
  }

  /**
   * The whole of segments whose values add up: each factor's step is the sum of the segments' steps, so that
   * a drill-down adds up to the last minor unit. Segments that entered or left keep their own term.
   *
   * @param segments at least one, all with the same names
   */
  public static Waterfall sum(List<Waterfall> segments) {
    Map<String, Long> steps = new LinkedHashMap<>();
    segments.getFirst().steps.forEach(step -> steps.put(step.name(), 0L));
    long before = 0;
    long after = 0;
    long entered = 0;
    long left = 0;
    Method method = Method.NONE;
    for (Waterfall segment : segments) {
      before = Math.addExact(before, segment.beforeMinor);
      after = Math.addExact(after, segment.afterMinor);
      entered = Math.addExact(entered, segment.entered);
      left = Math.addExact(left, segment.left);
      method = method.compareTo(segment.method) >= 0 ? method : segment.method;
      for (Step step : segment.steps) {
        if (!steps.containsKey(step.name())) {
          throw new IllegalArgumentException(step.name() + " is in one segment and not in another");
        }
        steps.merge(step.name(), step.minor(), Math::addExact);
      }
    }
    List<Step> sums = new ArrayList<>();
    steps.forEach((name, minor) -> sums.add(new Step(name, minor)));
    return new Waterfall(before, after, method, sums, entered, left, List.of(), List.of());
  }

  /** What changed, minor units. */
  public long changeMinor() {
    return afterMinor - beforeMinor;
  }

  /** How parts were counted. */
  public enum Method {
    /** Nothing to divide: no change, or a product that entered or left. */
    NONE,
    /** Logarithmic means; all factors are above zero. */
    LMDI,
    /** A factor is below zero. */
    SHAPLEY
  }

  /**
   * What one factor did.
   *
   * @param name of the factor
   * @param minor minor units it added, with sign
   */
  public record Step(String name, long minor) {}
}
