package laotie.intents;

/**
 * Which product a comment means: a choice between those that are pinned, explained, named or called by number,
 * and none. Each candidate has a handful of marks; their weights come from training (conditional logit).
 */
final class Linking {

  /** No product. */
  static final int NONE = -1;

  static final int WIDTH = 56;
  private static final int OF_NONE = 28;

  private final Marks marks;
  private final float[] logits;
  private final float[] probabilities;
  private final int pinned;
  private final int explained;
  private final int numbered;
  private final float titleMax;
  private final float variantMax;
  private final boolean isPrevious;

  Linking(Marks marks, float[] logits, float[] probabilities) {
    this.marks = marks;
    this.logits = logits;
    this.probabilities = probabilities;
    Shelf shelf = marks.scene.shelf();
    pinned = marks.scene.pinned().map(shelf::indexOf).orElse(NONE);
    explained = marks.scene.explained().map(shelf::indexOf).orElse(NONE);
    numbered = marks.number > 0 && marks.number <= shelf.items().size() ? marks.number - 1 : NONE;
    titleMax = max(marks.byTitle);
    variantMax = max(marks.byVariant);
    isPrevious = marks.has("PREV");
  }

  private static float max(float[] scores) {
    float max = 0;
    for (float score : scores) {
      max = Math.max(max, score);
    }
    return max;
  }

  int pinned() {
    return pinned;
  }

  int explained() {
    return explained;
  }

  boolean isNamed(int item) {
    return item == numbered || marks.byTitle[item] > 0 || marks.byVariant[item] > 0 && item != pinned;
  }

  /** True when there is a reason to think of that product. */
  boolean isCandidate(int item) {
    return item == pinned || item == explained || item == numbered
        || marks.byTitle[item] > 0 || marks.byVariant[item] > 0;
  }

  /** The likeliest candidate, or {@link #NONE}. */
  int choose(float[] weights) {
    float[] seen = new float[WIDTH];
    int best = NONE;
    describeNone(seen);
    float bestScore = dot(seen, weights);
    for (int item = 0; item < marks.byTitle.length; item++) {
      if (isCandidate(item)) {
        describe(item, seen);
        float score = dot(seen, weights);
        if (score > bestScore) {
          bestScore = score;
          best = item;
        }
      }
    }
    return best;
  }

  static float dot(float[] seen, float[] weights) {
    float sum = 0;
    for (int i = 0; i < WIDTH; i++) {
      sum += seen[i] * weights[i];
    }
    return sum;
  }

  /** What speaks for {@code item}, written over {@code seen}. */
  void describe(int item, float[] seen) {
    java.util.Arrays.fill(seen, 0);
    float title = marks.byTitle[item];
    float variant = marks.byVariant[item];
    boolean isPinned = item == pinned;
    boolean isExplained = item == explained && !isPinned;
    boolean isOnlyExplained = item == explained && pinned == NONE;
    boolean isBestTitle = title > 0 && title == titleMax;
    boolean isBestVariant = variant > 0 && variant == variantMax;
    seen[0] = flag(isPinned);
    seen[1] = flag(isExplained && !isOnlyExplained);
    seen[2] = flag(isOnlyExplained);
    seen[3] = flag(isPrevious && isExplained);
    seen[4] = flag(isPrevious && isPinned);
    seen[5] = Math.min(title, 6) / 2;
    seen[6] = flag(isBestTitle);
    seen[7] = flag(title > 0 && title < titleMax);
    seen[8] = titleMax > 0 ? title / titleMax : 0;
    seen[9] = Math.min(variant, 6) / 2;
    seen[10] = flag(isBestVariant);
    seen[11] = flag(isPinned && variant > 0);
    seen[12] = flag(item == numbered);
    seen[13] = flag(numbered != NONE && item != numbered);
    seen[14] = flag(titleMax > 0 && title == 0);
    seen[15] = flag(isPinned && titleMax > 0 && title == 0);
    seen[16] = flag(isPinned && titleMax == 0 && variantMax == 0);
    seen[17] = flag(isPinned && titleMax == 0 && variantMax > 0 && variant == 0);
    seen[18] = flag(isPrevious && title > 0);
    seen[19] = flag(isPinned && title > 0);
    seen[20] = flag(isExplained && title > 0);
    seen[21] = flag(isExplained && variant > 0);
    seen[22] = flag(title > 0 && variant > 0);
    seen[23] = flag(isBestTitle && titleMax < 1);
    seen[24] = flag(!isPinned && !isExplained && title == 0 && variant > 0);
    seen[25] = flag(isPinned && titleMax > 0 && titleMax < 1 && title == 0);
    seen[26] = flag(isExplained && titleMax == 0 && variantMax == 0);
    seen[27] = flag(isPrevious && isExplained && titleMax > 0 && title == 0);
  }

  /** What speaks for no product, written over {@code seen}. */
  void describeNone(float[] seen) {
    java.util.Arrays.fill(seen, 0);
    boolean isBare = titleMax == 0 && variantMax == 0 && numbered == NONE;
    int at = OF_NONE;
    seen[at++] = 1;
    seen[at++] = Math.clamp(-logits[Model.REFERS], -6, 6) / 2;
    for (int k = 0; k < Model.LABELS; k++) {
      seen[at++] = probabilities[k];
    }
    boolean isAlone = pinned == NONE && explained == NONE;
    seen[at++] = flag(isAlone);
    seen[at++] = flag(isAlone && isBare);
    seen[at++] = flag(marks.hasGoodsElsewhere());
    seen[at++] = flag(marks.hasGoodsElsewhere() && isBare);
    seen[at++] = flag(titleMax > 0);
    seen[at++] = flag(titleMax >= 1);
    seen[at++] = flag(titleMax >= 2);
    seen[at++] = flag(variantMax > 0);
    seen[at++] = flag(isPrevious);
    seen[at++] = flag(marks.has("PAST") && isBare);
    seen[at++] = flag(marks.has("BACKGROUND"));
    seen[at++] = flag(numbered != NONE);
    seen[at++] = flag(marks.has("ORDERLEVEL"));
    seen[at++] = flag(marks.has("THIS"));
    seen[at++] = flag(isAlone && titleMax > 0);
    seen[at] = flag(marks.number > 0 && numbered == NONE);
  }

  private static float flag(boolean isSo) {
    return isSo ? 1 : 0;
  }
}
