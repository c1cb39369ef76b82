package laotie.trade;

import java.util.Objects;
import laotie.fact.Money;

/**
 * What a gateway says of a payment, its signature already checked. It may come late, twice, or in any order.
 *
 * @param isPaid true: the money arrived; false: the gateway declined
 * @param amount what arrived; zero when declined
 */
public record Notice(String paymentId, boolean isPaid, Money amount) {

  public Notice {
    Objects.requireNonNull(paymentId);
    if (isPaid ? amount.minor() <= 0 : amount.minor() != 0) {
      throw new IllegalArgumentException("notice isPaid " + isPaid + " with " + amount.minor());
    }
  }
}
