package laotie.server.http;

import java.util.regex.Pattern;

/** Turns what JSON leaves out into values, at the door, so that no absence goes further. */
public final class Bodies {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Bodies() {}

  /** The body; refuses {@link HttpReason#MALFORMED} when there is none. */
  public static <T> T present(T bodyOrNull) {
    if (bodyOrNull == null) {
      throw Problem.of(HttpReason.MALFORMED, "the body is missing");
    }
    return bodyOrNull;
  }

  /** The text, or an empty one when the field is absent. */
  public static String text(String textOrNull) {
    return textOrNull == null ? "" : textOrNull;
  }

  /** True for what can be an id at all; anything else is unknown without asking the database. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
