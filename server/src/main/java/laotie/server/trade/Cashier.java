package laotie.server.trade;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Money;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.trade.Order;
import laotie.trade.Payment;
import laotie.trade.PaymentStatus;
import laotie.trade.TradeReason;

/** Writes down that a buyer wants to pay, before any gateway hears of it. */
@Singleton
final class Cashier {

  private final Database database;
  private final InstantSource clock;

  Cashier(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A payment that was started.
   *
   * @param isFirst false for a repeat with the same key, which no gateway hears of again
   */
  record Started(Payment payment, Money amount, boolean isFirst) {}

  /** Refuses an order that is not the buyer's, not open, or whose hold has ended. */
  Started start(String buyerId, String orderId, String method, String key) {
    Instant now = clock.instant();
    return database.write(connection -> {
      Order order = Optional.ofNullable(OrderStore.lock(connection, List.of(orderId)).get(orderId))
          .map(OrderRow::order).filter(found -> found.deal().buyerId().equals(buyerId))
          .orElseThrow(() -> Problem.notFound("order", orderId));
      Optional<Payment> before = PaymentStore.byKey(connection, orderId, key);
      if (before.isPresent()) {
        return new Started(before.get(), order.deal().amount(), false);
      }
      if (!order.isOpen()) {
        throw Problem.of(TradeReason.ORDER_NOT_OPEN, "order " + orderId + " is " + order.status(),
            Map.of("orderStatus", order.status().name()));
      }
      if (!now.isBefore(order.heldUntil())) {
        throw Problem.of(TradeReason.HOLD_ENDED, "held until " + order.heldUntil() + ", now " + now);
      }
      Payment payment = new Payment(Ids.next("pay"), orderId, PaymentStatus.PENDING);
      PaymentStore.start(connection, payment, method, key, now);
      return new Started(payment, order.deal().amount(), true);
    });
  }
}
