package laotie.goods;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts text into the words one searches by. Chinese has no spaces, so every pair of neighbours is a word
 * and every character too; Latin letters and digits are words as they are written.
 *
 * <pre>
 * "红色连衣裙 Dress-38" -> 红 红色 色 色连 连 连衣 衣 衣裙 裙 dress 38
 * </pre>
 */
public final class Words {

  /** Words of one text; what lies beyond is not found. */
  public static final int WORDS_MAX = 2_000;

  /** Words of one query. */
  public static final int QUERY_WORDS_MAX = 16;

  /** Characters of one Latin word; longer ones are cut. */
  public static final int WORD_MAX = 40;

  private Words() {}

  /**
   * One word of a query.
   *
   * @param isStart true for Latin words: every word that starts so is meant
   */
  public record Sought(String word, boolean isStart) {}

  /** Every word of {@code text}, in the order of the text. */
  public static Set<String> of(String text) {
    Set<String> words = new LinkedHashSet<>();
    for (String run : runs(text)) {
      if (!isPaired(run.codePointAt(0))) {
        words.add(cut(run));
        continue;
      }
      int[] points = run.codePoints().toArray();
      for (int i = 0; i < points.length && words.size() < WORDS_MAX; i++) {
        words.add(new String(points, i, 1));
        if (i + 1 < points.length) {
          words.add(new String(points, i, 2));
        }
      }
    }
    return words.size() <= WORDS_MAX ? words
        : new LinkedHashSet<>(List.copyOf(words).subList(0, WORDS_MAX));
  }

  /** What a text must hold to answer {@code query}: all of these; empty when there is nothing to seek. */
  public static List<Sought> sought(String query) {
    Set<Sought> sought = new LinkedHashSet<>();
    for (String run : runs(query)) {
      if (!isPaired(run.codePointAt(0))) {
        sought.add(new Sought(cut(run), true));
        continue;
      }
      int[] points = run.codePoints().toArray();
      if (points.length == 1) {
        sought.add(new Sought(run, false));
      }
      for (int i = 0; i + 1 < points.length; i++) {
        sought.add(new Sought(new String(points, i, 2), false));
      }
    }
    List<Sought> all = List.copyOf(sought);
    return all.size() <= QUERY_WORDS_MAX ? all : all.subList(0, QUERY_WORDS_MAX);
  }

  /** Runs of one kind of writing, in small letters, full-width forms made plain. */
  private static List<String> runs(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    List<String> runs = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    boolean isPairedRun = false;
    for (int i = 0; i < plain.length(); ) {
      int point = plain.codePointAt(i);
      i += Character.charCount(point);
      boolean isWord = Character.isLetterOrDigit(point);
      if (!run.isEmpty() && (!isWord || isPaired(point) != isPairedRun)) {
        runs.add(run.toString());
        run.setLength(0);
      }
      if (isWord) {
        isPairedRun = isPaired(point);
        run.appendCodePoint(point);
      }
    }
    if (!run.isEmpty()) {
      runs.add(run.toString());
    }
    return runs;
  }

  private static boolean isPaired(int point) {
    UnicodeScript script = UnicodeScript.of(point);
    return script == UnicodeScript.HAN || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA || script == UnicodeScript.HANGUL;
  }

  private static String cut(String word) {
    return word.codePointCount(0, word.length()) <= WORD_MAX ? word
        : word.substring(0, word.offsetByCodePoints(0, WORD_MAX));
  }
}
