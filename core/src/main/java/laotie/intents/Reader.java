package laotie.intents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads comments: what each asks for, and which product it means. The door of this area. Immutable, and safe
 * for any number of threads.
 */
public final class Reader {

  /** Corrections that are learned from; of more, the newest. */
  public static final int CORRECTIONS_MAX = 500;

  private static final Label[] LABELS = Label.values();

  private final Model model;
  private final Phrases phrases;

  private Reader(Model model, Phrases phrases) {
    this.model = model;
    this.phrases = phrases;
  }

  /** The reader with the weights that ship with the project. */
  public static Reader standard() {
    try (InputStream weights = Reader.class.getResourceAsStream("weights.bin")) {
      return of(Model.read(weights));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** A reader with the weights of {@code model}. */
  public static Reader of(Model model) {
    return of(model, Phrases.STANDARD);
  }

  static Reader of(Model model, Phrases phrases) {
    return new Reader(model, phrases);
  }

  /**
   * This reader after what hosts corrected, oldest first; the same corrections make the same reader. The
   * newest
   * {@value #CORRECTIONS_MAX} count. It has weights of its own (0.7 MB), so keep one for a square, not one
   * a host.
   */
  public Reader with(List<Correction> corrections) {
    int from = Math.max(0, corrections.size() - CORRECTIONS_MAX);
    return corrections.isEmpty() ? this
        : of(Lessons.after(model, corrections.subList(from, corrections.size())));
  }

  /** What {@code text} means in {@code scene}. Every text is read, whatever stands in it. */
  public Reading read(String text, Scene scene) {
    Marks marks = Marks.of(text, scene, phrases);
    float[] logits = model.logits(marks);
    float[] probabilities = Model.probabilities(logits);
    Label label = Label.CHAT;
    for (Label each : LABELS) {
      if (probabilities[each.ordinal()] > probabilities[label.ordinal()]) {
        label = each;
      }
    }
    Linking linking = new Linking(marks, logits, probabilities);
    int item = linking.choose(model.link);
    float probability = probabilities[label.ordinal()];
    if (item == Linking.NONE) {
      boolean mayName = label.isIntent() && label != Label.DELIVERY
          && (marks.hasGoodsElsewhere() || marks.hasGoodsPartly() || marks.unknown() > 0);
      boolean isAbsent = mayName && DemandWords.of(marks.plain).isPresent();
      return new Reading(label, probability, isAbsent ? Link.ABSENT : Link.NONE, Optional.empty());
    }
    Link link = linking.isNamed(item) ? Link.NAMED
        : item == linking.pinned() ? Link.PINNED : item == linking.explained() ? Link.EXPLAINED : Link.NAMED;
    return new Reading(label, probability, link, Optional.of(scene.shelf().items().get(item).productId()));
  }
}
