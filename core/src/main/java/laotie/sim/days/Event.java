package laotie.sim.days;

import java.time.Duration;

/**
 * Something that somebody does on a trading day. What exactly follows from {@code dice} and from what is
 * there when it happens, so that any event can be cut out of a plan and the rest still makes sense.
 *
 * @param number its place in the whole plan, from 0
 * @param at since the beginning of the day
 */
public record Event(int number, Duration at, Kind kind, long dice) {

  /** What is done. */
  public enum Kind {
    /** A buyer orders what he sees, perhaps with a coupon, perhaps whatever is there of it. */
    ORDER,
    /** A buyer pays an order of his, in one of the manners of {@link Gateway.Manner}. */
    PAY,
    /** A buyer pays one order in two tabs at once. */
    TWO_TABS,
    /** A buyer takes an order back, unpaid or paid. */
    CANCEL,
    /** A host changes the list or the room price of something, or takes it off the shelf. */
    PRICE,
    /** A host puts units on a shelf or takes some away. */
    STOCK,
    /** A host begins, changes, ends or reopens a flash sale. */
    FLASH,
    /** A host changes his coupon: its end or its uses. */
    COUPON,
    /** A host packs, ships, or says that it arrived. */
    SEND,
    /** A buyer asks to give something back. */
    ASK_BACK,
    /** Buyer, host or operator takes a step in a return. */
    STEP,
    /** A host puts on the shelf again what came back. */
    SHELVE,
    /** An operator gathers a payout, or the bank says what became of one. */
    PAYOUT,
    /** An operator keeps money of a host back for a case. */
    KEEP_BACK,
    /** The gateway neither tells nor answers for a minute or more. */
    SILENCE,
    /** The server's clock jumps. */
    JUMP,
    /** The process dies between two of its next steps. */
    KILL,
    /** Nobody does anything; time passes. */
    WAIT
  }
}
