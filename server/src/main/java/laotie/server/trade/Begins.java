package laotie.server.trade;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.server.http.HttpReason;
import laotie.server.trade.PaymentStore.Tried;
import laotie.server.trade.Ticket.Answer;
import laotie.server.trade.Trade.Attempt;
import laotie.server.trade.Trade.Started;
import laotie.trade.Order;
import laotie.trade.Paying;
import laotie.trade.PaymentStatus;

/** Attempts to pay in one batch of the till: each is written down before any gateway hears of it. */
final class Begins {

  /** Attempts to pay one order; whoever needs more has another trouble. */
  static final int ATTEMPTS_MAX = 20;

  private static final int RETRY_AFTER_SECONDS = 60;

  private final Instant now;
  private final Map<String, List<Tried>> tried = new HashMap<>();
  private final List<Tried> begun = new ArrayList<>();

  Begins(Instant now) {
    this.now = now;
  }

  /** Looks up what was tried before; the orders are locked. */
  void read(Connection connection, Collection<String> orderIds) throws SQLException {
    if (!orderIds.isEmpty()) {
      PaymentStore.tried(connection, orderIds).forEach(this::remember);
    }
  }

  private void remember(Tried one) {
    tried.computeIfAbsent(one.attempt().orderId(), id -> new ArrayList<>()).add(one);
  }

  /** Begins an attempt, or answers with the first one of the same key; the order is the buyer's. */
  Answer begin(Command.Pay pay, Order order) {
    List<Tried> before = tried.getOrDefault(order.orderId(), List.of());
    for (Tried one : before) {
      if (one.key().equals(pay.wanted().key())) {
        // Its own attempt stands there when the batch runs again after a commit of unknown outcome.
        return begun(one.attempt(), order, one.attempt().paymentId().equals(pay.paymentId()));
      }
    }
    return switch (Paying.begin(order, now)) {
      case Refused<Order> refused -> new Answer.No(refused);
      case Accepted<Order> accepted -> {
        if (before.size() >= ATTEMPTS_MAX) {
          yield new Answer.No(new Refused<>(HttpReason.TOO_MANY_REQUESTS,
              "an order has at most " + ATTEMPTS_MAX + " payments",
              Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS)));
        }
        Attempt attempt = new Attempt(pay.paymentId(), order.orderId(), pay.wanted().method(),
            PaymentStatus.PENDING, now);
        Tried first = new Tried(attempt, pay.wanted().key());
        remember(first);
        begun.add(first);
        yield begun(attempt, order, true);
      }
    };
  }

  private static Answer begun(Attempt attempt, Order order, boolean isFirst) {
    return new Answer.Begun(
        new Started(attempt, order.deal().amount(), order.heldUntil(), isFirst));
  }

  /** Those that are new. */
  List<Tried> begun() {
    return begun;
  }

  void write(Connection connection) throws SQLException {
    PaymentStore.add(connection, begun);
  }
}
