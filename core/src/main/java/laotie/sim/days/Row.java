package laotie.sim.days;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import laotie.trade.AfterSales;
import laotie.trade.Back;
import laotie.trade.Order;
import laotie.trade.Sold;

/** An order as its row keeps it, and beside it how it was placed, which must never change. */
final class Row {

  /** An instant that has not come. */
  static final Instant NEVER = Instant.MAX;

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
  }

  Sold sold() {
    return new Sold(order, back);
  }

  void shelve(List<Back.Part> parts) {
    parts.forEach(part -> shelved.set(part.line(), shelved.get(part.line()) + part.quantity()));
  }

  void undo(List<Back.Part> parts) {
    shelve(parts);
    parts.forEach(part -> undone.set(part.line(), undone.get(part.line()) + part.quantity()));
  }

  long amountMinor() {
    return placed.deal().amount().minor();
  }

  /** True once money paid it, wherever it went since. */
  boolean wasPaid() {
    return !paymentId.isEmpty();
  }
}
