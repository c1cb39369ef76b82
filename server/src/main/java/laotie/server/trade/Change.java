package laotie.server.trade;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import laotie.trade.Actor;

/**
 * One dated step of an order after its payment, and who took it.
 *
 * @param actorId the account, or empty for the system
 * @param detail what the step says besides: flat, without words or names of people
 */
record Change(
    String orderId, Instant at, Actor actor, String actorId, Word word, Map<String, String> detail) {

  /** What happened. */
  enum Word {
    PACKED,
    SHIPPED,
    /** The host corrected carrier or number. */
    RESHIPPED,
    DELIVERED,
    CLOSED,
    /** The buyer took a paid order back before it left. */
    CANCELLED,
    REFUND_PROMISED,
    RETURN_ASKED,
    RETURN_AGREED,
    RETURN_REFUSED,
    RETURN_PROPOSED,
    RETURN_ACCEPTED,
    RETURN_SENT,
    RETURN_ARRIVED,
    RETURN_DISPUTED,
    RETURN_ESCALATED,
    RETURN_DECIDED,
    RETURN_WITHDRAWN,
    RESTOCKED
  }

  Change {
    Objects.requireNonNull(at);
    Objects.requireNonNull(actor);
    Objects.requireNonNull(word);
    detail = Map.copyOf(detail);
  }
}
