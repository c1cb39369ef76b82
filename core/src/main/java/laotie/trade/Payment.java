package laotie.trade;

import java.util.Objects;

/** One attempt of a buyer to pay an order. */
public record Payment(String paymentId, String orderId, PaymentStatus status) {

  public Payment {
    Objects.requireNonNull(paymentId);
    Objects.requireNonNull(orderId);
    Objects.requireNonNull(status);
  }
}
