package laotie.server.trade;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Decision.Refused;
import laotie.fact.TradeFact.Line;
import laotie.server.http.HttpReason;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.trade.Parcels.Mover;
import laotie.server.trade.Parcels.Step;
import laotie.server.trade.Ticket.Answer;
import laotie.server.trade.Trade.Destination;
import laotie.server.trade.Trade.Dispatched;
import laotie.server.trade.Trade.Hands;
import laotie.server.trade.Trade.Sending;
import laotie.server.trade.Trade.ToShip;
import laotie.server.trade.Trade.ToShipLine;
import laotie.trade.Actor;
import laotie.trade.OrderStatus;

/** Many orders of one host at once, for the area that packs and ships in bulk. */
@Singleton
final class Dispatch {

  private final Database database;
  private final Parcels parcels;
  private final Seal seal;
  private final InstantSource clock;

  Dispatch(Database database, Parcels parcels, Seal seal, InstantSource clock) {
    this.database = database;
    this.parcels = parcels;
    this.seal = seal;
    this.clock = clock;
  }

  static Step packing(String orderId) {
    return new Step.Pack(orderId);
  }

  static Step shipping(Trade.Parcel parcel) {
    return new Step.Ship(parcel.orderId(), parcel.carrier(), parcel.trackingNumber());
  }

  List<ToShip> toShip(String hostId, long after, int limit) {
    return database.read(connection -> OrderStore.toShip(connection, hostId, after, limit)).stream()
        .map(Dispatch::toShip).toList();
  }

  private static ToShip toShip(OrderRow row) {
    List<ToShipLine> lines = new ArrayList<>();
    for (int i = 0; i < row.order().lines().size(); i++) {
      Line line = row.order().lines().get(i);
      if (row.sold().unitsLeft(i) > 0) {
        lines.add(new ToShipLine(line.skuId(), line.productId(), row.texts().get(i).title(),
            row.texts().get(i).skuName(), row.sold().unitsLeft(i)));
      }
    }
    return new ToShip(row.order().orderId(), row.order().sequence(), row.order().deal().buyerId(),
        row.order().status(), row.paid().orElse(row.placedAt()), lines);
  }

  Map<String, Destination> destinations(Connection connection, Hands hands, Collection<String> orderIds)
      throws SQLException {
    Instant now = clock.instant();
    Map<String, Destination> destinations = new LinkedHashMap<>();
    for (OrderRow row : OrderStore.byId(connection, bounded(orderIds)).values()) {
      boolean isToShip = row.order().status() == OrderStatus.PAID
          || row.order().status() == OrderStatus.PACKED;
      if (isToShip && row.order().deal().hostId().equals(hands.hostId())) {
        OrderStore.logReading(connection, row.order().orderId(), hands.readerId(), now);
        Address address = Address.opened(seal, row.address());
        destinations.put(row.order().orderId(), new Destination(
            address.name(), address.phone(), address.region(), address.street()));
      }
    }
    return destinations;
  }

  Map<String, Sending> sendings(Connection connection, String hostId, Collection<String> orderIds)
      throws SQLException {
    Map<String, Sending> sendings = new HashMap<>();
    for (OrderRow row : OrderStore.byId(connection, bounded(orderIds)).values()) {
      if (row.order().deal().hostId().equals(hostId)) {
        sendings.put(row.order().orderId(), new Sending(
            row.order().status(), row.shipment().carrier(), row.shipment().trackingNumber()));
      }
    }
    return sendings;
  }

  /** A second step of the same order in one go is refused: it would not know the first. */
  List<Dispatched> move(Connection connection, Hands hands, List<Step> steps) throws SQLException {
    List<String> orderIds = bounded(steps.stream().map(Step::orderId).toList());
    Map<String, OrderRow> locked = new HashMap<>(OrderStore.lock(connection, orderIds));
    locked.values().removeIf(row -> !row.order().deal().hostId().equals(hands.hostId()));
    Set<String> seen = new HashSet<>();
    List<Step> taken = steps.stream().filter(step -> seen.add(step.orderId())).toList();
    Mover mover = new Mover(Actor.HOST, hands.readerId(), clock.instant());
    List<Answer> answers = parcels.move(connection, mover, locked, taken);
    Map<String, Dispatched> first = new HashMap<>();
    for (int i = 0; i < taken.size(); i++) {
      first.put(taken.get(i).orderId(), new Dispatched(taken.get(i).orderId(), refused(answers.get(i))));
    }
    List<Dispatched> dispatched = new ArrayList<>(steps.size());
    for (Step step : steps) {
      Dispatched one = first.remove(step.orderId());
      dispatched.add(one != null ? one : new Dispatched(step.orderId(), Optional.of(new Refused<>(
          HttpReason.FIELD_WRONG, "order " + step.orderId() + " stands twice"))));
    }
    return dispatched;
  }

  private static Optional<Refused<?>> refused(Answer answer) {
    return switch (answer) {
      case Answer.Done done -> Optional.empty();
      case Answer.Begun begun -> throw new IllegalStateException("a parcel became a payment");
      case Answer.Waits waits -> throw new IllegalStateException("a parcel became a wait");
      case Answer.Settled settled -> throw new IllegalStateException("a parcel became a payment");
      case Answer.No(Refused<?> refused) -> Optional.of(refused);
      case Answer.Unknown unknown ->
          Optional.of(new Refused<>(HttpReason.NOT_FOUND, "no such order of this host"));
    };
  }

  private static List<String> bounded(Collection<String> orderIds) {
    if (orderIds.size() > Trade.DISPATCH_MAX) {
      throw new IllegalArgumentException(orderIds.size() + " orders, allowed " + Trade.DISPATCH_MAX);
    }
    return List.copyOf(orderIds);
  }
}
