package laotie.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laotie.fact.Decision;

/**
 * What may be said in a room. Words stay words: marks of HTML are kept as they were typed, and every reader
 * shows them as text.
 */
public final class Chat {

  /** Characters (code points) of one message. */
  public static final int TEXT_CHARACTERS_MAX = 200;

  /** Messages of one account, over all its sockets, within {@link #WINDOW}. */
  public static final int MESSAGES_PER_WINDOW_MAX = 5;

  public static final Duration WINDOW = Duration.ofSeconds(10);

  private Chat() {}

  /**
   * A message as it will be shown.
   *
   * @param text tidied: one line, no control or direction-turning characters, no blanks around it
   */
  public record Line(String text) {}

  /**
   * Who wants to speak.
   *
   * @param mutedUntil end of the silence a moderator set; {@link Instant#EPOCH} when none
   * @param said instants of his last messages, newest last, at most {@link #MESSAGES_PER_WINDOW_MAX}
   */
  public record Speaker(Instant mutedUntil, List<Instant> said) {
    public Speaker {
      said = List.copyOf(said);
    }
  }

  /** Says yes with the tidied line, or no with the first reason that holds. */
  public static Decision<Line> decide(String raw, Speaker speaker, Instant now) {
    if (speaker.mutedUntil().isAfter(now)) {
      return new Decision.Refused<>(LiveReason.MUTED, "muted in this room until " + speaker.mutedUntil(),
          Map.of("until", speaker.mutedUntil()));
    }
    String text = tidy(raw);
    if (text.isEmpty()) {
      return new Decision.Refused<>(LiveReason.CHAT_EMPTY, "the message has no readable character");
    }
    int characters = text.codePointCount(0, text.length());
    if (characters > TEXT_CHARACTERS_MAX) {
      return new Decision.Refused<>(LiveReason.CHAT_TOO_LONG,
          "the message has " + characters + " characters, at most " + TEXT_CHARACTERS_MAX + " may be");
    }
    List<Instant> said = speaker.said();
    if (said.size() >= MESSAGES_PER_WINDOW_MAX) {
      Instant free = said.get(said.size() - MESSAGES_PER_WINDOW_MAX).plus(WINDOW);
      if (free.isAfter(now)) {
        long seconds = Math.max(1, Duration.between(now, free).plusMillis(999).toSeconds());
        return new Decision.Refused<>(LiveReason.CHAT_TOO_FAST, "at most " + MESSAGES_PER_WINDOW_MAX
            + " messages in " + WINDOW.toSeconds() + " s", Map.of("retryAfterSeconds", seconds));
      }
    }
    return new Decision.Accepted<>(new Line(text), List.of());
  }

  /** The instants to remember after a message was said at {@code now}. */
  public static List<Instant> remembered(List<Instant> said, Instant now) {
    List<Instant> next = new ArrayList<>(said);
    next.add(now);
    return List.copyOf(next.subList(Math.max(0, next.size() - MESSAGES_PER_WINDOW_MAX), next.size()));
  }

  /**
   * The text on one line without what cannot be seen: control characters, and the marks that turn the
   * direction of the line and so could disguise what was said. Joiners stay: emoji are made with them.
   */
  public static String tidy(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    raw.codePoints().forEach(point -> {
      if (Character.isWhitespace(point) || point == 0x85) {
        text.append(' ');
      } else if (isReadable(point)) {
        text.appendCodePoint(point);
      }
    });
    String line = text.toString().strip();
    boolean isBlank = line.codePoints().allMatch(point -> Character.getType(point) == Character.FORMAT
        || Character.isSpaceChar(point));
    return isBlank ? "" : line;
  }

  private static boolean isReadable(int point) {
    if (point == 0x200C || point == 0x200D) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
          Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> isTag(point);
      default -> true;
    };
  }

  /** Tags spell the flags of regions inside emoji. */
  private static boolean isTag(int point) {
    return point >= 0xE0020 && point <= 0xE007F;
  }
}
