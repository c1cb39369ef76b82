package laotie.supply;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Money;

/**
 * A truckload (一车货) that a supplier consigns to one host: what he announced, and what was counted when it
 * came. The goods are the supplier's until they are sold, so a cost is owed for sold units only.
 */
public record Consignment(
    String consignmentId, String hostId, String supplierId, State state, List<Line> lines) {

  /** Lines of one consignment. */
  public static final int LINES_MAX = 500;

  /** Units of one line. */
  public static final long UNITS_MAX = 1_000_000;

  /** Where it stands. */
  public enum State {
    /** The supplier said what he sends. */
    ANNOUNCED,
    /** What came was counted, every line of it. */
    COUNTED,
    /** The counted units are in a warehouse and on the shelf. */
    ACCEPTED,
    /** It never became the host's to sell. */
    WITHDRAWN
  }

  /**
   * One variant of it.
   *
   * @param announced units the supplier said he sends, 1..{@value #UNITS_MAX}
   * @param unitCost what the supplier gets for one sold unit, >= 0
   * @param count what came, once somebody counted
   */
  public record Line(String skuId, long announced, Money unitCost, Optional<Count> count) {
    public Line {
      Objects.requireNonNull(skuId);
      Objects.requireNonNull(count);
      if (announced < 1 || announced > UNITS_MAX || unitCost.minor() < 0) {
        throw new IllegalArgumentException(
            "announced " + announced + " units of " + skuId + " at " + unitCost);
      }
    }

    /** How what came differs from what was announced; nothing while nobody counted. */
    public Difference difference() {
      return count.map(came -> Difference.between(announced, came)).orElse(Difference.NONE);
    }

    Line counted(Count came) {
      return new Line(skuId, announced, unitCost, Optional.of(came));
    }
  }

  /**
   * What came of a line.
   *
   * @param good units that can be sold, 0..{@value #UNITS_MAX}
   * @param damaged units that cannot; they go back to the supplier and cost nothing
   */
  public record Count(long good, long damaged) {
    public Count {
      if (good < 0 || damaged < 0 || good > UNITS_MAX || damaged > UNITS_MAX) {
        throw new IllegalArgumentException("good " + good + ", damaged " + damaged);
      }
    }
  }

  /** Units that were announced and did not come, that came and were not announced, that came damaged. */
  public record Difference(long missing, long over, long damaged) {

    public static final Difference NONE = new Difference(0, 0, 0);

    static Difference between(long announced, Count came) {
      long arrived = came.good() + came.damaged();
      return new Difference(Math.max(0, announced - arrived), Math.max(0, arrived - announced),
          came.damaged());
    }

    Difference plus(Difference other) {
      return new Difference(missing + other.missing, over + other.over, damaged + other.damaged);
    }
  }

  public Consignment {
    Objects.requireNonNull(consignmentId);
    Objects.requireNonNull(hostId);
    Objects.requireNonNull(supplierId);
    Objects.requireNonNull(state);
    lines = List.copyOf(lines);
    if (lines.isEmpty() || lines.size() > LINES_MAX) {
      throw new IllegalArgumentException(lines.size() + " lines, allowed 1.." + LINES_MAX);
    }
    Set<String> skuIds = new HashSet<>();
    for (Line line : lines) {
      if (!skuIds.add(line.skuId())) {
        throw new IllegalArgumentException("sku " + line.skuId() + " stands twice");
      }
    }
  }

  /** Units announced. */
  public long announced() {
    return lines.stream().mapToLong(Line::announced).sum();
  }

  /** Units that came and can be sold. */
  public long good() {
    return lines.stream().flatMap(line -> line.count().stream()).mapToLong(Count::good).sum();
  }

  /** All differences together. */
  public Difference difference() {
    return lines.stream().map(Line::difference).reduce(Difference.NONE, Difference::plus);
  }

  boolean isCounted() {
    return lines.stream().allMatch(line -> line.count().isPresent());
  }

  Consignment as(State next, List<Line> nextLines) {
    return new Consignment(consignmentId, hostId, supplierId, next, nextLines);
  }
}
