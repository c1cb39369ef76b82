package laotie.growth.value;

/**
 * What one customer spends on a repeat purchase. The first purchase is left out: it has its own price, of
 * coupons and first offers, and the models of buying do not count it either.
 *
 * @param repeats purchases after the first, days merged, >= 0
 * @param meanMinor their mean in minor units; 0 when there is none
 */
public record Spend(int repeats, double meanMinor) {

  /** Nothing repeated yet. */
  public static final Spend NONE = new Spend(0, 0);

  public Spend {
    if (repeats < 0 || !(meanMinor >= 0) || Double.isInfinite(meanMinor)) {
      throw new IllegalArgumentException("%d repeat purchases of %s".formatted(repeats, meanMinor));
    }
  }

  /** A mean of nothing or of gifts tells the model nothing. */
  boolean isTelling() {
    return repeats > 0 && meanMinor > 0;
  }
}
