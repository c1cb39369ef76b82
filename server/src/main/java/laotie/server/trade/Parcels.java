package laotie.server.trade;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Fact;
import laotie.server.log.Log;
import laotie.server.notices.Notices;
import laotie.server.people.People;
import laotie.server.trade.LifeStore.Parcelled;
import laotie.server.trade.LifeStore.Planned;
import laotie.server.trade.Ticket.Answer;
import laotie.trade.Actor;
import laotie.trade.AfterSales;
import laotie.trade.Moved;
import laotie.trade.OrderStatus;
import laotie.trade.Shipping;

/**
 * Moves orders on their way: packed, shipped, delivered, closed. Many at once in the caller's transaction,
 * each decided for itself by the pure rule; no stock moves, so only the orders are locked.
 */
@Singleton
final class Parcels {

  private final Log log;
  private final Notices notices;
  private final People people;

  Parcels(Log log, Notices notices, People people) {
    this.log = log;
    this.notices = notices;
    this.people = people;
  }

  /** One step of one order. */
  sealed interface Step {
    String orderId();

    /** The goods are in a parcel. */
    record Pack(String orderId) implements Step {}

    /** A carrier has it; a repeat corrects carrier and number. */
    record Ship(String orderId, String carrier, String trackingNumber) implements Step {}

    /** The buyer has it. */
    record Deliver(String orderId) implements Step {}

    /** The time for returns is over. */
    record Close(String orderId) implements Step {}
  }

  /** Who moves them, and when. */
  record Mover(Actor actor, String actorId, Instant now) {
    static Mover system(Instant now) {
      return new Mover(Actor.SYSTEM, "", now);
    }
  }

  /** What a batch of steps writes. */
  private static final class Written {
    final List<OrderRow> moved = new ArrayList<>();
    final List<Parcelled> shipped = new ArrayList<>();
    final List<Parcelled> corrected = new ArrayList<>();
    final List<Planned> planned = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final List<Fact> facts = new ArrayList<>();
    final List<OrderRow> told = new ArrayList<>();
  }

  /**
   * Takes the steps of the orders that {@code locked} holds, by order id; at most one step an order. The
   * answers stand in the order of the steps.
   */
  List<Answer> move(Connection connection, Mover mover, Map<String, OrderRow> locked, List<Step> steps)
      throws SQLException {
    Map<String, AfterSales> rules = AfterSalesStore.of(connection, locked.values());
    Written written = new Written();
    List<Answer> answers = new ArrayList<>(steps.size());
    for (Step step : steps) {
      OrderRow row = locked.get(step.orderId());
      answers.add(row == null ? new Answer.Unknown()
          : decide(step, row, mover, rules.get(step.orderId()), written));
    }
    write(connection, mover.now(), written);
    return answers;
  }

  private static Answer decide(
      Step step, OrderRow row, Mover mover, AfterSales rules, Written written) {
    Decision<Moved> decision = switch (step) {
      case Step.Pack pack -> Shipping.pack(row.order());
      case Step.Ship ship -> Shipping.ship(row.order());
      case Step.Deliver deliver -> Shipping.deliver(row.order());
      case Step.Close close -> Shipping.close(row.order());
    };
    return switch (decision) {
      case Refused<Moved> refused -> new Answer.No(refused);
      case Accepted<Moved>(Moved moved, List<Fact> facts) -> {
        written.facts.addAll(facts);
        OrderRow after = row.as(moved.order(), mover.now());
        yield new Answer.Done(facts.isEmpty()
            ? repeat(step, row, mover, written) : taken(step, after, mover, rules, written));
      }
    };
  }

