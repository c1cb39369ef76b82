package laotie.growth.value;

/**
 * Where a number lies with 95 % probability.
 *
 * @param low the 2.5 % quantile
 * @param high the 97.5 % quantile
 */
public record Range(double low, double high) {

  public Range {
    if (!(low <= high)) {
      throw new IllegalArgumentException(low + " > " + high);
    }
  }

  /** True when the number lies inside, ends included. */
  public boolean holds(double number) {
    return low <= number && number <= high;
  }
}
