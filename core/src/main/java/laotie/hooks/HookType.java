package laotie.hooks;

import java.util.Optional;

/** What a receiver may be told, by the words that stand in the field {@code type} and never change. */
public enum HookType {
  /** A buyer was promised stock. */
  ORDER_PLACED("order.placed"),
  /** The money is there. */
  ORDER_PAID("order.paid"),
  /** The goods stand ready for the carrier. */
  ORDER_PACKED("order.packed"),
  /** The carrier has them. */
  ORDER_SHIPPED("order.shipped"),
  /** The buyer has them. */
  ORDER_DELIVERED("order.delivered"),
  /** An order was taken back before it was sent. */
  ORDER_CANCELLED("order.cancelled"),
  /** The hold ended unpaid. */
  ORDER_EXPIRED("order.expired"),
  /** Nothing more will happen to an order by itself. */
  ORDER_CLOSED("order.closed"),
  /** A payment was declined; the hold goes on. */
  PAYMENT_DECLINED("payment.declined"),
  /** Money that paid nothing went back whole. */
  PAYMENT_RETURNED("payment.returned"),
  /** Money of an order went back to the buyer, whole or in part. */
  REFUND_MADE("refund.made"),
  /** A buyer asks to give goods back, or for money without that. */
  RETURN_ASKED("return.asked"),
  /** The host answered, or let the time for it pass. */
  RETURN_ANSWERED("return.answered"),
  /** Both could not agree; the operator decides. */
  RETURN_ESCALATED("return.escalated"),
  /** A return is over. */
  RETURN_CLOSED("return.closed"),
  /** What can be promised of a variant is another number now. */
  STOCK_CHANGED("stock.changed"),
  /** Nothing is left of a variant. */
  STOCK_SOLD_OUT("stock.sold_out"),
  /** Something is there again of a variant that was sold out. */
  STOCK_BACK("stock.back"),
  /** The owner asked for it, to see whether his receiver works; sent to that endpoint whatever it chose. */
  HOOK_TEST("hook.test");

  private final String word;

  HookType(String word) {
    this.word = word;
  }

  /** The word of the wire, such as {@code order.paid}. */
  public String word() {
    return word;
  }

  /** True for what a subscription may choose. */
  public boolean isChoosable() {
    return this != HOOK_TEST;
  }

  /** True for the events that need the level of a stock. */
  public boolean isOfStock() {
    return word.startsWith("stock.");
  }

  /** The type of a word, or empty. */
  public static Optional<HookType> of(String word) {
    for (HookType type : values()) {
      if (type.word.equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
