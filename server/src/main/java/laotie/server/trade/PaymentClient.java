package laotie.server.trade;

import java.net.URI;
import java.util.Optional;
import laotie.fact.Money;
import laotie.trade.Notice;

/**
 * A payment gateway. It is told to collect money and says later, through a hook of ours and with its
 * signature, what became of it. Any method may be called again with the same ids after a crash.
 */
interface PaymentClient {

  /** The word by which a buyer chooses it. */
  String method();

  /**
   * Money to collect.
   *
   * @param wish what a pretending gateway shall do; real ones ignore it
   * @param noticeUrl where the gateway says what became of it
   */
  record Charge(String paymentId, Money amount, String wish, URI noticeUrl) {}

  /** Asks the gateway to collect; returns before the buyer has paid. */
  void start(Charge charge);

  /** The notice in a hook's body; empty when the signature is not the gateway's. */
  Optional<Notice> verify(String body);

  /** Sends the money of a payment back; throws when the gateway does not confirm. */
  void refund(String paymentId, Money amount);
}
