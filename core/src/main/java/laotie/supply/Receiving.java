package laotie.supply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.SupplyFact.ConsignmentAccepted;
import laotie.fact.SupplyFact.ConsignmentAnnounced;
import laotie.fact.SupplyFact.ConsignmentCounted;
import laotie.fact.SupplyFact.ConsignmentWithdrawn;
import laotie.supply.Consignment.Count;
import laotie.supply.Consignment.Difference;
import laotie.supply.Consignment.Line;
import laotie.supply.Consignment.State;

/** Decides how a truckload comes in: announced, counted, accepted or withdrawn. */
public final class Receiving {

  private Receiving() {}

  /** The supplier says what he sends. */
  public static Decision<Consignment> announce(Consignment fresh) {
    return new Accepted<>(fresh, List.of(new ConsignmentAnnounced(
        fresh.consignmentId(), fresh.hostId(), fresh.supplierId(), fresh.announced())));
  }

  /**
   * Somebody counted some lines, or counted them again; the last count holds.
   *
   * @param came what came, by sku; skus that were not announced are the caller's mistake
   */
  public static Decision<Consignment> count(Consignment open, Map<String, Count> came) {
    if (isOver(open)) {
      return over(open);
    }
    List<Line> lines = new ArrayList<>(open.lines().size());
    for (Line line : open.lines()) {
      lines.add(came.containsKey(line.skuId()) ? line.counted(came.get(line.skuId())) : line);
    }
    Consignment next = open.as(open.state(), lines);
    if (!next.isCounted()) {
      return new Accepted<>(next, List.of());
    }
    Consignment counted = open.as(State.COUNTED, lines);
    boolean isNews = !counted.equals(open);
    Difference difference = counted.difference();
    return new Accepted<>(counted, !isNews ? List.of() : List.of(new ConsignmentCounted(
        counted.consignmentId(), counted.hostId(), counted.good(), difference.missing(),
        difference.over(), difference.damaged())));
  }

  /** The host takes what was counted, whatever was announced. A repeat changes nothing. */
  public static Decision<Consignment> accept(Consignment counted, String warehouseId) {
    return switch (counted.state()) {
      case ACCEPTED -> new Accepted<>(counted, List.of());
      case WITHDRAWN -> over(counted);
      case ANNOUNCED -> new Refused<>(SupplyReason.COUNT_MISSING,
          counted.lines().stream().filter(line -> line.count().isEmpty()).count() + " of "
              + counted.lines().size() + " lines of " + counted.consignmentId() + " were not counted");
      case COUNTED -> new Accepted<>(counted.as(State.ACCEPTED, counted.lines()),
          List.of(new ConsignmentAccepted(counted.consignmentId(), counted.hostId(),
              counted.supplierId(), warehouseId, counted.good())));
    };
  }

  /** It does not come, or the host does not take it. A repeat changes nothing. */
  public static Decision<Consignment> withdraw(Consignment open) {
    return switch (open.state()) {
      case WITHDRAWN -> new Accepted<>(open, List.of());
      case ACCEPTED -> over(open);
      case ANNOUNCED, COUNTED -> new Accepted<>(open.as(State.WITHDRAWN, open.lines()),
          List.of(new ConsignmentWithdrawn(open.consignmentId(), open.hostId(), open.supplierId())));
    };
  }

  private static boolean isOver(Consignment consignment) {
    return consignment.state() == State.ACCEPTED || consignment.state() == State.WITHDRAWN;
  }

  private static Decision<Consignment> over(Consignment consignment) {
    return new Refused<>(SupplyReason.CONSIGNMENT_OVER,
        "consignment " + consignment.consignmentId() + " is " + consignment.state(),
        Map.of("state", consignment.state().name()));
  }
}
