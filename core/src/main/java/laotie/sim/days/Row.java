package laotie.sim.days;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import laotie.settlement.Kept;
import laotie.trade.AfterSales;
import laotie.trade.Back;
import laotie.trade.Order;
import laotie.trade.Sold;

/** An order as its row keeps it, and beside it how it was placed, which must never change. */
final class Row {

  /** An instant that has not come. */
  static final Instant NEVER = Instant.MAX;

  /** What one unit of consigned goods costs, minor units. */
  private static final long COST_MINOR = 700;

  final Order placed;
  final Call call;
  final AfterSales rules;

  Order order;
  Back back;
  String paymentId = "";
  boolean wasExpired;
  Instant shippedAt = NEVER;
  Instant deliveredAt = NEVER;

  /** Units by line that were sold and are on the shelf again. */
  final List<Integer> shelved;

  /** Those of them that never left, so that they count for no limit either. */
  final List<Integer> undone;

  /** Units by line that left and that the host received back with a refund. */
  final List<Integer> returned;

  /** Units by line of which a refund said that the buyer does not have them. */
  final List<Integer> notOut;

  /** False once somebody agreed to less than the whole of what he paid for some units. */
  boolean isFull = true;

  /** True once the whole order was taken back before anything left. */
  boolean isUndone;

  Row(Order order, Call call, AfterSales rules) {
    this.placed = order;
    this.order = order;
    this.call = call;
    this.rules = rules;
    this.back = Back.none(order.lines().size());
    this.shelved = new ArrayList<>(Collections.nCopies(order.lines().size(), 0));
    this.undone = new ArrayList<>(shelved);
    this.returned = new ArrayList<>(shelved);
    this.notOut = new ArrayList<>(shelved);
  }

  Sold sold() {
    return new Sold(order, back);
  }

  static void add(List<Integer> units, List<Back.Part> parts) {
    parts.forEach(part -> units.set(part.line(), units.get(part.line()) + part.quantity()));
  }

  void undo(List<Back.Part> parts) {
    add(shelved, parts);
    add(undone, parts);
  }

  boolean isSent() {
    return !shippedAt.equals(NEVER);
  }

  /** Every other variant is consigned to its host, the rest is his own. */
  Kept.Supply supply(int line) {
    String skuId = placed.lines().get(line).skuId();
    return skuId.charAt(skuId.length() - 1) % 2 == 0
        ? new Kept.Supply("sup_" + placed.deal().hostId(), COST_MINOR) : Kept.Supply.OWN;
  }

  long amountMinor() {
    return placed.deal().amount().minor();
  }

  /** True once money paid it, wherever it went since. */
  boolean wasPaid() {
    return !paymentId.isEmpty();
  }
}
