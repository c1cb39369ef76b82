package laotie.sim;

import laotie.fact.Channel;

/** One thing a simulated person does. */
public sealed interface Act {

  /** Opens the room. */
  record Enter(Channel channel) implements Act {}

  /** Looks on; nothing is sent but beats. */
  record Watch() implements Act {}

  /** Writes a line. */
  record Say(String text, boolean isIntent) implements Act {}

  /** Taps the heart. */
  record Like(int count) implements Act {}

  record Follow() implements Act {}

  /** Lets the host hold what the page showed him, and write to him. */
  record Consent() implements Act {}

  /** Waits for the host's next show (蹲直播). */
  record Reserve() implements Act {}

  /** Orders and goes to the till. */
  record Buy(String skuId, int quantity, Purse purse) implements Act {}

  /** Goes; the evening in this room is over for him. */
  record Leave() implements Act {}

  /** How the payment will go. */
  enum Purse {
    PAYS,
    DECLINED_THEN_PAYS,
    WALKS_AWAY
  }
}
