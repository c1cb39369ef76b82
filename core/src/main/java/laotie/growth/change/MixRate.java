package laotie.growth.change;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a ratio of sums over segments moved: because the segments' weights did (mix), or their own ratios
 * (rate). E. M. Kitagawa, "Components of a difference between two rates", JASA 50 (1955), 1168-1194: mix =
 * sum (w1 - w0)(r1 + r0) / 2, rate = sum (r1 - r0)(w1 + w0) / 2. A segment without weight on one side has no
 * ratio there; that of the other side stands for it, so that it counts as mix alone.
 *
 * @param before the ratio
 * @param after the ratio
 * @param parts one for each segment in its order; all mixes and rates together are the change
 */
public record MixRate(double before, double after, List<Part> parts) {

  public MixRate {
    parts = List.copyOf(parts);
  }

  /** The parts; both sides need some weight, or it throws. */
  public static MixRate of(List<Segment> segments) {
    double weightBefore = segments.stream().mapToLong(Segment::weightBefore).sum();
    double weightAfter = segments.stream().mapToLong(Segment::weightAfter).sum();
    if (weightBefore == 0 || weightAfter == 0) {
      throw new IllegalArgumentException(
          "no weight: %s before, %s after".formatted(weightBefore, weightAfter));
    }
    List<Part> parts = new ArrayList<>();
    double before = 0;
    double after = 0;
    for (Segment segment : segments) {
      double w0 = segment.weightBefore / weightBefore;
      double w1 = segment.weightAfter / weightAfter;
      double r0 = segment.weightBefore == 0 ? segment.ratioAfter() : segment.ratioBefore();
      double r1 = segment.weightAfter == 0 ? segment.ratioBefore() : segment.ratioAfter();
      parts.add(new Part(segment.name, (w1 - w0) * (r1 + r0) / 2, (r1 - r0) * (w1 + w0) / 2));
      before += w0 == 0 ? 0 : w0 * r0;
      after += w1 == 0 ? 0 : w1 * r1;
    }
    return new MixRate(before, after, parts);
  }

  /** What the shift of weights did. */
  public double mix() {
    return parts.stream().mapToDouble(Part::mix).sum();
  }

  /** What the segments' own ratios did. */
  public double rate() {
    return parts.stream().mapToDouble(Part::rate).sum();
  }

  /**
   * One segment as sums, such as orders of a product and their money.
   *
   * @param name what screens look words up by
   * @param weightBefore the denominator, >= 0
   * @param sumBefore the numerator; 0 where the denominator is
   * @param weightAfter the denominator, >= 0
   * @param sumAfter the numerator
   */
  public record Segment(String name, long weightBefore, long sumBefore, long weightAfter, long sumAfter) {

    public Segment {
      boolean isEmptyAndFull = weightBefore == 0 && sumBefore != 0 || weightAfter == 0 && sumAfter != 0;
      if (weightBefore < 0 || weightAfter < 0 || isEmptyAndFull) {
        throw new IllegalArgumentException(
            "%s: %d/%d, %d/%d".formatted(name, sumBefore, weightBefore, sumAfter, weightAfter));
      }
    }

    double ratioBefore() {
      return weightBefore == 0 ? 0 : (double) sumBefore / weightBefore;
    }

    double ratioAfter() {
      return weightAfter == 0 ? 0 : (double) sumAfter / weightAfter;
    }
  }

  /**
   * What one segment did to the ratio.
   *
   * @param mix by its weight
   * @param rate by its own ratio
   */
  public record Part(String name, double mix, double rate) {}
}
