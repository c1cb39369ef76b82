package laotie.trade;

/** Where an order (订单) stands. */
public enum OrderStatus {
  /** Stock is held; the payment is awaited. */
  PLACED,
  /** The money is in the ledger and the units are sold. */
  PAID,
  /** The host packed the goods; they wait for a carrier. */
  PACKED,
  /** The host handed the goods to a carrier. */
  SHIPPED,
  /** The goods reached the buyer; he may still return them. */
  DELIVERED,
  /** Delivered, and the time for returns is over. */
  CLOSED,
  /** The hold ended unpaid. */
  EXPIRED,
  /** The buyer took the unpaid order back. */
  CANCELLED,
  /** Nothing is owed by either side: the whole amount goes back to the buyer. */
  REFUNDED
}
