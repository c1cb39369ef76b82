package laotie.server.hooks;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import laotie.fact.Channel;
import laotie.fact.Fact;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderPlaced;
import laotie.hooks.Health;
import laotie.hooks.HookType;
import laotie.server.boot.Await;
import laotie.server.boot.Postgres;
import laotie.server.boot.TestSquare;
import laotie.server.http.Ids;
import laotie.server.http.Seal;
import laotie.server.http.Seals;
import laotie.server.log.Consumer;
import laotie.server.log.ConsumerJob;
import laotie.server.log.OpenedLog;
import laotie.server.log.Source;
import laotie.server.notices.Notices;

/** A real PostgreSQL with the log and the rows of webhooks, and a clock that a test moves. */
final class Yard implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-22T04:00:00Z");

  final Seal seal = Seals.fixed();
  final Map<String, Long> shelf = new HashMap<>();
  final Map<String, List<Line>> orders = new HashMap<>();
  OpenedLog log;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final Path dir;
  private final Postgres postgres;
  private final Vertx vertx = Vertx.vertx();

  Yard() throws Exception {
    dir = Files.createTempDirectory("laotie-hooks");
    postgres = Postgres.start(dir);
    log = open();
  }

  private OpenedLog open() throws SQLException {
    return OpenedLog.open(postgres.url(), postgres.user(), postgres.password());
  }

  String[] address() {
    return new String[] {postgres.url(), postgres.user(), postgres.password()};
  }

  InstantSource clock() {
    return now::get;
  }

  void wait(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }

  /** Begins anew: no rows, and the first hour of the clock. */
  void clear() throws SQLException {
    now.set(START);
    shelf.clear();
    orders.clear();
    run("truncate hooks_endpoints, hooks_secrets, hooks_messages, hooks_deliveries, hooks_attempts,"
        + " hooks_stock, notices_notices, log, log_cursors");
    // What it remembers of the log is gone.
    log.close();
    log = open();
  }

  Courier.Ground ground() {
    return new Courier.Ground(log.database(), log.log(), seal, new Notices(), clock());
  }

  /** A client that may post inside, for so long. */
  PostClient client(Duration timeMax) {
    return new PostClient(vertx, host -> List.of(InetAddress.getAllByName(host)),
        new PostClient.Limits(true, timeMax), new HttpClientOptions());
  }

  Courier courier() {
    return new Courier(ground(), client(Duration.ofSeconds(5)));
  }

  Endpoints endpoints() {
    return new Endpoints(ground(), client(Duration.ofSeconds(5)));
  }

  /** Lets a courier work until nothing is due and nothing at work. */
  void carry(Courier courier) {
    Await.until("all is carried", () -> courier.step() == 0 && courier.busy() == 0 && courier.step() == 0);
  }

  Stocks stocks() {
    return new Stocks() {
      @Override
      public Map<String, Long> available(Collection<String> skuIds) {
        Map<String, Long> found = new HashMap<>(shelf);
        found.keySet().retainAll(skuIds);
        return found;
      }

      @Override
      public Map<String, List<Line>> linesOf(Collection<String> orderIds) {
        Map<String, List<Line>> found = new HashMap<>(orders);
        found.keySet().retainAll(orderIds);
        return found;
      }
    };
  }

  static ConsumerJob job(OpenedLog log, Stocks stocks, InstantSource clock, ConsumerJob.Steps steps) {
    return log.job(new Consumer("hooks", Set.of(Source.LOG), new Recorder(stocks, clock)::add), steps);
  }

  /** Appends facts and folds all that is there. */
  void happens(Fact... facts) {
    log.database().write(connection -> {
      log.log().append(connection, clock().instant(), List.of(facts));
      return facts.length;
    });
    ConsumerJob job = job(log, stocks(), clock(), step -> { });
    while (job.step() > 0) {
      // Until nothing is left.
    }
  }

  /** An endpoint with a fresh secret, as its owner adds one. */
  Endpoints.Opened endpoint(String hostId, String url, HookType... types) {
    String key = Ids.next("key");
    return endpoints().add(hostId, new HookStore.Choice("ERP", url, Set.of(types)),
        new HookStore.Key(hostId.isEmpty() ? "acc_operator" : hostId, key, "body"));
  }

  static OrderPaid paid(String orderId, String hostId) {
    return new OrderPaid(
        orderId, "pay_" + orderId, deal(hostId), List.of(new Line("sku_1", "prd_1", 1, 8_000)));
  }

  static OrderPlaced placed(String orderId, String hostId, String skuId, int quantity) {
    return new OrderPlaced(orderId, 7, deal(hostId), List.of(new Line(skuId, "prd_1", quantity, 8_000)),
        START.plusSeconds(900));
  }

  static Deal deal(String hostId) {
    return new Deal("acc_buyer", hostId, "shw_1", "", "viw_1", Money.cny(8_000),
        new Origin("", Channel.values()[0], Relation.STRANGER, "", ""), Bill.NONE);
  }

  HookStore.Row row(String endpointId) {
    return log.database().read(connection -> HookStore.find(connection, endpointId)).orElseThrow();
  }

  Health health(String endpointId) {
    return row(endpointId).health();
  }

  List<LogbookStore.Entry> entries(String endpointId) {
    return log.database().read(connection -> LogbookStore.ofEndpoint(
        connection, endpointId, new LogbookStore.Filter("", "", ""), 1_000));
  }

  long count(String sql, Object... values) {
    return log.database().read(connection -> count(connection, sql, values));
  }

  private static long count(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        select.setObject(i + 1, values[i]);
      }
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  void run(String sql) {
    log.database().write(connection -> {
      try (Statement statement = connection.createStatement()) {
        return statement.execute(sql);
      }
    });
  }

  @Override
  public void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    log.close();
    postgres.close();
    TestSquare.erase(dir);
  }
}
