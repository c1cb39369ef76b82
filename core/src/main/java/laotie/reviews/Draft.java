package laotie.reviews;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wrote, not yet accepted. Words are text and nothing else: signs such as {@code <} stay signs.
 *
 * @param stars 1 to 5
 * @param words 0 to {@link #WORDS_MAX} characters
 * @param pictures ids of pictures he sent, at most {@link #PICTURES_MAX}
 */
public record Draft(int stars, String words, List<String> pictures) {

  public static final int STARS_MAX = 5;
  public static final int WORDS_MAX = 1_000;
  public static final int PICTURES_MAX = 6;

  public Draft {
    words = kept(words);
    pictures = List.copyOf(pictures);
  }

  /** A text as it is kept: composed (NFC), plain line ends, no blanks at its ends. */
  public static String kept(String raw) {
    return Normalizer.normalize(raw, Normalizer.Form.NFC).replace("\r\n", "\n").strip();
  }

  /** What is wrong with a kept text, or nothing. */
  public static Optional<String> faultOf(String kept, int charactersMin, int charactersMax) {
    int characters = kept.codePointCount(0, kept.length());
    if (characters < charactersMin || characters > charactersMax) {
      return Optional.of("has " + characters + " characters, allowed are " + charactersMin + " to "
          + charactersMax);
    }
    boolean isHidden = kept.codePoints().anyMatch(
        point -> Character.isISOControl(point) && point != '\n' || isTurning(point));
    return isHidden ? Optional.of("holds control characters or marks that turn the reading direction")
        : Optional.empty();
  }

  private static boolean isTurning(int point) {
    return point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
  }
}
