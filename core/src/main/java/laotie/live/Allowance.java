package laotie.live;

import java.time.Instant;

/**
 * How much somebody may still do now: fills at a steady pace up to a brim. A burst up to the brim passes,
 * a longer flood does not.
 *
 * @param left units that may be taken now, 0..brim
 * @param at when {@code left} was counted
 */
public record Allowance(double left, Instant at) {

  /**
   * @param brim units that may be taken at once
   * @param perSecond units that come back each second
   */
  public record Pace(int brim, int perSecond) {}

  public static Allowance full(Pace pace, Instant now) {
    return new Allowance(pace.brim(), now);
  }

  /** What would be left after taking {@code units}; negative {@code left} means it may not be taken. */
  public Allowance less(int units, Pace pace, Instant now) {
    double seconds = Math.max(0, (now.toEpochMilli() - at.toEpochMilli()) / 1000.0);
    return new Allowance(Math.min(pace.brim(), left + seconds * pace.perSecond()) - units, now);
  }

  public boolean isOverdrawn() {
    return left < 0;
  }
}
