package laotie.server.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import laotie.fact.Channel;

/** What callers send, checked before it goes further. */
public final class Input {

  /** Pictures are those of this server: a foreign address would tell its owner who looks. */
  private static final Pattern PICTURE =
      Pattern.compile("/api/v1/pictures/[A-Za-z0-9_-]{1,64}(\\?w=\\d{1,4})?");

  /** The first instant that is taken; no door needs an earlier one. */
  public static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

  /** The last instant, of which the database and every calendar know. */
  public static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private Input() {}

  /** An instant; refuses text that is none, and one that no calendar here knows. */
  public static Instant instant(String pointer, String text) {
    try {
      Instant instant = Instant.parse(text);
      if (isKnown(instant)) {
        return instant;
      }
    } catch (DateTimeParseException unreadable) {
      // Refused below.
    }
    throw Problem.field(pointer, "is no instant such as 2026-11-22T04:00:00Z");
  }

  /** Whether arithmetic with this instant stays within what the database and calendars know. */
  public static boolean isKnown(Instant instant) {
    return !instant.isBefore(FIRST) && !instant.isAfter(LAST);
  }

  /** A day that may be left out, see {@link #day}. */
  public static Optional<LocalDate> maybeDay(String pointer, String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(day(pointer, text));
  }

  /** A day; refuses text that is none, and a day beyond {@link #FIRST} and {@link #LAST}. */
  public static LocalDate day(String pointer, String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (isKnown(day.atStartOfDay(ZoneOffset.UTC).toInstant())) {
        return day;
      }
    } catch (DateTimeParseException unreadable) {
      // Refused below.
    }
    throw Problem.field(pointer, "a day such as 2026-06-18");
  }

  /** An id of a path; what cannot be one is unknown without asking the database. */
  public static String id(String thing, String text) {
    if (!Bodies.isId(text)) {
      throw Problem.notFound(thing, "of this name");
    }
    return text;
  }

  /** An id that may be left out, of a body or a page's {@code after}. */
  public static String maybeId(String pointer, String text) {
    if (!text.isEmpty() && !Bodies.isId(text)) {
      throw Problem.field(pointer, "is no id");
    }
    return text;
  }

  /** The address of a picture that may be left out. */
  public static String maybePicture(String pointer, String text) {
    if (!text.isEmpty() && !PICTURE.matcher(text).matches()) {
      throw Problem.field(pointer, "the address of a picture uploaded here (/api/v1/pictures/...), or empty");
    }
    return text;
  }

  /** The channel a client names, or empty when it names none; refuses a word that is none. */
  public static Optional<Channel> channel(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Channel.valueOf(text));
    } catch (IllegalArgumentException unknown) {
      throw Problem.field("/channel", "no such channel");
    }
  }
}
