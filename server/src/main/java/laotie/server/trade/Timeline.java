package laotie.server.trade;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.trade.Actor;
import laotie.trade.OrderStatus;

/** The dated steps of an order, from its row and its changes, for everybody whom the order concerns. */
final class Timeline {

  private Timeline() {}

  /** One step, without the account behind it: buyers need not know which assistant packed. */
  record Entry(Instant at, Actor actor, String change, Map<String, String> detail) {}

  /** In the order in which they happened. */
  static List<Entry> of(OrderRow row, List<Change> changes) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(row.placedAt(), Actor.BUYER, "PLACED", Map.of()));
    row.paid().ifPresent(at -> entries.add(new Entry(at, Actor.BUYER, "PAID", Map.of())));
    Set<Change.Word> known = EnumSet.noneOf(Change.Word.class);
    for (Change change : changes) {
      known.add(change.word());
      entries.add(new Entry(change.at(), change.actor(), change.word().name(), change.detail()));
    }
    addUnwritten(entries, row, known);
    entries.sort(Comparator.comparing(Entry::at));
    return entries;
  }

  /** Steps that stand in the row alone: of an imported past, of older versions, and of the till. */
  private static void addUnwritten(List<Entry> entries, OrderRow row, Set<Change.Word> known) {
    OrderRow.Shipment shipment = row.shipment();
    if (!known.contains(Change.Word.SHIPPED)) {
      shipment.at().ifPresent(at -> entries.add(new Entry(at, Actor.HOST, "SHIPPED",
          Map.of("carrier", shipment.carrier(), "trackingNumber", shipment.trackingNumber()))));
    }
    if (!known.contains(Change.Word.DELIVERED)) {
      shipment.delivered().ifPresent(
          at -> entries.add(new Entry(at, Actor.SYSTEM, "DELIVERED", Map.of())));
    }
    OrderStatus status = row.order().status();
    Optional<Actor> ender = switch (status) {
      case EXPIRED -> Optional.of(Actor.SYSTEM);
      case CLOSED -> known.contains(Change.Word.CLOSED) ? Optional.empty() : Optional.of(Actor.SYSTEM);
      case CANCELLED -> Optional.of(Actor.BUYER);
      case REFUNDED -> known.contains(Change.Word.REFUND_PROMISED)
          ? Optional.empty() : Optional.of(Actor.SYSTEM);
      case PLACED, PAID, PACKED, SHIPPED, DELIVERED -> Optional.empty();
    };
    shipment.closed().ifPresent(at -> ender.ifPresent(
        actor -> entries.add(new Entry(at, actor, status.name(), Map.of()))));
  }
}
