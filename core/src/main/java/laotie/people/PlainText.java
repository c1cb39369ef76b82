package laotie.people;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/**
 * A text somebody typed about himself, checked once at the door. It is text and nothing else: signs such as
 * {@code <} stay signs and are never read as markup, so nothing is stripped or escaped here. What is refused
 * are characters nobody sees: they break lines where none belong or turn the reading direction, so that a
 * name can pass for another.
 */
final class PlainText {

  private PlainText() {}

  /** The text as it is kept: composed (NFC) and without blanks at its ends. */
  static String kept(String raw) {
    return Normalizer.normalize(raw, Normalizer.Form.NFC).strip();
  }

  /**
   * What is wrong with one line of text, or nothing.
   *
   * @param kept as {@link #kept} made it
   * @param charactersMin fewest characters (code points), inclusive
   * @param charactersMax most characters (code points), inclusive
   */
  static Optional<String> faultOfLine(String kept, int charactersMin, int charactersMax) {
    return faultOf(kept, charactersMin, charactersMax, false);
  }

  /** The same for a text of several lines. */
  static Optional<String> faultOfLines(String kept, int charactersMin, int charactersMax) {
    return faultOf(kept, charactersMin, charactersMax, true);
  }

  private static Optional<String> faultOf(String kept, int min, int max, boolean mayBreakLines) {
    int characters = kept.codePointCount(0, kept.length());
    if (characters < min || characters > max) {
      return Optional.of("has " + characters + " characters, allowed are " + min + " to " + max);
    }
    boolean isHidden =
        kept.codePoints().anyMatch(point -> isHidden(point) && !(mayBreakLines && point == '\n'));
    if (isHidden) {
      return Optional.of("holds control characters or marks that turn the reading direction");
    }
    boolean isBlank = kept.codePoints().noneMatch(PlainText::isInk);
    return characters > 0 && isBlank ? Optional.of("has no visible character") : Optional.empty();
  }

  /** True for a character that leaves ink; joiners and variation selectors inside emoji do not. */
  private static boolean isInk(int point) {
    return switch (Character.getType(point)) {
      case Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          false;
      // Hangul fillers and the braille blank are letters by their class and empty on the screen.
      default -> point != 0x3164 && point != 0xFFA0 && point != 0x115F && point != 0x1160 && point != 0x2800;
    };
  }

  private static boolean isHidden(int point) {
    int type = Character.getType(point);
    boolean isUnprintable =
        type == Character.CONTROL
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR
            || type == Character.SURROGATE
            || type == Character.PRIVATE_USE
            || type == Character.UNASSIGNED;
    // The joiners U+200C and U+200D stand inside emoji and some scripts; other format marks only hide.
    // Flags of regions (U+E0020 to U+E007F) are tags after a black flag.
    boolean isFormat = type == Character.FORMAT && point != 0x200C && point != 0x200D && !isTag(point);
    return isUnprintable || isFormat;
  }

  private static boolean isTag(int point) {
    return point >= 0xE0020 && point <= 0xE007F;
  }

  /** The length that password limits count. */
  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
