package laotie.trade;

/** Where a payment (支付) stands. */
public enum PaymentStatus {
  /** Asked for; the gateway has not said anything yet. */
  PENDING,
  /** The money arrived and pays the order. */
  PAID,
  /** The gateway refused; nothing arrived. */
  DECLINED,
  /** The money arrived, is not needed, and goes back whole. */
  RETURNED
}
