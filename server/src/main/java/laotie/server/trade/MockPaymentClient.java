package laotie.server.trade;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;
import laotie.fact.Money;
import laotie.server.http.Seal;
import laotie.trade.Notice;
import org.jboss.logging.Logger;

/**
 * A gateway that pretends, for demos and tests: no money moves, but the notice travels over HTTP with a
 * real signature, as that of any other gateway.
 *
 * <pre>
 * body: base64("mock-payment|pay_7k|PAID|8000|CNY") . base64(HMAC-SHA256)
 * </pre>
 */
@Singleton
final class MockPaymentClient implements PaymentClient {

  private static final String PURPOSE = "mock-payment";
  private static final Duration NOTICE_MAX = Duration.ofSeconds(10);
  private static final int TRIES_MAX = 3;
  private static final Logger LOGGER = Logger.getLogger(MockPaymentClient.class);

  private final Seal seal;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(NOTICE_MAX).build();

  MockPaymentClient(Seal seal) {
    this.seal = seal;
  }

  @Override
  public String method() {
    return "mock";
  }

  @Override
  public void start(Charge charge) {
    switch (charge.wish()) {
      case "success" -> send(charge, new Notice(charge.paymentId(), true, charge.amount()));
      case "decline" -> send(charge,
          new Notice(charge.paymentId(), false, new Money(0, charge.amount().currency())));
      default -> LOGGER.debugf("payment %s stays silent", charge.paymentId());
    }
  }

  @Override
  public Optional<Notice> verify(String body) {
    return seal.verify(body.strip()).map(payload -> payload.split("\\|"))
        .filter(part -> part.length == 5 && part[0].equals(PURPOSE))
        .map(part -> new Notice(part[1], part[2].equals("PAID"),
            new Money(Long.parseLong(part[3]), Currency.getInstance(part[4]))));
  }

  /** The pretended money is back at once. */
  @Override
  public void refund(String paymentId, Money amount) {
    LOGGER.debugf("payment %s: %d %s back", paymentId, amount.minor(), amount.currency());
  }

  /** The body a notice travels in. */
  String sealed(Notice notice) {
    return seal.sign(String.join("|", PURPOSE, notice.paymentId(), notice.isPaid() ? "PAID" : "DECLINED",
        Long.toString(notice.amount().minor()), notice.amount().currency().getCurrencyCode()));
  }

  private void send(Charge charge, Notice notice) {
    HttpRequest request = HttpRequest.newBuilder(charge.noticeUrl()).timeout(NOTICE_MAX)
        .header("Content-Type", "text/plain")
        .POST(HttpRequest.BodyPublishers.ofString(sealed(notice))).build();
    Thread.ofVirtual().name("mock gateway").start(() -> deliver(request));
  }

  private void deliver(HttpRequest request) {
    for (int attempt = 1; attempt <= TRIES_MAX; attempt++) {
      try {
        if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 300) {
          return;
        }
        Thread.sleep(Duration.ofSeconds(attempt));
      } catch (IOException away) {
        LOGGER.debugf("notice attempt %d failed: %s", attempt, away.getMessage());
      } catch (InterruptedException stopped) {
        return;
      }
    }
    LOGGER.warnf("a mock notice was not taken by %s", request.uri());
  }
}
