package laotie.server.trade;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import laotie.trade.Return;
import laotie.trade.Return.Award;
import laotie.trade.Return.State;

/**
 * A return as it is stored.
 *
 * @param request as the rules see it
 * @param askedMinor what was asked for at first, minor units
 * @param parcel how the goods travel back
 * @param pictures ids of the evidence
 */
record ReturnRow(
    Return request, long number, String orderId, String buyerId, String hostId, long askedMinor,
    Instant askedAt, Optional<Instant> endedAt, long refundedMinor, Parcel parcel, List<String> pictures) {

  ReturnRow {
    pictures = List.copyOf(pictures);
  }

  /**
   * The way back.
   *
   * @param isSent the goods left the buyer
   * @param arrived the host has them
   * @param restocked their units are on the shelf again
   */
  record Parcel(
      boolean isSent, String carrier, String trackingNumber, Optional<Instant> arrived,
      Optional<Instant> restocked) {
    static final Parcel NONE = new Parcel(false, "", "", Optional.empty(), Optional.empty());
  }

  /** The state as one word, as it is stored and shown. */
  static String word(State state) {
    return switch (state) {
      case State.Asked asked -> "ASKED";
      case State.Proposed proposed -> "PROPOSED";
      case State.Refused refused -> "REFUSED";
      case State.Agreed agreed -> "AGREED";
      case State.SentBack sent -> "SENT_BACK";
      case State.Escalated escalated -> "ESCALATED";
      case State.Ended ended -> ended.end().name();
    };
  }

  /** What the buyer gets as it stands. */
  static Award award(State state) {
    return switch (state) {
      case State.Asked asked -> asked.award();
      case State.Proposed proposed -> proposed.award();
      case State.Refused refused -> refused.asked();
      case State.Agreed agreed -> agreed.award();
      case State.SentBack sent -> sent.award();
      case State.Escalated escalated -> escalated.asked();
      case State.Ended ended -> ended.award();
    };
  }

  /** Units that were sent back and came, and are not on the shelf: the host may put them there. */
  boolean mayRestock() {
    return parcel.arrived().isPresent() && parcel.restocked().isEmpty();
  }
}
