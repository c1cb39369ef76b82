package laotie.server.payments;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Money;

/**
 * A gateway's own side of the wire, on this machine: it checks our signatures with our public keys, signs its
 * answers and notices with keys of its own, and keeps the money. A new gateway brings one of these, and the
 * contract runs over it.
 */
interface Standin extends AutoCloseable {

  /** The gateway's word, as of its client. */
  String method();

  /** What a shop sets to use it: keys below {@code laotie.payments}. */
  Map<String, String> settings();

  /** A client of ours that uses it. */
  PaymentClient client(StandinTime time);

  /** What travels to our hook. */
  record Posted(String type, Map<String, String> headers, String body) {
    Posted with(String otherBody) {
      return new Posted(type, headers, otherBody);
    }

    PaymentClient.Message message() {
      return new PaymentClient.Message(
          name -> headers.entrySet().stream().filter(one -> one.getKey().equalsIgnoreCase(name))
              .map(Map.Entry::getValue).findFirst().orElse(""), body);
    }
  }

  /** The buyer opens the page the gateway gave him, or scans its code. */
  void open(PaymentClient.Next next);

  /** The buyer pays; no notice is sent by itself. */
  void pay(String paymentId, Money amount);

  /** The buyer never paid and cannot any more. */
  void end(String paymentId);

  /** The notice of a payment, signed as of an instant. */
  Posted paid(String paymentId, Money amount, Instant at);

  /** The notice that nothing will come. */
  Posted declined(String paymentId, Instant at);

  /** A well signed notice for somebody else's app, account or shop. */
  Posted foreign(String paymentId, Money amount, Instant at);

  /** The word that a refund moved; empty for a gateway that sends none. */
  Optional<Posted> refundMoved(String refundId, Instant at);

  /** The body that ends its repeating of a notice, beside a status of 2xx. */
  String wantsToHear();

  /** How old a notice may be; empty for one that signs no instant. */
  Optional<Duration> ageMax();

  /** A currency other than yuan that its notices can name. */
  Optional<Currency> otherCurrency();

  /** Where it listens. */
  StandinServer server();

  /** From now on each request fails, after it was done or instead of it. */
  default void fail(Failing how) {
    server().fail(how);
  }

  /** How it fails. */
  enum Failing {
    NOT,
    /** 500 and nothing was done. */
    BEFORE,
    /** 500 although it was done. */
    AFTER,
    /** The answer is signed by somebody else. */
    FORGED,
    /** 200 and an answer without a word in it. */
    HOLLOW
  }

  /** Refunds stay underway until {@link #finishRefunds}. */
  void delayRefunds();

  void finishRefunds();

  /** What went back of a payment, in minor units, and in how many pieces. */
  List<Long> refunds(String paymentId);

  /** Requests of ours that it did not believe; empty when all were well made. */
  default List<String> complaints() {
    return server().complaints();
  }

  /** Its own address. */
  default URI url() {
    return server().url();
  }

  @Override
  default void close() {
    server().close();
  }
}
