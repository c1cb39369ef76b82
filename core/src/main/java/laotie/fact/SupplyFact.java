package laotie.fact;

/** What happened to goods on their way in. What leaves is told by trade, order by order. */
public sealed interface SupplyFact extends Fact {

  @Override
  default Area area() {
    return Area.SUPPLY;
  }

  String consignmentId();

  @Override
  default String key() {
    return consignmentId();
  }

  /** A supplier said what he sends; {@code units} of all lines. */
  record ConsignmentAnnounced(String consignmentId, String hostId, String supplierId, long units)
      implements SupplyFact {}

  /**
   * All lines of what came were counted; a later count of the same consignment replaces it.
   *
   * @param good units that can be sold
   * @param missing units that were announced and did not come
   * @param over units that came and were not announced
   * @param damaged units that came and cannot be sold
   */
  record ConsignmentCounted(
      String consignmentId, String hostId, long good, long missing, long over, long damaged)
      implements SupplyFact {}

  /** The counted units are in the warehouse; {@code StockSupplied} tells of each variant. */
  record ConsignmentAccepted(
      String consignmentId, String hostId, String supplierId, String warehouseId, long units)
      implements SupplyFact {}

  /** It did not come, or the host did not take it. */
  record ConsignmentWithdrawn(String consignmentId, String hostId, String supplierId)
      implements SupplyFact {}
}
