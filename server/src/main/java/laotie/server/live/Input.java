package laotie.server.live;

import java.util.Optional;
import java.util.regex.Pattern;
import laotie.fact.Channel;
import laotie.live.Chat;
import laotie.live.Show;
import laotie.server.http.Bodies;
import laotie.server.http.Problem;

/** What callers send, checked and made whole before it goes further. */
final class Input {

  /** Covers are pictures of this server: a foreign address would tell others who looks. */
  private static final Pattern PICTURE =
      Pattern.compile("/api/v1/pictures/[A-Za-z0-9_-]{1,64}(\\?w=\\d{1,4})?");

  private Input() {}

  /** An id of a path; what cannot be one is unknown without asking the database. */
  static String id(String thing, String text) {
    if (!Bodies.isId(text)) {
      throw Problem.notFound(thing, text.length() > 64 ? "of this name" : text.replace('\u0000', '?'));
    }
    return text;
  }

  static String title(String raw) {
    String title = Chat.tidy(raw);
    int characters = title.codePointCount(0, title.length());
    if (characters < 1 || characters > Show.TITLE_CHARACTERS_MAX) {
      throw Problem.field("/title", "a title has 1.." + Show.TITLE_CHARACTERS_MAX + " characters");
    }
    return title;
  }

  static String coverUrl(String raw) {
    if (!raw.isEmpty() && !PICTURE.matcher(raw).matches()) {
      throw Problem.field("/coverUrl", "the address of a picture uploaded here, or empty");
    }
    return raw;
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
