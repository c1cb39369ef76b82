package laotie.server.trade;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.notices.Notices;
import laotie.server.trade.Parcels.Mover;
import laotie.trade.Actor;
import laotie.trade.OrderStatus;

/** A buyer takes an order back: an unpaid one through the till, a paid one with its money. */
@Singleton
final class Cancels {

  private final Database database;
  private final Till till;
  private final Refunds refunds;
  private final Returns returns;
  private final Notices notices;
  private final InstantSource clock;

  Cancels(Database database, Till till, Books books, Notices notices, InstantSource clock) {
    this.database = database;
    this.till = till;
    this.refunds = books.refunds();
    this.returns = books.returns();
    this.notices = notices;
    this.clock = clock;
  }

  /** Where money goes back. */
  @Singleton
  record Books(Refunds refunds, Returns returns) {}

  /** Takes back an order of this buyer, who was checked; answers it as it then stands. */
  OrderRow cancel(OrderRow seen, String buyerId) {
    String orderId = seen.order().orderId();
    return switch (seen.order().status()) {
      case PLACED, EXPIRED, CANCELLED -> OrderApi.done(till.ask(new Command.Cancel(orderId)), orderId);
      case PAID, PACKED, SHIPPED, DELIVERED, CLOSED, REFUNDED ->
          database.write(connection -> cancelPaid(connection, orderId, buyerId));
    };
  }

  private OrderRow cancelPaid(Connection connection, String orderId, String buyerId) throws SQLException {
    Mover mover = new Mover(Actor.BUYER, buyerId, clock.instant());
    Refunds.Locked locked = refunds.lock(connection, orderId)
        .orElseThrow(() -> Problem.notFound("order", orderId));
    boolean wasOver = locked.row().order().status() == OrderStatus.REFUNDED;
    returns.withdrawOpen(connection, locked, mover);
    OrderRow after = refunds.cancel(connection, locked, mover);
    if (!wasOver) {
      String hostId = after.order().deal().hostId();
      notices.tell(connection, mover.now(), List.of(new Notices.Notice(hostId,
          Notices.Kind.ORDER_CANCELLED, hostId, "", "/studio/orders",
          Map.of("title", after.texts().getFirst().title()), "cancelled " + orderId)));
    }
    return after;
  }
}
