package laotie.server.payments;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Money;
import laotie.server.http.Problem;
import laotie.server.http.Settings;
import laotie.server.log.Database;
import laotie.server.payments.FindingStore.Row;
import laotie.server.payments.FindingStore.Run;
import laotie.server.payments.PaymentClient.Way;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.OwedBack;
import laotie.server.trade.Trade.Unsettled;

/** Everything of payments that an operator looks at or sets going again. */
@Singleton
final class OperatorDesk {

  /** Rows of one query of a table. */
  static final int TABLE_PAGE = 1_000;

  /** Silent payments and refunds that are shown, the oldest. */
  private static final int SHOWN_MAX = 100;

  private static final int DAYS_SHOWN = 30;

  /** Silence of a minute is usual: the buyer is still typing. */
  private static final Duration SILENT_AFTER = Duration.ofMinutes(1);

  private final Gateways gateways;
  private final Trade.Payments trade;
  private final Reconciling reconciling;
  private final Database database;
  private final Place place;

  OperatorDesk(
      Gateways gateways, Trade trade, Reconciling reconciling, Database database, Place place) {
    this.gateways = gateways;
    this.trade = trade.payments();
    this.reconciling = reconciling;
    this.database = database;
    this.place = place;
  }

  /** When and where the desk stands. */
  @Singleton
  record Place(InstantSource clock, Settings settings) {}

  /**
   * The whole desk.
   *
   * @param silent payments of the last days of which nothing was heard
   * @param refunds what is owed to buyers and not back
   */
  record Desk(
      Instant now, List<GatewayView> gateways, List<Silent> silent, List<OwedBack> refunds, List<Run> days) {}

  /**
   * A gateway.
   *
   * @param hasStatements whether its days can be compared
   * @param lastDay the last day whose statement is ready, for the button
   */
  record GatewayView(
      String method, boolean isConfigured, boolean isOffered, List<Way> ways, boolean hasStatements,
      Optional<LocalDate> lastDay) {}

  /**
   * A payment of which its gateway has said nothing.
   *
   * @param askAt when it is asked again; absent when one has given up
   */
  record Silent(
      String paymentId, String orderId, String method, Money amount, Instant startedAt, int asked,
      Optional<Instant> askAt, String lastError) {}

  Desk desk() {
    Instant now = place.clock().instant();
    List<GatewayView> views = gateways.all().stream().map(client -> new GatewayView(client.method(),
        client.isConfigured(), gateways.isOffered(client), client.ways(),
        client.isConfigured() && client.statementZone().isPresent(),
        client.statementZone().map(zone -> ReconcileJob.lastReady(now, zone)))).toList();
    LocalDate from = now.atZone(place.settings().shop().zone()).toLocalDate().minusDays(DAYS_SHOWN);
    List<Run> days = database.read(
        connection -> FindingStore.runs(connection, from, DAYS_SHOWN * views.size()));
    return new Desk(now, views, silent(now), trade.owed(Instant.MAX, SHOWN_MAX), days);
  }

  private List<Silent> silent(Instant now) {
    List<Unsettled> found =
        trade.unsettled(now.minus(SilenceJob.WINDOW), now.minus(SILENT_AFTER), "", SHOWN_MAX);
    List<String> ids = found.stream().map(one -> one.attempt().paymentId()).toList();
    Map<String, ChargeStore.Row> charges = ids.isEmpty() ? Map.of()
        : database.read(connection -> ChargeStore.byIds(connection, ids));
    List<Silent> silent = new ArrayList<>(found.size());
    for (Unsettled one : found) {
      Optional<ChargeStore.Row> row = Optional.ofNullable(charges.get(one.attempt().paymentId()));
      silent.add(new Silent(one.attempt().paymentId(), one.attempt().orderId(), one.attempt().method(),
          one.amount(), one.attempt().startedAt(), row.map(ChargeStore.Row::asked).orElse(0),
          row.isEmpty() ? Optional.of(now) : row.get().askAt(),
          row.map(ChargeStore.Row::lastError).orElse("")));
    }
    return silent;
  }

  void ask(String paymentId) {
    int asked = database.write(
        connection -> ChargeStore.askNow(connection, paymentId, place.clock().instant()));
    if (asked == 0) {
      throw Problem.notFound("payment that a gateway was asked of", paymentId);
    }
  }

  void tryAgain(String refundId) {
    if (!trade.dueNow(refundId)) {
      throw Problem.notFound("refund that waits", refundId);
    }
  }

  /** Refuses a gateway without statements and a day that is not over. */
  Run reconcile(String method, LocalDate day) {
    PaymentClient client = gateways.configured(method).filter(one -> one.statementZone().isPresent())
        .orElseThrow(() -> Problem.field("/method", "has no statements here"));
    LocalDate today = place.clock().instant().atZone(client.statementZone().orElseThrow()).toLocalDate();
    if (!day.isBefore(today)) {
      throw Problem.field("/day", "the day is not over");
    }
    return reconciling.reconcile(client, day);
  }

  Run run(String method, LocalDate day) {
    return database.read(connection -> FindingStore.run(connection, method, day))
        .orElseThrow(() -> Problem.notFound("reconciliation", method + " " + day));
  }

  List<Row> findings(Run run, int after, boolean withMatched, int limit) {
    return database.read(connection -> FindingStore.findings(connection, run, after, withMatched, limit));
  }
}
