package laotie.server.payments;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import laotie.fact.Money;
import laotie.payments.Movement;
import laotie.server.http.Seal;
import laotie.server.http.Settings;
import laotie.trade.Notice;
import org.jboss.logging.Logger;

/**
 * A gateway that pretends, for demos and tests: no money moves, but the notice travels over HTTP with a
 * real signature, as that of any other gateway. What it does is wished for:
 *
 * <pre>
 * success     paid, one notice at once          decline       refused, one notice at once
 * duplicate   paid, three notices               reordered     a refusal after the money
 * late        paid after the hold has ended     wrong-amount  paid, one minor unit short
 * silent      paid, no notice: ask for it       timeout       nobody paid, no notice
 *
 * body: base64("mock-payment|pay_7k|PAID|8000|CNY") . base64(HMAC-SHA256)
 * </pre>
 */
@Singleton
final class MockPaymentClient implements PaymentClient {

  /** What may be wished for. */
  static final Set<String> WISHES = Set.of(
      "success", "decline", "timeout", "late", "duplicate", "reordered", "wrong-amount", "silent");

  private static final String PURPOSE = "mock-payment";
  private static final Duration NOTICE_MAX = Duration.ofSeconds(10);
  private static final int TRIES_MAX = 3;
  private static final int CONNECTIONS_MAX = 256;

  /** Notices that wait for a connection at one time; more fail and are sent again. */
  private static final int WAITING_MAX = 20_000;

  private static final Duration LATE = Duration.ofSeconds(2);
  private static final Duration GRACE = Duration.ofMinutes(2);

  /** Late notices that wait at one time; more stay silent. */
  private static final int LATE_MAX = 1_000;

  /** Payments without a notice that it remembers, the newest. */
  private static final int SILENT_MAX = 10_000;

  private static final Logger LOGGER = Logger.getLogger(MockPaymentClient.class);

  private final Seal seal;
  private final InstantSource clock;
  private final boolean isWanted;
  private final HttpClient http;
  private final Semaphore late = new Semaphore(LATE_MAX);
  private final Map<String, Notice> silent = new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Notice> eldest) {
      return size() > SILENT_MAX;
    }
  };

  MockPaymentClient(Seal seal, Settings settings, InstantSource clock, Vertx vertx) {
    this.seal = seal;
    this.clock = clock;
    this.isWanted = settings.payments().mock().orElse(true);
    this.http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS_MAX)
        .setMaxWaitQueueSize(WAITING_MAX).setConnectTimeout((int) NOTICE_MAX.toMillis())
        .setIdleTimeout((int) NOTICE_MAX.toSeconds()));
  }

  @Override
  public String method() {
    return "mock";
  }

  @Override
  public boolean isConfigured() {
    return isWanted;
  }

  @Override
  public boolean takes(Currency currency) {
    return true;
  }

  @Override
  public List<Way> ways() {
    return List.of(Way.NOW);
  }

  @Override
  public Started start(Charge charge) {
    Notice paid = new Notice(charge.paymentId(), true, charge.amount());
    Notice declined = new Notice(charge.paymentId(), false, new Money(0, charge.amount().currency()));
    URI to = charge.addresses().near();
    switch (charge.wish()) {
      case "success" -> send(to, paid);
      case "decline" -> send(to, declined);
      case "duplicate" -> send(to, paid, paid, paid);
      case "reordered" -> send(to, paid, declined, paid);
      case "wrong-amount" -> send(to, new Notice(charge.paymentId(), true, oneShort(charge.amount())));
      case "late" -> sendLate(to, charge.until(), paid);
      case "silent" -> remember(paid);
      default -> LOGGER.debugf("payment %s stays silent", charge.paymentId());
    }
    return new Started(new Next.Wait(), "");
  }

  private static Money oneShort(Money amount) {
    return new Money(Math.max(1, amount.minor() - 1), amount.currency());
  }

  @Override
  public Word hear(Message message) {
    return seal.verify(message.body().strip()).map(payload -> payload.split("\\|"))
        .filter(part -> part.length == 5 && part[0].equals(PURPOSE))
        .<Word>map(part -> new Word.Settled(new Notice(part[1], part[2].equals("PAID"),
            new Money(Long.parseLong(part[3]), Currency.getInstance(part[4])))))
        .orElseGet(() -> new Word.Forged("the seal is not ours"));
  }

  /** The seal is our own. */
  @Override
  public boolean hearsAtOnce() {
    return true;
  }

  @Override
  public Answer taken() {
    return new Answer(204, "text/plain", "");
  }

  /** The pretended money is back at once. */
  @Override
  public Refunded refund(Refund refund) {
    return new Refunded.Back();
  }

  /** Nobody pays long after the hold; what was paid in silence is remembered while the server runs. */
  @Override
  public Optional<Notice> query(Asked asked) {
    synchronized (silent) {
      Notice paid = silent.get(asked.paymentId());
      if (paid != null) {
        return Optional.of(paid);
      }
    }
    return clock.instant().isAfter(asked.until().plus(GRACE))
        ? Optional.of(new Notice(asked.paymentId(), false, Money.cny(0))) : Optional.empty();
  }

  @Override
  public Optional<ZoneId> statementZone() {
    return Optional.empty();
  }

  @Override
  public List<Movement> statement(LocalDate day) {
    return List.of();
  }

  /** The body a notice travels in. */
  String sealed(Notice notice) {
    return seal.sign(String.join("|", PURPOSE, notice.paymentId(), notice.isPaid() ? "PAID" : "DECLINED",
        Long.toString(notice.amount().minor()), notice.amount().currency().getCurrencyCode()));
  }

  private void remember(Notice notice) {
    synchronized (silent) {
      silent.put(notice.paymentId(), notice);
    }
  }

  private void send(URI to, Notice... notices) {
    Thread.ofVirtual().name("mock gateway").start(() -> deliverAll(to, notices));
  }

  private void sendLate(URI to, Instant until, Notice notice) {
    if (!late.tryAcquire()) {
      LOGGER.warnf("%d late notices wait already: payment %s stays silent", LATE_MAX, notice.paymentId());
      return;
    }
    Thread.ofVirtual().name("mock gateway, late").start(() -> {
      try {
        Thread.sleep(Duration.between(clock.instant(), until.plus(LATE)));
        deliverAll(to, notice);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      } finally {
        late.release();
      }
    });
  }

  private void deliverAll(URI to, Notice... notices) {
    for (Notice notice : notices) {
      deliver(to, sealed(notice));
    }
  }

  private void deliver(URI to, String body) {
    for (int attempt = 1; attempt <= TRIES_MAX; attempt++) {
      try {
        if (status(to, body) < 300) {
          return;
        }
        Thread.sleep(Duration.ofSeconds(attempt));
      } catch (CompletionException away) {
        LOGGER.debugf("notice attempt %d failed: %s", attempt, away.getMessage());
      } catch (InterruptedException stopped) {
        return;
      }
    }
    LOGGER.warnf("a mock notice was not taken by %s", to);
  }

  private int status(URI to, String body) {
    return http.request(HttpMethod.POST, to.getPort(), to.getHost(), to.getRawPath())
        .compose(request -> request.putHeader("Content-Type", "text/plain").send(body))
        .map(HttpClientResponse::statusCode).toCompletionStage().toCompletableFuture().join();
  }
}
