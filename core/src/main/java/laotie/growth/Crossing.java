package laotie.growth;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The way of one person from the public domain into a host's private one (公域→私域): on which days he came
 * as a stranger, on which he followed in such a visit, and whether he follows still a week later.
 *
 * @param days day number since 1970 in the shop's zone, to what happened on it
 */
public record Crossing(SortedMap<Long, Day> days) {

  /** A follow that is taken back within so many business days did not last. */
  public static final int LASTS_DAYS = 7;

  /** No such instant. */
  static final long NEVER = Long.MIN_VALUE;

  static final Crossing NONE = new Crossing(new TreeMap<>());

  public Crossing {
    days = Collections.unmodifiableSortedMap(days);
  }

  static Crossing on(long day, Day happened) {
    return new Crossing(new TreeMap<>(Map.of(day, happened)));
  }

  Crossing merge(Crossing other) {
    if (days.isEmpty()) {
      return other;
    }
    if (other.days.isEmpty()) {
      return this;
    }
    SortedMap<Long, Day> joined = new TreeMap<>(days);
    other.days.forEach((day, happened) -> joined.merge(day, happened, Day::merge));
    return new Crossing(joined);
  }

  /** The days on which he came from the public domain as a stranger. */
  public SortedSet<Long> strangerDays() {
    SortedSet<Long> came = new TreeSet<>();
    days.forEach((day, happened) -> {
      if (happened.cameAsStranger()) {
        came.add(day);
      }
    });
    return came;
  }

  /**
   * The days on which he followed in such a visit and still followed at the end of the seventh business day
   * after: the last word of these days is a follow. Of a follow and its taking back at one instant the
   * latter is the last word.
   */
  public SortedSet<Long> stayedDays() {
    SortedSet<Long> stayed = new TreeSet<>();
    days.forEach((day, happened) -> {
      if (happened.followedInVisit() && isFollowerAtEndOf(day + LASTS_DAYS)) {
        stayed.add(day);
      }
    });
    return stayed;
  }

  /** Day by day on which he followed or took it back: whether he followed at the end of it. */
  public SortedMap<Long, Boolean> follows() {
    SortedMap<Long, Boolean> follows = new TreeMap<>();
    Day all = Day.NOTHING;
    for (var day : days.entrySet()) {
      all = all.merge(day.getValue());
      if (day.getValue().followedAt != NEVER || day.getValue().unfollowedAt != NEVER) {
        follows.put(day.getKey(), all.followedAt > all.unfollowedAt);
      }
    }
    return follows;
  }

  private boolean isFollowerAtEndOf(long last) {
    Day all = Day.NOTHING;
    for (Day day : days.headMap(last + 1).values()) {
      all = all.merge(day);
    }
    return all.followedAt > all.unfollowedAt;
  }

  /**
   * One business day.
   *
   * @param cameAsStranger opened a room or clip from the public domain, as a stranger
   * @param followedInVisit followed in such a visit
   * @param followedAt the last follow of the day, milliseconds since 1970 UTC; the smallest number for none
   * @param unfollowedAt the last time a follow was taken back that day, in the same way
   */
  public record Day(boolean cameAsStranger, boolean followedInVisit, long followedAt, long unfollowedAt) {

    static final Day NOTHING = new Day(false, false, NEVER, NEVER);

    Day merge(Day other) {
      return new Day(
          cameAsStranger || other.cameAsStranger,
          followedInVisit || other.followedInVisit,
          Math.max(followedAt, other.followedAt),
          Math.max(unfollowedAt, other.unfollowedAt));
    }
  }
}
