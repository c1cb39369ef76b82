package laotie.supply;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Decides from which lots (批次) the units of a sold line are taken. Consigned goods leave before the host's
 * own, the oldest lot first; what was picked from a warehouse is taken from there as far as it goes. So what
 * a unit costs is known the moment it leaves, and does not change.
 */
public final class Leaving {

  private Leaving() {}

  /**
   * What an accepted line of a consignment still has.
   *
   * @param onHand units in the warehouse, >= 0
   */
  public record Lot(String lotId, String warehouseId, long onHand) {
    public Lot {
      Objects.requireNonNull(lotId);
      Objects.requireNonNull(warehouseId);
      if (onHand < 0) {
        throw new IllegalArgumentException("lot " + lotId + " has " + onHand + " units");
      }
    }
  }

  /**
   * Units taken from one place.
   *
   * @param lotId empty for the host's own goods
   */
  public record Taken(String lotId, long units) {}

  /**
   * Takes {@code units} of one variant; what the lots do not have is the host's own.
   *
   * @param lots the oldest first
   * @param picked warehouses the units were picked from; empty when nobody picked
   */
  public static List<Taken> take(List<Lot> lots, Set<String> picked, long units) {
    List<Lot> inOrder = new ArrayList<>(lots.size());
    lots.stream().filter(lot -> picked.contains(lot.warehouseId())).forEach(inOrder::add);
    lots.stream().filter(lot -> !picked.contains(lot.warehouseId())).forEach(inOrder::add);
    List<Taken> taken = new ArrayList<>();
    long left = units;
    for (Lot lot : inOrder) {
      long some = Math.min(left, lot.onHand());
      if (some > 0) {
        taken.add(new Taken(lot.lotId(), some));
        left -= some;
      }
    }
    if (left > 0) {
      taken.add(new Taken("", left));
    }
    return taken;
  }

  /**
   * Which of the taken units came back, the last taken first: the host's own before consigned ones, so that
   * nothing is owed for less than what stayed.
   *
   * @param out units of each place that are still with the buyer, in the order they were taken
   * @return as many as {@code out}; never more than are out
   */
  public static List<Long> comeBack(List<Long> out, long units) {
    Long[] back = new Long[out.size()];
    long left = units;
    for (int i = out.size() - 1; i >= 0; i--) {
      back[i] = Math.min(left, out.get(i));
      left -= back[i];
    }
    return List.of(back);
  }
}
