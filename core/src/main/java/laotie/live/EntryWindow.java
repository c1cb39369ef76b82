package laotie.live;

import java.time.Instant;
import java.util.Arrays;

/** Entries into one room in the last half hour, by the minute. A value: adding makes a new one. */
public final class EntryWindow {

  /** Minutes that count as recent. */
  public static final int MINUTES = 30;

  public static final EntryWindow EMPTY = new EntryWindow(0, new int[MINUTES]);

  private final long newestMinute;
  private final int[] counts;

  private EntryWindow(long newestMinute, int[] counts) {
    this.newestMinute = newestMinute;
    this.counts = counts;
  }

  /** The window after {@code entries} more at {@code at}; those older than the window change nothing. */
  public EntryWindow plus(int entries, Instant at) {
    long minute = at.getEpochSecond() / 60;
    if (minute <= newestMinute - MINUTES) {
      return this;
    }
    int[] next = movedTo(Math.max(minute, newestMinute));
    next[(int) (minute % MINUTES)] += entries;
    return new EntryWindow(Math.max(minute, newestMinute), next);
  }

  /** Entries in the last {@link #MINUTES} minutes, this one included. */
  public int count(Instant now) {
    long minute = Math.max(now.getEpochSecond() / 60, newestMinute);
    return Arrays.stream(movedTo(minute)).sum();
  }

  private int[] movedTo(long minute) {
    if (minute - newestMinute >= MINUTES) {
      return new int[MINUTES];
    }
    int[] next = counts.clone();
    for (long gone = newestMinute + 1; gone <= minute; gone++) {
      next[(int) (gone % MINUTES)] = 0;
    }
    return next;
  }
}
