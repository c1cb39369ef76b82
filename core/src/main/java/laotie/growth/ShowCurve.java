package laotie.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A show minute by minute, as its cells tell it: who watched, and the five sums from its begin to the end of
 * each minute, so that shows can be laid beside each other at the same minute.
 *
 * @param points one for each minute, from its first on, without a hole
 */
public record ShowCurve(List<Point> points) {

  /** So many minutes of a show are told: twelve hours. */
  public static final int MINUTES_MAX = 720;

  public ShowCurve {
    points = List.copyOf(points);
  }

  /**
   * Of the minutes of a show; those before {@code first} count in the first one, those after {@code last} in
   * none.
   *
   * @param minutes by minutes since 1970
   * @param last the last minute that is told, at most {@link #MINUTES_MAX} after the first
   */
  public static ShowCurve of(Map<Long, Minute> minutes, long first, long last) {
    TreeMap<Long, Minute> sorted = new TreeMap<>(minutes);
    List<Point> points = new ArrayList<>();
    Minute whole = Minute.NOTHING;
    for (Minute early : sorted.headMap(first).values()) {
      whole = whole.merge(early);
    }
    long end = Math.min(last, first + MINUTES_MAX - 1);
    for (long minute = first; minute <= end; minute++) {
      Minute here = sorted.getOrDefault(minute, Minute.NOTHING);
      whole = whole.merge(here);
      points.add(new Point(
          here.concurrent().count(), orders(here), gmvMinor(here),
          new Factors(whole.viewers().estimate().count(), whole.watchMillis(), whole.buyerCount(),
              orders(whole), gmvMinor(whole))));
    }
    return new ShowCurve(points);
  }

  private static long orders(Minute minute) {
    return minute.sums().of(Measure.ORDERS_PUBLIC) + minute.sums().of(Measure.ORDERS_PRIVATE);
  }

  private static long gmvMinor(Minute minute) {
    return minute.sums().of(Measure.GMV_PUBLIC) + minute.sums().of(Measure.GMV_PRIVATE);
  }

  /** The five sums from the begin to the end of a minute, or of the last one when the show was shorter. */
  public Factors upTo(int minute) {
    return points.isEmpty() || minute < 0 ? Factors.NONE
        : points.get(Math.min(minute, points.size() - 1)).soFar();
  }

  /** GMV of the last {@code window} minutes up to {@code minute}, both included, in minor units an hour. */
  public long gmvMinorPerHour(int minute, int window) {
    int from = Math.max(0, minute - window + 1);
    long minor = 0;
    for (int i = from; i <= minute && i < points.size(); i++) {
      minor = Math.addExact(minor, points.get(i).gmvMinor());
    }
    return Math.multiplyExact(minor, 60) / (minute - from + 1);
  }

  /**
   * One minute.
   *
   * @param concurrent viewers at the busier of its half minutes' ends
   * @param orders paid in it
   * @param soFar the five sums since the begin: persons who played anything, play added up over views
   */
  public record Point(long concurrent, long orders, long gmvMinor, Factors soFar) {}
}
