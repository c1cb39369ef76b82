package laotie.intents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Learns the weights from examples: multinomial logistic regression by AdaGrad (Duchi, Hazan, Singer 2011,
 * JMLR
 * 12), then the choice of products as conditional logit (McFadden 1974) over what a model that has not seen
 * the comment says about it. The same examples in the same order and the same seed give the same weights.
 */
public final class Training {

  private static final int EPOCHS = 30;
  private static final float STEP = 0.12f;
  private static final float SHRINK = 2e-4f;
  private static final int FOLDS = 5;
  private static final int LINK_EPOCHS = 60;
  private static final float LINK_STEP = 0.1f;
  private static final float LINK_SHRINK = 1e-3f;

  private Training() {}

  /** The model learned from {@code examples}; {@code seed} decides their order in each round. */
  public static Model fit(List<Example> examples, long seed) {
    Phrases phrases = proven(examples);
    List<Marks> marks = new ArrayList<>();
    for (Example example : examples) {
      marks.add(Marks.of(example.text(), example.scene(), phrases));
    }
    float[][] unseen = new float[examples.size()][];
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Integer> others = new ArrayList<>();
      for (int i = 0; i < examples.size(); i++) {
        if (i % FOLDS != fold) {
          others.add(i);
        }
      }
      Loose part = Loose.fit(examples, marks, others, seed + fold);
      for (int i = fold; i < examples.size(); i += FOLDS) {
        unseen[i] = part.logits(marks.get(i));
      }
    }
    float[] link = fitLink(examples, marks, unseen, seed);
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      all.add(i);
    }
    return Loose.fit(examples, marks, all, seed).packed(link);
  }

  /**
   * The phrases without those that stand in one comment only. Such a phrase was often written down because of
   * that comment, so it would always seem right, and the model would trust phrases more than it should.
   */
  static Phrases proven(List<Example> examples) {
    int[] counts = new int[Phrases.STANDARD.size()];
    for (Example example : examples) {
      Plain plain = Plain.of(example.text());
      for (int i = 0; i < plain.length(); i++) {
        int found = Phrases.STANDARD.longestAt(plain, i);
        if (found >= 0) {
          counts[found / 512]++;
          i += found % 512 - 1;
        }
      }
    }
    boolean[] isLeftOut = new boolean[counts.length];
    for (int phrase = 0; phrase < counts.length; phrase++) {
      isLeftOut[phrase] = counts[phrase] == 1;
    }
    return Phrases.STANDARD.without(isLeftOut);
  }

  private static float[] fitLink(
      List<Example> examples, List<Marks> marks, float[][] logits, long seed) {
    float[] weights = new float[Linking.WIDTH];
    float[] squares = new float[Linking.WIDTH];
    Arrays.fill(squares, 1e-4f);
    int[] order = new int[examples.size()];
    Arrays.setAll(order, i -> i);
    SplittableRandom chance = new SplittableRandom(seed);
    for (int epoch = 0; epoch < LINK_EPOCHS; epoch++) {
      shuffle(order, chance);
      for (int i : order) {
        Example example = examples.get(i);
        Linking linking = new Linking(marks.get(i), logits[i], Model.probabilities(logits[i]));
        int right = example.productId().map(example.scene().shelf()::indexOf).orElse(Linking.NONE);
        if (right == Linking.NONE || linking.isCandidate(right)) {
          learn(linking, right, marks.get(i).byTitle.length, weights, squares);
        }
      }
    }
    return weights;
  }

  private static void learn(Linking linking, int right, int items, float[] weights, float[] squares) {
    float[][] seen = new float[items + 1][];
    float[] scores = new float[items + 1];
    float max = Float.NEGATIVE_INFINITY;
    for (int item = Linking.NONE; item < items; item++) {
      if (item == Linking.NONE || linking.isCandidate(item)) {
        seen[item + 1] = new float[Linking.WIDTH];
        if (item == Linking.NONE) {
          linking.describeNone(seen[0]);
        } else {
          linking.describe(item, seen[item + 1]);
        }
        scores[item + 1] = Linking.dot(seen[item + 1], weights, 0, Linking.WIDTH);
        max = Math.max(max, scores[item + 1]);
      }
    }
    float sum = 0;
    for (int k = 0; k <= items; k++) {
      scores[k] = seen[k] == null ? 0 : (float) Math.exp(scores[k] - max);
      sum += scores[k];
    }
    float[] slope = new float[Linking.WIDTH];
    for (int k = 0; k <= items; k++) {
      if (seen[k] != null) {
        float miss = scores[k] / sum - (k == right + 1 ? 1 : 0);
        for (int f = 0; f < Linking.WIDTH; f++) {
          slope[f] += miss * seen[k][f];
        }
      }
    }
    for (int f = 0; f < Linking.WIDTH; f++) {
      float step = slope[f] + LINK_SHRINK * weights[f];
      squares[f] += step * step;
      weights[f] -= LINK_STEP * step / (float) Math.sqrt(squares[f]);
    }
  }

  static void shuffle(int[] order, SplittableRandom chance) {
    for (int i = order.length - 1; i > 0; i--) {
      int k = chance.nextInt(i + 1);
      int held = order[i];
      order[i] = order[k];
      order[k] = held;
    }
  }

  /** Weights while they are learned, as floats. */
  private static final class Loose {

    private final float[] weights = new float[Model.ROWS * Model.COLUMNS];
    private final float[] squares = new float[Model.ROWS * Model.COLUMNS];
    private final float[] bias = new float[Model.COLUMNS];

    static Loose fit(List<Example> examples, List<Marks> marks, List<Integer> chosen, long seed) {
      Loose loose = new Loose();
      Arrays.fill(loose.squares, 1e-3f);
      int[] order = chosen.stream().mapToInt(Integer::intValue).toArray();
      SplittableRandom chance = new SplittableRandom(seed);
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        shuffle(order, chance);
        float step = STEP * (1 - 0.9f * epoch / EPOCHS);
        for (int i : order) {
          Example example = examples.get(i);
          loose.learn(marks.get(i), example.label().ordinal(), example.productId().isPresent(), step);
        }
      }
      return loose;
    }

    float[] logits(Marks marks) {
      float[] logits = bias.clone();
      add(marks.runs, marks.runCount, Model.runValue(marks), logits);
      add(marks.rules, marks.ruleCount, Model.RULE_VALUE, logits);
      return logits;
    }

    private void add(int[] rows, int count, float value, float[] logits) {
      for (int i = 0; i < count; i++) {
        int at = rows[i] * Model.COLUMNS;
        for (int k = 0; k < Model.COLUMNS; k++) {
          logits[k] += weights[at + k] * value;
        }
      }
    }

    private void learn(Marks marks, int label, boolean refers, float step) {
      float[] logits = logits(marks);
      float[] misses = Arrays.copyOf(Model.probabilities(logits), Model.COLUMNS);
      misses[label] -= 1;
      misses[Model.REFERS] =
          1 / (1 + (float) Math.exp(-logits[Model.REFERS])) - (refers ? 1 : 0);
      move(marks.runs, marks.runCount, Model.runValue(marks), misses, step);
      move(marks.rules, marks.ruleCount, Model.RULE_VALUE, misses, step);
      for (int k = 0; k < Model.COLUMNS; k++) {
        bias[k] -= 0.01f * misses[k];
      }
    }

    private void move(int[] rows, int count, float value, float[] misses, float step) {
      for (int i = 0; i < count; i++) {
        int at = rows[i] * Model.COLUMNS;
        for (int k = 0; k < Model.COLUMNS; k++) {
          float slope = misses[k] * value + SHRINK * weights[at + k];
          squares[at + k] += slope * slope;
          weights[at + k] -= step * slope / (float) Math.sqrt(squares[at + k]);
        }
      }
    }

    /** The same in eight bits a weight. */
    Model packed(float[] link) {
      float max = 0;
      for (float weight : weights) {
        max = Math.max(max, Math.abs(weight));
      }
      float coarse = max / 127;
      byte[] packed = new byte[weights.length + Model.PADDING];
      for (int i = 0; i < weights.length; i++) {
        packed[i] = (byte) Math.round(weights[i] / coarse);
      }
      return new Model(packed, coarse, bias.clone(), link);
    }
  }
}
