package laotie.server.trade;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.server.http.Caller;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.people.People;
import laotie.server.trade.Parcels.Mover;
import laotie.server.trade.Parcels.Step;
import laotie.trade.Actor;

/** What becomes of orders after they are paid, and who may see to it. */
@Singleton
final class Sales {

  private final Database database;
  private final Parcels parcels;
  private final Seal seal;
  private final People people;
  private final InstantSource clock;

  Sales(Database database, Parcels parcels, Counter.Trust trust, InstantSource clock) {
    this.database = database;
    this.parcels = parcels;
    this.seal = trust.seal();
    this.people = trust.people();
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

  /** The order is packed or shipped by its host, or arrived, as buyer, host or operator say. */
  OrderRow move(Caller caller, Step step) {
    Instant now = clock.instant();
    return database.write(connection -> {
      String orderId = step.orderId();
      Map<String, OrderRow> locked = OrderStore.lock(connection, List.of(orderId));
      Actor actor = Optional.ofNullable(locked.get(orderId)).flatMap(row -> actor(caller, row, step))
          .orElseThrow(() -> Problem.notFound("order", orderId));
      return OrderApi.done(parcels.move(connection, new Mover(actor, caller.accountId(), now), locked,
          List.of(step)).getFirst(), orderId);
    });
  }

  /** As whom the caller may take this step; empty when the order is not his to move. */
  private Optional<Actor> actor(Caller caller, OrderRow row, Step step) {
    if (mayActFor(caller, row.order().deal().hostId())) {
      return Optional.of(Actor.HOST);
    }
    if (!(step instanceof Step.Deliver)) {
      return Optional.empty();
    }
    if (row.order().deal().buyerId().equals(caller.accountId())) {
      return Optional.of(Actor.BUYER);
    }
    return caller.is(Role.OPERATOR) ? Optional.of(Actor.OPERATOR) : Optional.empty();
  }

  Address address(OrderRow row, String readerId) {
    return database.write(connection -> {
      OrderStore.logReading(connection, row.order().orderId(), readerId, clock.instant());
      return Address.opened(seal, row.address());
    });
  }
}
