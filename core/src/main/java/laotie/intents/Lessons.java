package laotie.intents;

import java.util.Arrays;
import java.util.List;

/**
 * Learns from corrections by small steps on the marks of the corrected comment, until it is read as its host
 * says or the steps are used up. Only words are moved, not rules, which all comments share. A step is
 * bounded, so that one host in a bad mood cannot turn the reader.
 */
final class Lessons {

  private static final int STEPS_MAX = 6;
  private static final float STEP = 0.35f;

  /** The most that all corrections together may move one weight, in its own steps. */
  private static final int MOVED_MAX = 9;

  private Lessons() {}

  /** The model after {@code corrections}, in their order. */
  static Model after(Model model, List<Correction> corrections) {
    byte[] weights = model.weights.clone();
    Model changed = new Model(weights, model.scale, model.bias, model.link);
    for (Correction correction : corrections) {
      Marks marks = Marks.of(correction.text(), correction.scene(), Phrases.STANDARD);
      for (int step = 0; step < STEPS_MAX; step++) {
        float[] logits = changed.logits(marks);
        float[] misses = Arrays.copyOf(Model.probabilities(logits), Model.COLUMNS);
        if (misses[correction.label().ordinal()] > 0.6f) {
          break;
        }
        misses[correction.label().ordinal()] -= 1;
        misses[Model.REFERS] = 1 / (1 + (float) Math.exp(-logits[Model.REFERS]))
            - (correction.productId().isPresent() ? 1 : 0);
        move(model, weights, marks, misses);
      }
    }
    return changed;
  }

  private static void move(Model model, byte[] weights, Marks marks, float[] misses) {
    for (int i = 0; i < marks.runCount; i++) {
      move(model, weights, marks.runs[i] * Model.COLUMNS, Model.runValue(marks), misses);
    }
  }

  private static void move(Model model, byte[] weights, int at, float value, float[] misses) {
    for (int k = 0; k < Model.COLUMNS; k++) {
      int moved = weights[at + k] - Math.round(STEP * value * misses[k] / model.scale);
      int was = model.weights[at + k];
      weights[at + k] = (byte) Math.clamp(moved,
          Math.max(Byte.MIN_VALUE, was - MOVED_MAX), Math.min(Byte.MAX_VALUE, was + MOVED_MAX));
    }
  }
}
