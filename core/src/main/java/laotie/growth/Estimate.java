package laotie.growth;

/**
 * A count of persons.
 *
 * @param count as far as is known
 * @param low at two standard deviations below; the count itself when it is exact
 * @param high at two above
 * @param isExact true when everybody was counted one by one
 */
public record Estimate(long count, long low, long high, boolean isExact) {

  static Estimate exactly(long count) {
    return new Estimate(count, count, count, true);
  }
}
