package laotie.growth.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import laotie.growth.history.HistoryIssue.Kind;

/**
 * Dates as shops write them: 2026-03-04 10:22:33 +0800 · 2026-03-04T10:22:33Z · 2026/3/4 10:22 ·
 * 2026年3月4日 · 20260304 · 12/1/2010 8:26. A time without an offset is the shop's.
 */
final class WrittenTime {

  private static final int YEAR_DIGITS = 4;

  private final String text;
  private int at;

  private WrittenTime(String text) {
    this.text = text;
  }

  /** The instant; throws {@link Unreadable} when it is none, or one of two. */
  static Instant parse(String cell, ZoneId zone, DateOrder order) {
    try {
      return new WrittenTime(cell.strip()).instant(zone, order);
    } catch (DateTimeException outside) {
      throw new Unreadable(Kind.DATE_WRONG);
    }
  }

  /** What must stand first in this date, when it tells: 13/1/2026 does. */
  static Optional<DateOrder> told(String cell) {
    try {
      int[] parts = new WrittenTime(cell.strip()).parts();
      boolean isYearLast = parts[0] <= 31;
      return !isYearLast || parts[0] > 12 == parts[1] > 12 ? Optional.empty()
          : Optional.of(parts[0] > 12 ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST);
    } catch (Unreadable none) {
      return Optional.empty();
    }
  }

  private Instant instant(ZoneId zone, DateOrder order) {
    int[] day = ordered(parts(), order);
    int[] clock = clock();
    LocalDateTime local = LocalDateTime.of(day[0], day[1], day[2], clock[0], clock[1], clock[2]);
    Optional<ZoneOffset> offset = offset();
    if (at < text.length()) {
      throw new Unreadable(Kind.DATE_WRONG);
    }
    return offset.isPresent() ? local.toInstant(offset.get()) : local.atZone(zone).toInstant();
  }

  /** Three numbers as they stand. */
  private int[] parts() {
    int from = at;
    int first = number();
    if (at - from == 8) {
      return new int[] {first / 10_000, first / 100 % 100, first % 100};
    }
    boolean isYearFirst = at - from == YEAR_DIGITS;
    skip("-/.年");
    int second = number();
    skip("-/.月");
    from = at;
    int third = number();
    if (!isYearFirst && at - from != YEAR_DIGITS) {
      throw new Unreadable(Kind.DATE_WRONG);
    }
    if (at < text.length() && text.charAt(at) == '日') {
      at++;
    }
    return new int[] {first, second, third};
  }

  private static int[] ordered(int[] parts, DateOrder order) {
    int a = parts[0];
    int b = parts[1];
    if (a > 31) {
      return parts;
    }
    if (a <= 12 && b <= 12 && a != b && order == DateOrder.UNSAID) {
      throw new Unreadable(Kind.DATE_AMBIGUOUS);
    }
    boolean isDayFirst = order == DateOrder.DAY_FIRST || order == DateOrder.UNSAID && a > 12;
    return isDayFirst ? new int[] {parts[2], b, a} : new int[] {parts[2], a, b};
  }

  /** Hour, minute, second; midnight when nothing more stands there. */
  private int[] clock() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == 'T')) {
      at++;
    }
    if (at == text.length() || !isDigit()) {
      return new int[3];
    }
    int hour = number();
    skip(":");
    int minute = number();
    int second = 0;
    if (at < text.length() && text.charAt(at) == ':') {
      at++;
      second = number();
      if (at < text.length() && text.charAt(at) == '.') {
        at++;
        number();
      }
    }
    return new int[] {half(hour), minute, second};
  }

  /** Twelve hours with AM and PM as twenty-four. */
  private int half(int hour) {
    String rest = text.substring(at).strip().toUpperCase(Locale.ROOT);
    boolean isMorning = rest.startsWith("AM");
    boolean isEvening = rest.startsWith("PM");
    if (!isMorning && !isEvening) {
      return hour;
    }
    if (hour < 1 || hour > 12) {
      throw new Unreadable(Kind.DATE_WRONG);
    }
    at = text.toUpperCase(Locale.ROOT).indexOf(isMorning ? "AM" : "PM", at) + 2;
    return hour % 12 + (isEvening ? 12 : 0);
  }

  private Optional<ZoneOffset> offset() {
    String rest = text.substring(at).strip();
    if (rest.isEmpty()) {
      at = text.length();
      return Optional.empty();
    }
    at = text.length();
    if (rest.equals("Z") || rest.equals("UTC") || rest.equals("GMT")) {
      return Optional.of(ZoneOffset.UTC);
    }
    String id = rest.startsWith("UTC") || rest.startsWith("GMT") ? rest.substring(3) : rest;
    if (!id.startsWith("+") && !id.startsWith("-")) {
      throw new Unreadable(Kind.DATE_WRONG);
    }
    return Optional.of(ZoneOffset.of(id));
  }

  private boolean isDigit() {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private int number() {
    int from = at;
    long value = 0;
    while (isDigit() && at - from < 9) {
      value = 10 * value + text.charAt(at++) - '0';
    }
    if (at == from) {
      throw new Unreadable(Kind.DATE_WRONG);
    }
    return (int) value;
  }

  private void skip(String signs) {
    if (at == text.length() || signs.indexOf(text.charAt(at)) < 0) {
      throw new Unreadable(Kind.DATE_WRONG);
    }
    at++;
  }
}
