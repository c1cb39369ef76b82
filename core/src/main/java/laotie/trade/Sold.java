package laotie.trade;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import laotie.fact.TradeFact.Line;
import laotie.trade.Back.Part;

/**
 * An order that was paid, and what of it went back: the values from which every refund is reckoned. It never
 * gives back more than was paid, and no unit twice.
 */
public record Sold(Order order, Back back) {

  public Sold {
    Objects.requireNonNull(order);
    if (back.units().size() != order.lines().size()) {
      throw new IllegalArgumentException(
          back.units().size() + " counts for " + order.lines().size() + " lines");
    }
    for (int i = 0; i < order.lines().size(); i++) {
      if (back.units().get(i) > order.lines().get(i).quantity()) {
        throw new IllegalArgumentException("line " + i + " of " + order.orderId() + ": "
            + back.units().get(i) + " units back of " + order.lines().get(i).quantity());
      }
    }
    if (back.minor() > order.deal().amount().minor()) {
      throw new IllegalArgumentException(
          "order " + order.orderId() + ": " + back.minor() + " back of " + order.deal().amount().minor());
    }
  }

  /** Units of a line that did not go back. */
  public int unitsLeft(int line) {
    return order.lines().get(line).quantity() - back.units().get(line);
  }

  /** Minor units that did not go back. */
  public long minorLeft() {
    return order.deal().amount().minor() - back.minor();
  }

  /** Every unit that did not go back. */
  public List<Part> rest() {
    List<Part> parts = new ArrayList<>();
    for (int line = 0; line < order.lines().size(); line++) {
      if (unitsLeft(line) > 0) {
        parts.add(new Part(line, unitsLeft(line)));
      }
    }
    return parts;
  }

  /** True when {@code parts} are all that is left of the order. */
  public boolean isRest(List<Part> parts) {
    return List.copyOf(parts).containsAll(rest()) && parts.size() == rest().size();
  }

  /**
   * What the buyer paid for these units: of each line the share of what it cost after discounts. The share of
   * the first units of a line is rounded down to the minor unit and the last unit takes the rest, so that
   * the parts of a line always sum to what was paid for it, in whatever steps it goes back.
   */
  public long netMinor(List<Part> parts) {
    long sum = 0;
    for (Part part : parts) {
      Line line = order.lines().get(part.line());
      int before = back.units().get(part.line());
      sum = Math.addExact(sum,
          share(line, Math.addExact(before, part.quantity())) - share(line, before));
    }
    return sum;
  }

  /** The share of {@code units} of a line, rounded down; exact and without overflow. */
  private static long share(Line line, int units) {
    long net = line.netMinor();
    return net / line.quantity() * units + net % line.quantity() * units / line.quantity();
  }

  /** The same after these units and this money went back. */
  Sold after(Order next, List<Part> parts, long minor) {
    return new Sold(next, back.plus(parts, minor));
  }
}
