package laotie.prices;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Splits an amount over parts in proportion to their weights, in whole minor units that sum exactly to it:
 * by the largest remainder (Hamilton's method; M. L. Balinski, H. P. Young, Fair Representation, 1982), the
 * earlier part first where remainders are equal.
 */
final class Shares {

  private Shares() {}

  /**
   * One share a weight; each at most its weight when {@code minor} is at most their sum.
   *
   * @param minor minor units to split, >= 0 and at most the sum of the weights
   * @param weights each >= 0, their sum within 64 bits
   */
  static List<Long> of(long minor, List<Long> weights) {
    long sum = weights.stream().reduce(0L, Math::addExact);
    if (minor < 0 || minor > sum) {
      throw new IllegalArgumentException("split " + minor + " over weights of " + sum);
    }
    List<Long> shares = new ArrayList<>(weights.size());
    List<Long> remainders = new ArrayList<>(weights.size());
    long rest = minor;
    for (long weight : weights) {
      // The product of two amounts may exceed 64 bits.
      BigInteger[] parts = minor == 0 ? new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO}
          : BigInteger.valueOf(minor).multiply(BigInteger.valueOf(weight))
              .divideAndRemainder(BigInteger.valueOf(sum));
      shares.add(parts[0].longValueExact());
      remainders.add(parts[1].longValueExact());
      rest -= parts[0].longValueExact();
    }
    List<Integer> byRemainder = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      byRemainder.add(i);
    }
    byRemainder.sort(Comparator.comparing((Integer i) -> remainders.get(i)).reversed());
    for (int i = 0; i < rest; i++) {
      int at = byRemainder.get(i);
      shares.set(at, shares.get(at) + 1);
    }
    return shares;
  }
}
