package laotie.growth.change;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Parts as whole minor units that sum to a given total: each is rounded down, and what is missing goes to
 * the largest remainders. Equal remainders go to the larger part first, then to the earlier one.
 */
final class LargestRemainder {

  private LargestRemainder() {}

  /**
   * The rounded parts in their order; each differs from its part by less than one unit, as far as the parts
   * sum to the total.
   */
  static long[] round(double[] parts, long total) {
    long[] rounded = new long[parts.length];
    long missing = total;
    for (int i = 0; i < parts.length; i++) {
      rounded[i] = (long) Math.floor(parts[i]);
      missing = Math.subtractExact(missing, rounded[i]);
    }
    if (parts.length == 0) {
      if (total != 0) {
        throw new IllegalArgumentException("no parts of " + total);
      }
      return rounded;
    }
    Integer[] order = new Integer[parts.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator
        .comparingDouble((Integer i) -> parts[i] - Math.floor(parts[i])).reversed()
        .thenComparing(Comparator.comparingDouble((Integer i) -> parts[i]).reversed()));
    long each = Math.floorDiv(missing, parts.length);
    int more = (int) Math.floorMod(missing, (long) parts.length);
    for (int i = 0; i < order.length; i++) {
      rounded[order[i]] += each + (i < more ? 1 : 0);
    }
    return rounded;
  }
}
