package laotie.sim;

import java.util.Objects;

/**
 * The same words in Chinese and English. A shop of the square writes both, Chinese first.
 *
 * @param zh simplified Chinese
 * @param en English
 */
public record Words(String zh, String en) {

  public Words {
    Objects.requireNonNull(zh);
    Objects.requireNonNull(en);
  }

  /** The words as somebody of that language says them. */
  public String in(Language language) {
    return language == Language.ZH ? zh : en;
  }

  /** Both on one line, as in a title. */
  public String both() {
    return zh + " " + en;
  }

  /** Both as two paragraphs, as in a story. */
  public String paragraphs() {
    return zh + "\n\n" + en;
  }
}
