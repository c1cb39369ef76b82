package laotie.payments;

import java.time.Instant;
import java.util.Objects;
import laotie.fact.Money;

/**
 * One movement of money, as a gateway's statement tells it or as our ledger does.
 *
 * @param id the payment's or refund's id of ours; empty when the gateway moved money we never heard of
 * @param reference the gateway's own number of it, or empty
 * @param amount what the buyer gave or got back, above zero
 * @param fee what the gateway kept for it, in the currency it settles in; zero in our own books
 */
public record Movement(Kind kind, String id, String reference, Money amount, Money fee, Instant at) {

  /** Which way the money went. */
  public enum Kind {
    /** From a buyer to the shop. */
    PAYMENT,
    /** Back to a buyer. */
    REFUND,
    /** Neither, such as a disputed payment that a bank took back. */
    OTHER
  }

  public Movement {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(id);
    Objects.requireNonNull(reference);
    Objects.requireNonNull(fee);
    Objects.requireNonNull(at);
    if (kind != Kind.OTHER && amount.minor() <= 0) {
      throw new IllegalArgumentException(kind + " " + id + " of " + amount.minor());
    }
  }

  /** What makes two movements the same one. */
  String key() {
    return id.isEmpty() ? "? " + reference : kind + " " + id;
  }
}
