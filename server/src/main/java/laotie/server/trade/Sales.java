package laotie.server.trade;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.server.http.Caller;
import laotie.server.http.Problem;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.people.People;
import laotie.server.trade.OrderRow.Shipment;
import laotie.trade.Moved;
import laotie.trade.Shipping;

/** What a host does with orders after they are paid. */
@Singleton
final class Sales {

  private final Database database;
  private final Log log;
  private final Seal seal;
  private final People people;
  private final InstantSource clock;

  Sales(Database database, Log log, Seal seal, People people, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.seal = seal;
    this.people = people;
    this.clock = clock;
  }

  List<OrderRow> ofHost(String hostId, String status, OrderStore.Slice slice) {
    return database.read(connection -> OrderStore.ofHost(connection, hostId, status, slice));
  }

  List<OrderRow> all(OrderStore.Slice slice) {
    return database.read(connection -> OrderStore.all(connection, slice));
  }

  /** True for the host himself and his assistants. */
  boolean mayActFor(Caller caller, String hostId) {
    return people.mayActFor(caller, hostId);
  }

  OrderRow ship(Caller caller, String orderId, Shipment wanted) {
    Instant now = clock.instant();
    return database.write(connection -> {
      OrderRow row = Optional.ofNullable(OrderStore.lock(connection, List.of(orderId)).get(orderId))
          .filter(found -> mayActFor(caller, found.order().deal().hostId()))
          .orElseThrow(() -> Problem.notFound("order", orderId));
      return switch (Shipping.ship(row.order())) {
        case Refused<Moved> refused -> throw Problem.of(refused);
        case Accepted<Moved>(Moved moved, var facts) -> {
          Shipment shipment = new Shipment(row.shipment().at().or(() -> Optional.of(now)),
              wanted.carrier(), wanted.trackingNumber());
          OrderStore.ship(connection, now, orderId, shipment);
          log.append(connection, now, facts);
          yield new OrderRow(
              moved.order(), row.texts(), row.address(), row.placedAt(), row.paid(), shipment);
        }
      };
    });
  }

  Address address(OrderRow row, String readerId) {
    return database.write(connection -> {
      OrderStore.logReading(connection, row.order().orderId(), readerId, clock.instant());
      return Address.opened(seal, row.address());
    });
  }
}
