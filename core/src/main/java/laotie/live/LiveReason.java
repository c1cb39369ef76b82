package laotie.live;

import laotie.fact.Reason;

/** Why a room says no, in order of precedence. */
public enum LiveReason implements Reason {
  /** The room belongs to somebody else, and he did not name the caller as an assistant. */
  NOT_YOUR_ROOM(403),
  /** A host or assistant silenced the speaker in this room until a named instant. */
  MUTED(403),
  /** The show has ended; nothing in it changes any more. */
  SHOW_ENDED(409),
  /** The room has no live show, and the wish needs one. */
  SHOW_NOT_LIVE(409),
  /** Another show of this room is live: one room, one show at a time. */
  ROOM_ALREADY_LIVE(409),
  /** The announced instant lies in the past or more than 90 days ahead. */
  START_OUT_OF_RANGE(422),
  /** The host has too many shows announced. */
  SHOWS_FULL(409),
  /** Only an announced show that has not begun is waited for, and not by its host. */
  NOT_RESERVABLE(409),
  /** The viewer waits for as many shows as one may. */
  RESERVATIONS_FULL(409),
  /** The card is not in the queue of this show. */
  CARD_UNKNOWN(404),
  /** The product is another host's, or taken off the shelf. */
  PRODUCT_NOT_OFFERED(409),
  /** The product already has a card in this show. */
  CARD_ALREADY_QUEUED(409),
  /** The queue holds as many cards as it may. */
  CARDS_FULL(409),
  /** The order names other cards than the queue has now. */
  CARD_ORDER_STALE(409),
  /** Hosts and assistants cannot be silenced in the host's own room. */
  MAY_NOT_MUTE(409),
  /** The message has no readable character. */
  CHAT_EMPTY(422),
  /** The message is longer than it may be. */
  CHAT_TOO_LONG(422),
  /** The account said too much in too short a time. */
  CHAT_TOO_FAST(429),
  /** More taps on the heart than a hand can make. */
  LIKES_TOO_FAST(429),
  /** More messages wait to be written than may wait. */
  CHAT_OVERLOADED(503),
  /** The room has as many sockets as it may have. */
  ROOM_FULL(503);

  private final int status;

  LiveReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
