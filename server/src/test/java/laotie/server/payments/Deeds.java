package laotie.server.payments;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What servers acknowledged to buyers and to the gateway, before they were killed. */
final class Deeds {

  private final Set<String> orders = ConcurrentHashMap.newKeySet();
  private final Set<String> payments = ConcurrentHashMap.newKeySet();
  private final Set<String> cancellations = ConcurrentHashMap.newKeySet();
  private final AtomicInteger answered = new AtomicInteger();

  void ordered(String orderId) {
    orders.add(orderId);
  }

  void paid(String paymentId) {
    payments.add(paymentId);
  }

  void cancelled(String orderId) {
    cancellations.add(orderId);
  }

  void wasAnswered() {
    answered.incrementAndGet();
  }

  Set<String> orders() {
    return orders;
  }

  /** Notices that were answered as taken. */
  Set<String> payments() {
    return payments;
  }

  Set<String> cancellations() {
    return cancellations;
  }

  /** Buyers who got an order or a clear no. */
  int answered() {
    return answered.get();
  }
}
