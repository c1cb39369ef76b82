package laotie.server.clips;

import java.util.Optional;
import laotie.fact.Channel;
import laotie.server.http.Bodies;
import laotie.server.http.Problem;

/** What callers send, checked before it goes further. */
final class Asked {

  private Asked() {}

  /** An id of a path; what cannot be one is unknown without asking the database. */
  static String id(String thing, String text) {
    if (!Bodies.isId(text)) {
      throw Problem.notFound(thing, "of this name");
    }
    return text;
  }

  /** An id of a body that may be left out. */
  static String maybeId(String pointer, String text) {
    if (!text.isEmpty() && !Bodies.isId(text)) {
      throw Problem.field(pointer, "no such thing");
    }
    return text;
  }

  /** The channel a client names, or empty when it names none; refuses a word that is none. */
  static Optional<Channel> channel(String raw) {
    if (raw.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Channel.valueOf(raw));
    } catch (IllegalArgumentException unknown) {
      throw Problem.field("/channel", "no such channel");
    }
  }
}
