package laotie.settlement;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What remains of a paid order after its refunds.
 *
 * @param amountMinor what the buyer paid, minor units
 * @param refundedMinor what was promised back to him, within 0..amountMinor
 * @param shippingMinor what of the amount pays for shipping; the platform takes no commission on it
 * @param lines the lines, with the units that stayed
 */
public record Kept(long amountMinor, long refundedMinor, long shippingMinor, List<Line> lines) {

  /**
   * A line and what stayed of it.
   *
   * @param quantity units that were bought, >= 1
   * @param refunded units whose money, or a part of it, was promised back, within 0..quantity
   * @param back those of them that never left or came back, within 0..refunded; the others are with the
   *     buyer, at a price that the host lowered
   * @param platformOffMinor what coupons that the platform pays for took off all units of the line
   * @param portions whose goods the units are, in the order they were taken: the first ones stay longest
   */
  public record Line(
      int quantity, int refunded, int back, long platformOffMinor, List<Portion> portions) {
    public Line {
      portions = List.copyOf(portions);
      long units = portions.stream().mapToLong(Portion::units).sum();
      if (quantity < 1 || back < 0 || back > refunded || refunded > quantity || platformOffMinor < 0
          || units > quantity) {
        throw new IllegalArgumentException("quantity " + quantity + ", refunded " + refunded + ", back "
            + back + ", off " + platformOffMinor + ", in portions " + units);
      }
    }

    /** All units from one supplier at one cost, and nothing refunded that did not come back. */
    public Line(int quantity, int refunded, long platformOffMinor, Supply supply) {
      this(quantity, refunded, refunded, platformOffMinor, List.of(new Portion(supply, quantity)));
    }

    /** Units that kept their price. */
    private int atFullPrice() {
      return quantity - refunded;
    }

    /** Units that the buyer has, whatever he paid in the end. */
    private int stayed() {
      return quantity - back;
    }
  }

  /** Units of a line from one supplier at one cost; units in no portion are the host's own. */
  public record Portion(Supply supply, int units) {
    public Portion {
      if (units < 0) {
        throw new IllegalArgumentException(units + " units");
      }
    }
  }

  /**
   * A supplier's share of a unit.
   *
   * @param supplierId empty for the host's own goods
   * @param costMinor minor units for one, >= 0
   */
  public record Supply(String supplierId, long costMinor) {

    /** The host's own goods. */
    public static final Supply OWN = new Supply("", 0);

    public Supply {
      if (costMinor < 0 || supplierId.isEmpty() && costMinor != 0) {
        throw new IllegalArgumentException("supplier '" + supplierId + "' costs " + costMinor);
      }
    }
  }

  public Kept {
    lines = List.copyOf(lines);
    if (amountMinor < 0 || refundedMinor < 0 || refundedMinor > amountMinor || shippingMinor < 0
        || shippingMinor > amountMinor) {
      throw new IllegalArgumentException(
          "amount " + amountMinor + ", refunded " + refundedMinor + ", shipping " + shippingMinor);
    }
  }

  /** What the buyer's money amounts to after refunds. */
  long baseMinor() {
    return amountMinor - refundedMinor;
  }

  /** What the goods earned after refunds, without shipping; refunds take from the goods first. */
  long goodsMinor() {
    return Math.max(0, baseMinor() - shippingMinor);
  }

  /**
   * What the platform owes for its coupons on the units that kept their price; a part of a unit rounds down.
   * Where host and buyer agreed on another price, it pays nothing: they could agree to share its money.
   */
  long subsidyMinor() {
    long subsidy = 0;
    for (Line line : lines) {
      subsidy = Math.addExact(subsidy,
          Math.multiplyExact(line.platformOffMinor(), line.atFullPrice()) / line.quantity());
    }
    return subsidy;
  }

  /**
   * What each supplier gets for the units that the buyer has, by supplier. A lower price is the host's own
   * concession: the cost stays whole.
   */
  Map<String, Long> suppliesMinor() {
    Map<String, Long> supplies = new TreeMap<>();
    for (Line line : lines) {
      int left = line.stayed();
      for (Portion portion : line.portions()) {
        int units = Math.min(left, portion.units());
        left -= units;
        long cost = Math.multiplyExact(portion.supply().costMinor(), units);
        if (cost != 0) {
          supplies.merge(portion.supply().supplierId(), cost, Math::addExact);
        }
      }
    }
    return supplies;
  }
}
