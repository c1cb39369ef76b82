package laotie.server.trade;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
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

  private final Map<String, Order> orders = new Newest<>();
  private final Map<String, String> payments = new Newest<>();

  /** Forgets the oldest first: what was just written is asked for next, and hardly anything twice. */
  private static final class Newest<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > ORDERS_MAX;
    }
  }

  /** The order as it was placed; how it stands now is not known. */
  synchronized Optional<Order> order(String orderId) {
    return Optional.ofNullable(orders.get(orderId));
  }

  /** What a payment is for. */
  synchronized Optional<String> orderOf(String paymentId) {
    return Optional.ofNullable(payments.get(paymentId));
  }

  /** After the commit. */
  synchronized void remember(Order order) {
    orders.put(order.orderId(), order);
  }

  /** After the commit. */
  synchronized void remember(Attempt attempt) {
    payments.put(attempt.paymentId(), attempt.orderId());
  }
}
