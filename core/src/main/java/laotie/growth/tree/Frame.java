package laotie.growth.tree;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import laotie.fact.BusinessDays;
import laotie.growth.Spans;

/**
 * The window of a tree: business days, in which views are judged anew each day, or the whole of a show,
 * past midnight and however late its orders are paid.
 *
 * @param from milliseconds since 1970 UTC
 * @param to the first instant after it
 * @param isWhole true for a show: everything of it counts, whenever it was
 */
public record Frame(long from, long to, boolean isWhole, BusinessDays days) {

  public Frame {
    Objects.requireNonNull(days);
    if (from > to) {
      throw new IllegalArgumentException("a window from " + from + " to " + to);
    }
  }

  /** Business days {@code [from, to)}. */
  public static Frame ofDays(LocalDate from, LocalDate to, BusinessDays days) {
    return new Frame(days.startOf(from).toEpochMilli(), days.startOf(to).toEpochMilli(), false, days);
  }

  /** A show that went on, or goes on, from one instant to another. */
  public static Frame ofShow(Instant from, Instant to, BusinessDays days) {
    return new Frame(from.toEpochMilli(), to.toEpochMilli(), true, days);
  }

  boolean has(long at) {
    return isWhole || from <= at && at < to;
  }

  /** What was played in it, cut at midnights where views are judged by day. */
  List<Spans> parts(Spans played) {
    if (isWhole || played.isEmpty()) {
      return played.isEmpty() ? List.of() : List.of(played);
    }
    List<Spans> parts = new ArrayList<>(1);
    long first = Math.max(from, played.first());
    long end = Math.min(to, played.end());
    if (first >= end) {
      return parts;
    }
    LocalDate last = dayOf(end - 1);
    for (LocalDate day = dayOf(first); !day.isAfter(last); day = day.plusDays(1)) {
      Spans part = played.within(days.startOf(day).toEpochMilli(),
          days.startOf(day.plusDays(1)).toEpochMilli());
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts;
  }

  private LocalDate dayOf(long at) {
    return days.dayOf(Instant.ofEpochMilli(at));
  }
}
