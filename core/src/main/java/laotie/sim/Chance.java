package laotie.sim;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Dice of a few shapes. Strict mathematics throughout, so that a seed gives the same crowd on any machine.
 */
final class Chance {

  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  private Chance() {}

  /** True with the given probability; below 0 never, above 1 always. */
  static boolean is(RandomGenerator random, double probability) {
    return random.nextDouble() < probability;
  }

  /** A count with the given mean (Knuth, TAOCP 2, 3.4.1; a rounded normal above 60). */
  static int poisson(RandomGenerator random, double mean) {
    if (mean <= 0) {
      return 0;
    }
    if (mean > 60) {
      return (int) Math.max(0, Math.round(mean + StrictMath.sqrt(mean) * normal(random)));
    }
    double floor = StrictMath.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > floor) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  /** Standard normal (Box and Muller 1958). */
  static double normal(RandomGenerator random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }

  /** A positive number with the given median; {@code spread} is the deviation of its logarithm. */
  static double lognormal(RandomGenerator random, double median, double spread) {
    return median * StrictMath.exp(spread * normal(random));
  }

  static <T> T pick(RandomGenerator random, List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  /** An opaque id: the prefix and 20 characters, as the server's own ids look. */
  static String id(RandomGenerator random, String prefix) {
    StringBuilder id = new StringBuilder(prefix.length() + 20).append(prefix);
    long bits = 0;
    for (int i = 0; i < 20; i++) {
      if (i % 12 == 0) {
        bits = random.nextLong();
      }
      id.append(BASE32.charAt((int) (bits & 31)));
      bits >>>= 5;
    }
    return id.toString();
  }
}
