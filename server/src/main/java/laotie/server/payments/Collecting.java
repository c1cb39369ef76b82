package laotie.server.payments;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Money;
import laotie.payments.PaymentsReason;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.http.Settings;
import laotie.server.log.Database;
import laotie.server.payments.ChargeStore.Watched;
import laotie.server.payments.PaymentClient.Addresses;
import laotie.server.payments.PaymentClient.Charge;
import laotie.server.payments.PaymentClient.Next;
import laotie.server.payments.PaymentClient.Started;
import laotie.server.payments.PaymentClient.Way;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.Attempt;
import laotie.server.trade.Trade.Wanted;
import laotie.trade.Notice;
import laotie.trade.PaymentStatus;

/**
 * Starts payments: trade writes the attempt down, then the gateway hears of it, then what the buyer does next
 * is kept. After a crash between two of these steps the same key goes on where it stopped.
 */
@Singleton
final class Collecting {

  /** How long a gateway may be silent before it is asked for the first time. */
  static final Duration SILENT_AFTER = Duration.ofSeconds(15);

  private static final int RETRY_AFTER_SECONDS = 3;

  private final Gateways gateways;
  private final Trade.Payments trade;
  private final Database database;
  private final Settings settings;
  private final InstantSource clock;

  Collecting(
      Gateways gateways, Trade trade, Database database, Settings settings, InstantSource clock) {
    this.gateways = gateways;
    this.trade = trade.payments();
    this.database = database;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * How a buyer wants to pay.
   *
   * @param wish what a pretending gateway shall do
   */
  record Choice(PaymentClient client, Way way, String wish) {}

  /**
   * Where a request came from.
   *
   * @param origin the address people type, as this request shows it
   * @param port of the door inside this machine
   */
  record Caller(URI origin, int port, String network) {}

  /** An attempt, and what its buyer does next. */
  record Begun(Attempt attempt, Next next) {}

  /** Refuses what trade refuses, another method under the same key, and a gateway that is away. */
  Begun begin(Wanted wanted, Choice choice, Caller caller) {
    return goOn(trade.start(wanted), wanted, choice, caller);
  }

  /** What follows once the attempt is written down. */
  Begun goOn(Trade.Started started, Wanted wanted, Choice choice, Caller caller) {
    Attempt attempt = started.attempt();
    if (!attempt.method().equals(wanted.method())) {
      throw Problem.of(HttpReason.KEY_REUSED, "this Idempotency-Key came with another method before");
    }
    if (!choice.client().takes(started.amount().currency())) {
      trade.settle(new Notice(attempt.paymentId(), false, new Money(0, started.amount().currency())));
      throw Problem.of(PaymentsReason.METHOD_NOT_OFFERED,
          attempt.method() + " does not collect " + started.amount().currency());
    }
    if (!started.isFirst()) {
      Optional<Next> before = next(attempt.paymentId());
      boolean isOver = attempt.status() != PaymentStatus.PENDING;
      if (before.isPresent() || isOver || choice.way() == Way.NOW) {
        return new Begun(attempt, before.orElseGet(Next.Wait::new));
      }
    }
    return new Begun(attempt, tell(started, choice, caller));
  }

  private Next tell(Trade.Started started, Choice choice, Caller caller) {
    Attempt attempt = started.attempt();
    Charge charge = new Charge(attempt.paymentId(), attempt.orderId(), started.amount(), choice.way(),
        choice.wish(), attempt.startedAt(), started.heldUntil(), addresses(attempt, caller),
        caller.network());
    Started taken;
    try {
      taken = choice.client().start(charge);
    } catch (GatewayFault away) {
      throw Problem.of(PaymentsReason.GATEWAY_AWAY, away.getMessage(),
          Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS));
    }
    boolean isToBeKept = choice.way() != Way.NOW;
    if (isToBeKept) {
      Watched payment = new Watched(attempt.paymentId(), attempt.method(), attempt.startedAt());
      database.write(connection ->
          ChargeStore.add(connection, payment, taken, clock.instant().plus(SILENT_AFTER)));
    }
    return taken.next();
  }

  private Addresses addresses(Attempt attempt, Caller caller) {
    String origin = settings.http().publicUrl().orElseGet(caller.origin()::toString).replaceFirst("/$", "");
    String hook = PaymentHookApi.PATH + attempt.method();
    return new Addresses(URI.create(origin + hook),
        URI.create(origin + "/orders/" + attempt.orderId() + "?paid=" + attempt.method()),
        URI.create("http://127.0.0.1:" + caller.port() + hook));
  }

  /** What the buyer of a known charge does next. */
  Optional<Next> next(String paymentId) {
    return Optional.ofNullable(nexts(List.of(paymentId)).get(paymentId))
        .map(row -> row.started().next());
  }

  Map<String, ChargeStore.Row> nexts(Collection<String> paymentIds) {
    return paymentIds.isEmpty() ? Map.of()
        : database.read(connection -> ChargeStore.byIds(connection, paymentIds));
  }

  /** What a buyer may choose for an order in the currency of {@code amount}. */
  List<PaymentClient> offered(Money amount) {
    return gateways.offered(amount.currency());
  }

  /** The gateway a buyer names; refuses one that nobody may choose, or a way it does not have. */
  Choice choice(String method, String way, String wish) {
    PaymentClient client = gateways.configured(method).filter(gateways::isOffered)
        .orElseThrow(() -> Problem.field("/method", "not offered here"));
    if (!MockPaymentClient.WISHES.contains(wish)) {
      throw Problem.field("/outcome", "one of " + MockPaymentClient.WISHES.stream().sorted().toList());
    }
    Way chosen = way.isEmpty() ? client.ways().getFirst()
        : client.ways().stream().filter(one -> one.name().equals(way)).findFirst()
            .orElseThrow(() -> Problem.field("/way", "one of " + client.ways()));
    return new Choice(client, chosen, wish);
  }
}