  private static OrderRow taken(
      Step step, OrderRow row, Mover mover, AfterSales rules, Written written) {
    String orderId = step.orderId();
    switch (step) {
      case Step.Pack pack -> written.moved.add(row);
      case Step.Ship ship -> {
        written.shipped.add(new Parcelled(orderId, ship.carrier(), ship.trackingNumber()));
        written.planned.add(planned(orderId, mover.now(), Shipping.DELIVERED_AFTER));
        written.told.add(row);
      }
      case Step.Deliver deliver -> {
        written.moved.add(row);
        written.planned.add(planned(orderId, mover.now(), Duration.ofDays(rules.closeDays())));
      }
      case Step.Close close -> {
        written.moved.add(row);
        written.planned.add(new Planned(orderId, Optional.empty()));
      }
    }
    written.changes.add(change(step, mover));
    return step instanceof Step.Ship ship ? row.sentWith(ship.carrier(), ship.trackingNumber()) : row;
  }

  private static OrderRow repeat(Step step, OrderRow row, Mover mover, Written written) {
    if (!(step instanceof Step.Ship ship) || row.shipment().carrier().equals(ship.carrier())
        && row.shipment().trackingNumber().equals(ship.trackingNumber())) {
      return row;
    }
    written.corrected.add(new Parcelled(ship.orderId(), ship.carrier(), ship.trackingNumber()));
    written.changes.add(new Change(ship.orderId(), mover.now(), mover.actor(), mover.actorId(),
        Change.Word.RESHIPPED, parcel(ship)));
    return row.sentWith(ship.carrier(), ship.trackingNumber());
  }

  private static Planned planned(String orderId, Instant now, Duration after) {
    return new Planned(orderId, Optional.of(now.plus(after)));
  }

  private static Change change(Step step, Mover mover) {
    return new Change(step.orderId(), mover.now(), mover.actor(), mover.actorId(), switch (step) {
      case Step.Pack pack -> Change.Word.PACKED;
      case Step.Ship ship -> Change.Word.SHIPPED;
      case Step.Deliver deliver -> Change.Word.DELIVERED;
      case Step.Close close -> Change.Word.CLOSED;
    }, step instanceof Step.Ship ship ? parcel(ship) : Map.of());
  }

  private static Map<String, String> parcel(Step.Ship ship) {
    return Map.of("carrier", ship.carrier(), "trackingNumber", ship.trackingNumber());
  }

  private void write(Connection connection, Instant now, Written written) throws SQLException {
    if (!written.moved.isEmpty()) {
      OrderStore.move(connection, now, written.moved.stream().map(OrderRow::order).toList());
    }
    LifeStore.ship(connection, now, written.shipped);
    LifeStore.correct(connection, written.corrected);
    LifeStore.schedule(connection, written.planned);
    LifeStore.add(connection, written.changes);
    if (!written.facts.isEmpty()) {
      log.append(connection, now, written.facts);
    }
    notices.tell(connection, now, toldShipped(written.told));
  }

  private List<Notices.Notice> toldShipped(List<OrderRow> shipped) {
    if (shipped.isEmpty()) {
      return List.of();
    }
    Map<String, String> names = new HashMap<>();
    people.persons(shipped.stream().map(row -> row.order().deal().hostId()).distinct().toList())
        .forEach((hostId, person) -> names.put(hostId, person.name()));
    return shipped.stream().map(row -> {
      String hostId = row.order().deal().hostId();
      String orderId = row.order().orderId();
      return new Notices.Notice(row.order().deal().buyerId(), Notices.Kind.ORDER_SHIPPED, hostId, "",
          "/orders/" + orderId, Map.of("host", names.getOrDefault(hostId, ""),
              "title", row.texts().isEmpty() ? "" : row.texts().getFirst().title()),
          "shipped " + orderId);
    }).toList();
  }

  /** The step that time takes for an order, if there is one. */
  static Optional<Step> next(OrderRow row) {
    String orderId = row.order().orderId();
    return row.order().status() == OrderStatus.SHIPPED ? Optional.of(new Step.Deliver(orderId))
        : row.order().status() == OrderStatus.DELIVERED ? Optional.of(new Step.Close(orderId))
        : Optional.empty();
  }
}
