package laotie.intents;

/**
 * Which product a comment means: a choice between those that are pinned, explained, named or called by
 * number,
 * and none. Each candidate has a handful of marks; their weights come from training (conditional logit).
 */
final class Linking {

  /** No product. */
  static final int NONE = -1;

  private static final int BACKGROUND = Phrases.STANDARD.kind("BACKGROUND");
  private static final int HOST = Phrases.STANDARD.kind("HOST");
  private static final int HAVE = Phrases.STANDARD.kind("HAVE");
  private static final int ORDERLEVEL = Phrases.STANDARD.kind("ORDERLEVEL");
  private static final int PAST = Phrases.STANDARD.kind("PAST");
  private static final int PREV = Phrases.STANDARD.kind("PREV");
  private static final int THIS = Phrases.STANDARD.kind("THIS");
  private static final Label[] LABELS = Label.values();

  static final int WIDTH = 128;
  private static final int OF_NONE = 50;

  private final Marks marks;
  private final float[] logits;
  private final float[] probabilities;
  private final int pinned;
  private final int explained;
  private final int numbered;
  private final float titleMax;
  private final float variantMax;
  private final float measureMax;
  private final float kinMax;
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
    measureMax = max(marks.byMeasure);
    kinMax = max(marks.byKin);
    isPrevious = marks.has(PREV);
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
        || marks.byTitle[item] > 0 || marks.byVariant[item] > 0 || marks.byMeasure[item] > 0
        || marks.byKin[item] > 0;
  }

  /** True when something is asked for by a name that neither a product nor its kind has. */
  boolean isForUnsold() {
    return titleMax == 0 && variantMax == 0 && kinMax == 0 && numbered == NONE && Unsold.isAsked(marks);
  }

  /** The one called by its number when no other is named, else the likeliest candidate, or {@link #NONE}. */
  int choose(float[] weights) {
    if (numbered != NONE && (titleMax == 0 || marks.byTitle[numbered] > 0)) {
      return numbered;
    }
    if (isForUnsold()) {
      return NONE;
    }
    float[] seen = new float[WIDTH];
    int best = NONE;
    describeNone(seen);
    float bestScore = dot(seen, weights, OF_NONE, WIDTH);
    for (int item = 0; item < marks.byTitle.length; item++) {
      if (isCandidate(item)) {
        describe(item, seen);
        float score = dot(seen, weights, 0, OF_NONE);
        if (score > bestScore) {
          bestScore = score;
          best = item;
        }
      }
    }
    return best;
  }

  static float dot(float[] seen, float[] weights, int from, int to) {
    float sum = 0;
    for (int i = from; i < to; i++) {
      sum += seen[i] * weights[i];
    }
    return sum;
  }

  /** What speaks for {@code item}, written over {@code seen}. */
  void describe(int item, float[] seen) {
    float title = marks.byTitle[item];
    float variant = marks.byVariant[item];
    float measure = marks.byMeasure[item];
    float kin = marks.byKin[item];
    boolean isPinned = item == pinned;
    boolean isExplained = item == explained && !isPinned;
    boolean isOnlyExplained = item == explained && pinned == NONE;
    boolean isOther = !isPinned && !isExplained;
    int at = 0;
    seen[at++] = flag(isPinned);
    seen[at++] = flag(isExplained && !isOnlyExplained);
    seen[at++] = flag(isOnlyExplained);
    seen[at++] = flag(isPrevious && isExplained);
    seen[at++] = flag(isPrevious && isPinned);
    seen[at++] = Math.min(title, 6) / 2;
    seen[at++] = flag(title > 0 && title == titleMax);
    seen[at++] = flag(title > 0 && title < titleMax);
    seen[at++] = titleMax > 0 ? title / titleMax : 0;
    seen[at++] = Math.min(variant, 6) / 2;
    seen[at++] = flag(variant > 0 && variant == variantMax);
    seen[at++] = flag(isPinned && variant > 0);
    seen[at++] = flag(isOther && variant > 0);
    seen[at++] = flag(isExplained && variant > 0);
    seen[at++] = flag(item == numbered);
    seen[at++] = flag(numbered != NONE && item != numbered);
    seen[at++] = flag(titleMax > 0 && title == 0);
    seen[at++] = flag(isPinned && titleMax > 0 && title == 0);
    seen[at++] = flag(isPinned && titleMax == 0 && variantMax > 0 && variant == 0);
    seen[at++] = flag(isPrevious && title > 0);
    seen[at++] = flag(isPinned && title > 0);
    seen[at++] = flag(isExplained && title > 0);
    seen[at++] = flag(isPrevious && isExplained && titleMax > 0 && title == 0);
    seen[at++] = flag(isOther && measure > 0);
    seen[at++] = flag(isPinned && measure > 0);
    seen[at++] = flag(isExplained && measure > 0);
    seen[at++] = flag(measureMax > 0 && measure == 0);
    seen[at++] = Math.min(kin, 2);
    seen[at++] = flag(kin > 0 && kin == kinMax);
    seen[at++] = flag(isPinned && kin > 0);
    seen[at++] = flag(kinMax > 0 && kin == 0);
    seen[at++] = flag(kinMax > 0 && kin == 0 && isPinned);
    seen[at++] = flag(kin > 0 && title > 0);
    seen[at++] = flag(title > 0 && (variant > 0 || measure > 0));
    seen[at++] = flag(isOther && title == 0 && variant == 0 && kin == 0);
    describeByLabel(item, seen, at);
  }

  /** What speaks for {@code item} given what is asked, written over {@code seen} from {@code at} on. */
  private void describeByLabel(int item, float[] seen, int from) {
    float title = marks.byTitle[item];
    float variant = marks.byVariant[item];
    float measure = marks.byMeasure[item];
    float kin = marks.byKin[item];
    boolean isPinned = item == pinned;
    boolean isExplained = item == explained && !isPinned;
    boolean isOther = !isPinned && !isExplained;
    int at = from;
    float told = probabilities[Label.AFTER_SALES.ordinal()] + probabilities[Label.PRAISE.ordinal()];
    seen[at++] = isPinned ? told : 0;
    seen[at++] = Math.min(kin, 2) * told;
    seen[at++] = Math.min(title, 6) / 2 * told;
    seen[at++] = isExplained ? told : 0;
    seen[at++] = measure > 0 && measure == measureMax ? 1 : 0;
    float size = probabilities[Label.SIZE.ordinal()];
    seen[at++] = variant > 0 ? size : 0;
    seen[at++] = measure > 0 ? size : 0;
    seen[at++] = isOther && measure > 0 ? size : 0;
    seen[at++] = isPinned && measureMax > 0 && measure == 0 ? size : 0;
    seen[at++] = isPinned && variantMax > 0 && variant == 0 ? size : 0;
    seen[at++] = isPinned && kin > 0 ? told : 0;
    seen[at++] = isOther && title > 0 && title < 1 ? 1 : 0;
    seen[at] = kin > 0 && title > 0 && marks.hasGoodsPartly() ? 1 : 0;
  }

  /** What speaks for no product, written over {@code seen}. */
  void describeNone(float[] seen) {
    boolean isBare = titleMax == 0 && variantMax == 0 && numbered == NONE && kinMax == 0;
    boolean isAlone = pinned == NONE && explained == NONE;
    boolean isElsewhere = marks.hasGoodsElsewhere() && titleMax < 1 && numbered == NONE && kinMax == 0;
    float intent = 0;
    for (Label label : LABELS) {
      intent += label.isIntent() ? probabilities[label.ordinal()] : 0;
    }
    int at = OF_NONE;
    seen[at++] = 1;
    seen[at++] = Math.clamp(-logits[Model.REFERS], -6, 6) / 2;
    for (int k = 0; k < Model.LABELS; k++) {
      seen[at++] = probabilities[k];
      seen[at++] = isBare && !isAlone ? probabilities[k] : 0;
    }
    seen[at++] = flag(isAlone);
    seen[at++] = flag(isAlone && isBare);
    seen[at++] = flag(isElsewhere);
    seen[at++] = flag(marks.hasGoodsElsewhere() && kinMax > 0);
    seen[at++] = isElsewhere ? intent : 0;
    seen[at++] = isElsewhere && marks.has(HAVE) ? intent : 0;
    seen[at++] = isElsewhere && isPrevious ? 1 : 0;
    seen[at++] = flag(titleMax > 0);
    seen[at++] = flag(titleMax >= 1);
    seen[at++] = titleMax >= 1 ? intent : 0;
    seen[at++] = flag(titleMax >= 2);
    seen[at++] = flag(variantMax > 0);
    seen[at++] = flag(measureMax > 0);
    seen[at++] = flag(kinMax > 0);
    seen[at++] = flag(isPrevious);
    seen[at++] = isPrevious ? intent : 0;
    seen[at++] = flag(marks.has(PAST) && isBare);
    seen[at++] = marks.has(PAST) && titleMax < 1 ? intent : 0;
    seen[at++] = flag(marks.has(BACKGROUND));
    seen[at++] = marks.has(HAVE) && isBare ? intent : 0;
    seen[at++] = flag(numbered != NONE);
    seen[at++] = flag(marks.has(ORDERLEVEL));
    seen[at++] = flag(marks.has(THIS));
    seen[at++] = flag(isAlone && titleMax > 0);
    seen[at++] = flag(marks.number > 0 && numbered == NONE);
    int unknown = marks.unknown();
    seen[at++] = isBare && !isAlone && unknown == 0 ? intent : 0;
    seen[at++] = isBare && !isAlone && unknown == 1 ? intent : 0;
    seen[at++] = isBare && !isAlone && unknown > 1 ? intent : 0;
    seen[at++] = titleMax == 0 && unknown > 0 ? intent : 0;
    seen[at++] = isBare && unknown > 0 && marks.has(HAVE) ? intent : 0;
    describeThings(seen, at, intent);
  }

  /** What speaks for a thing that is not on the shelf, for the host, or for a whole order. */
  private void describeThings(float[] seen, int from, float intent) {
    float praise = probabilities[Label.PRAISE.ordinal()];
    float later = probabilities[Label.AFTER_SALES.ordinal()];
    boolean isKin = kinMax > 0 && titleMax == 0;
    boolean isNarrowed = titleMax > 0 && marks.isNarrowed();
    int at = from;
    seen[at++] = titleMax > 0 && marks.hasGoodsPartly() ? intent : 0;
    seen[at++] = titleMax > 0 && titleMax < 1 && marks.hasGoodsPartly() ? intent : 0;
    seen[at++] = titleMax > 0 && marks.hasGoodsElsewhere() ? intent : 0;
    seen[at++] = isKin && marks.hasGoodsElsewhere() ? intent : 0;
    seen[at++] = isNarrowed ? intent : 0;
    seen[at++] = isNarrowed && marks.has(HAVE) ? intent : 0;
    seen[at++] = marks.has(ORDERLEVEL) ? probabilities[Label.DELIVERY.ordinal()] : 0;
    seen[at++] = marks.has(ORDERLEVEL) ? later : 0;
    seen[at++] = marks.has(HOST) ? praise : 0;
    seen[at++] = marks.has(HOST) && titleMax == 0 && kinMax == 0 ? praise : 0;
    seen[at++] = marks.has(THIS) ? praise : 0;
    seen[at++] = marks.has(THIS) ? intent : 0;
    seen[at++] = marks.hasGoodsElsewhere() && titleMax < 1 && kinMax == 0 ? praise + later : 0;
    seen[at] = titleMax > 0 || kinMax > 0 ? later : 0;
  }

  private static float flag(boolean isSo) {
    return isSo ? 1 : 0;
  }
}
