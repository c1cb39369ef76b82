package laotie.fact;

import java.util.Currency;
import java.util.Objects;

/**
 * An amount in integer minor units (分, cents) of one currency. Never a floating number.
 *
 * @param minor minor units; may be negative (a refund, a ledger side)
 * @param currency ISO 4217
 */
public record Money(long minor, Currency currency) {

  public static final Currency CNY = Currency.getInstance("CNY");

  public Money {
    Objects.requireNonNull(currency);
  }

  public static Money cny(long minor) {
    return new Money(minor, CNY);
  }

  /** The sum; both sides must have one currency. */
  public Money plus(Money other) {
    requireSameCurrency(other);
    return new Money(Math.addExact(minor, other.minor), currency);
  }

  /** This amount {@code count} times; throws {@link ArithmeticException} beyond 64 bits. */
  public Money times(long count) {
    return new Money(Math.multiplyExact(minor, count), currency);
  }

  public Money negated() {
    return new Money(Math.negateExact(minor), currency);
  }

  private void requireSameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("currency " + currency + " != " + other.currency);
    }
  }
}
