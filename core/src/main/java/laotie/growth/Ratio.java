package laotie.growth;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * An exact quotient of whole numbers in lowest terms, so that factors multiply without drift.
 *
 * @param over numerator
 * @param under denominator, > 0
 */
public record Ratio(BigInteger over, BigInteger under) {

  public Ratio {
    if (under.signum() <= 0) {
      throw new IllegalArgumentException("denominator " + under + " <= 0");
    }
    BigInteger common = over.gcd(under);
    over = over.divide(common);
    under = under.divide(common);
  }

  /** A whole number. */
  public static Ratio whole(long value) {
    return new Ratio(BigInteger.valueOf(value), BigInteger.ONE);
  }

  /** The quotient, or no value when the denominator is zero. */
  public static Optional<Ratio> of(long over, long under) {
    return under == 0
        ? Optional.empty()
        : Optional.of(new Ratio(BigInteger.valueOf(over), BigInteger.valueOf(under)));
  }

  /** The product, exactly. */
  public Ratio times(Ratio other) {
    return new Ratio(over.multiply(other.over), under.multiply(other.under));
  }

  /** The sum, exactly. */
  public Ratio plus(Ratio other) {
    return new Ratio(over.multiply(other.under).add(other.over.multiply(under)),
        under.multiply(other.under));
  }

  /** Less than, equal to or greater than another, as a number below, equal to or above 0. */
  public int against(Ratio other) {
    return over.multiply(other.under).compareTo(other.over.multiply(under));
  }

  /** The whole number this is; throws {@link ArithmeticException} when it is not one or beyond 64 bits. */
  public long exactLong() {
    if (!under.equals(BigInteger.ONE)) {
      throw new ArithmeticException(over + "/" + under + " is not whole");
    }
    return over.longValueExact();
  }

  /** For eyes, not for further sums: 12 significant digits, half to even. */
  public double shown() {
    MathContext digits = new MathContext(12, RoundingMode.HALF_EVEN);
    return new BigDecimal(over).divide(new BigDecimal(under), digits).doubleValue();
  }
}
