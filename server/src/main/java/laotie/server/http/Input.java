package laotie.server.http;

import java.util.Optional;
import java.util.regex.Pattern;
import laotie.fact.Channel;

/** What callers send, checked before it goes further. */
public final class Input {

  /** Pictures are those of this server: a foreign address would tell its owner who looks. */
  private static final Pattern PICTURE =
      Pattern.compile("/api/v1/pictures/[A-Za-z0-9_-]{1,64}(\\?w=\\d{1,4})?");

  private Input() {}

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
