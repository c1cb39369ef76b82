package laotie.server.trade;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.util.Optional;
import laotie.server.trade.Trade.Attempt;
import laotie.trade.Order;

/**
 * What never changes of orders and payments that this process wrote lately: an order's lines and deal, a
 * payment's order. Whoever pays has mostly just placed, so that only how his order stands is read again,
 * under its lock. What is not known here is read whole.
 */
@Singleton
final class KnownOrders {

  /** Orders remembered, some two kilobytes each, and as many payments. */
  static final int ORDERS_MAX = 8_192;

  private final Cache<String, Order> orders = Caffeine.newBuilder().maximumSize(ORDERS_MAX).build();
  private final Cache<String, String> payments = Caffeine.newBuilder().maximumSize(ORDERS_MAX).build();

  /** The order as it was placed; how it stands now is not known. */
  Optional<Order> order(String orderId) {
    return Optional.ofNullable(orders.getIfPresent(orderId));
  }

  /** What a payment is for. */
  Optional<String> orderOf(String paymentId) {
    return Optional.ofNullable(payments.getIfPresent(paymentId));
  }

  /** After the commit. */
  void remember(Order order) {
    orders.put(order.orderId(), order);
  }

  /** After the commit. */
  void remember(Attempt attempt) {
    payments.put(attempt.paymentId(), attempt.orderId());
  }
}
