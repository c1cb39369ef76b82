package laotie.server.payments;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import laotie.fact.Money;
import laotie.payments.Movement;
import laotie.trade.Notice;

/**
 * A payment gateway. It is told to collect money and says later, through a hook of ours and with its
 * signature, what became of it. Any method may be called again with the same ids after a crash, and then
 * moves no money a second time. What a gateway does not answer, or not in its own name, is a {@link
 * GatewayFault}: nothing is known then.
 */
interface PaymentClient {

  /** The word by which a buyer chooses it, as it stands in addresses and rows. */
  String method();

  /** False without its keys: it is not offered and its hook hears nobody. */
  boolean isConfigured();

  /** Whether it collects this currency at all. */
  boolean takes(Currency currency);

  /** How a buyer may pay with it, what suits most first. */
  List<Way> ways();

  /** How a buyer gets from our screen to his money. */
  enum Way {
    /** Nothing to do; for the gateway that pretends. */
    NOW,
    /** A page of the gateway, on a desk. */
    PAGE,
    /** A page of the gateway on a phone, which may open its app. */
    PHONE,
    /** A code on our screen for the phone in his hand. */
    CODE
  }

  /**
   * Money to collect.
   *
   * @param wish what a pretending gateway shall do; real ones ignore it
   * @param startedAt when the buyer asked; a repeat brings the same instant
   * @param until when the goods are no longer held; a gateway that can, stops collecting then
   * @param network the buyer's address, for gateways that insist on it
   */
  record Charge(
      String paymentId, String orderId, Money amount, Way way, String wish, Instant startedAt,
      Instant until, Addresses addresses, String network) {}

  /**
   * Where to find us.
   *
   * @param notice where the gateway says what became of it
   * @param back where it sends the buyer when he is done or gave up
   * @param near the same door as {@code notice} inside this machine, for the gateway that pretends
   */
  record Addresses(URI notice, URI back, URI near) {}

  /** What the buyer does next. */
  sealed interface Next {
    /** He waits. */
    record Wait() implements Next {}

    /** His browser goes there. */
    record Visit(URI page) implements Next {}

    /** He scans this text as a code. */
    record Scan(String text) implements Next {}
  }

  /**
   * A payment the gateway knows of.
   *
   * @param reference the gateway's own number of it, needed to ask later; or empty
   */
  record Started(Next next, String reference) {}

  /** Asks the gateway to collect; returns before the buyer has paid. */
  Started start(Charge charge);

  /** What came to a hook. */
  record Message(Headers headers, String body) {}

  /** The headers of a message. */
  @FunctionalInterface
  interface Headers {
    /** The value, or an empty text. */
    String value(String name);
  }

  /** What a message says. */
  sealed interface Word {
    /** Not the gateway's, not for us, or sent before: nothing follows. The cause never names a secret. */
    record Forged(String why) implements Word {}

    /** The gateway's, and nothing to do. */
    record Idle() implements Word {}

    /** What became of a payment. */
    record Settled(Notice notice) implements Word {}

    /** A refund moved; it is asked for by its id. */
    record Moved(String refundId) implements Word {}
  }

  /** Reads a message; its signature is checked first. */
  Word hear(Message message);

  /** True when {@link #hear} needs neither the network nor much arithmetic: an event loop may do it. */
  default boolean hearsAtOnce() {
    return false;
  }

  /** What a gateway wants to hear from a hook. */
  record Answer(int status, String type, String body) {}

  /** The answer to a notice that was taken and committed; anything else lets a gateway send it again. */
  Answer taken();

  /**
   * Money to send back.
   *
   * @param total what the payment brought
   */
  record Refund(String refundId, String paymentId, String reference, Money amount, Money total) {}

  /** How a refund stands. */
  sealed interface Refunded {
    /** The gateway confirmed it. */
    record Back() implements Refunded {}

    /** The gateway has taken it and is not done. */
    record Underway() implements Refunded {}

    /** The gateway refuses; a person has to look. */
    record Failed(String why) implements Refunded {}
  }

  /** Sends money back, or says how the refund of that id stands. */
  Refunded refund(Refund refund);

  /**
   * A payment that stayed silent.
   *
   * @param until when the goods were no longer held
   */
  record Asked(String paymentId, String reference, Instant until) {}

  /** What became of it; empty while the gateway does not know either. */
  Optional<Notice> query(Asked asked);

  /** The zone its statements' days are those of; empty for a gateway that gives no statements. */
  Optional<ZoneId> statementZone();

  /** What it moved on such a day, which must be over for some hours. */
  List<Movement> statement(LocalDate day);
}
