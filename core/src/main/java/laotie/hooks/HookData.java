package laotie.hooks;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import laotie.fact.Money;

/**
 * What an event tells beside its type: opaque ids, amounts, lines and states. No name, no address, no text
 * of a person, and not even the buyer's id: a receiver that needs more asks the API, where it is checked.
 */
public sealed interface HookData {

  /** Whose trade it is. */
  String hostId();

  /**
   * An order in a new state.
   *
   * @param state the word of the state, such as {@code PAID}
   * @param amount what the buyer pays, shipping included; with the facts that know it
   * @param shippingMinor minor units of the amount that pay for shipping; where the amount is
   * @param lines empty with the facts that do not tell them, and when the payload would be too large
   * @param source where it came from; with the facts that know it
   * @param heldUntil when the promise ends; of a placed order only
   */
  record OrderData(
      String orderId, String hostId, String state, Optional<Money> amount, Optional<Long> shippingMinor,
      List<Item> lines, Optional<Source> source, Optional<Instant> heldUntil) implements HookData {
    public OrderData {
      Objects.requireNonNull(amount);
      Objects.requireNonNull(shippingMinor);
      Objects.requireNonNull(source);
      Objects.requireNonNull(heldUntil);
      lines = List.copyOf(lines);
    }

    static OrderData of(String orderId, String hostId, String state) {
      return new OrderData(orderId, hostId, state, Optional.empty(), Optional.empty(), List.of(),
          Optional.empty(), Optional.empty());
    }
  }

  /**
   * Units of one variant.
   *
   * @param priceMinor minor units for one, as it was when the order was placed
   * @param offMinor what the order's discounts take off all of them, minor units
   */
  record Item(String skuId, String productId, int quantity, long priceMinor, long offMinor) {}

  /** The show or clip an order came from; both are empty when it came from neither. */
  record Source(String showId, String clipId) {}

  /**
   * A payment that paid nothing.
   *
   * @param amount what went back; empty when nothing had come
   */
  record PaymentData(String paymentId, String orderId, String hostId, Optional<Money> amount)
      implements HookData {
    public PaymentData {
      Objects.requireNonNull(amount);
    }
  }

  /**
   * Money that went back to a buyer.
   *
   * @param amount of this refund, positive
   * @param isWhole true when nothing of the order's amount remains
   */
  record RefundData(String paymentId, String orderId, String hostId, Money amount, boolean isWhole)
      implements HookData {}

  /**
   * A return in a new state.
   *
   * @param state ASKED; AGREED, REFUSED or PROPOSED; ESCALATED; REFUNDED, WITHDRAWN or REJECTED
   * @param amount what the buyer asks for or gets by it; with the facts that know it
   */
  record ReturnData(
      String returnId, String orderId, String hostId, String state, Optional<Money> amount)
      implements HookData {
    public ReturnData {
      Objects.requireNonNull(amount);
    }
  }

  /**
   * A variant's stock.
   *
   * @param available units that can be promised now; the level when it was looked at, so several changes
   *     within a moment are one event
   */
  record StockData(String skuId, String productId, String hostId, long available) implements HookData {}

  /** A try on the owner's wish. */
  record TestData(String endpointId, String hostId) implements HookData {}
}
