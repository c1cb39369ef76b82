package laotie.server.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import laotie.fact.Fact;
import laotie.fact.GoodsFact;
import laotie.fact.TradeFact;
import laotie.fact.TradeFact.Line;
import laotie.hooks.HookType;
import laotie.hooks.Subscription;
import laotie.server.log.ConsumerJob;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Facts become messages once, whatever is killed, and never more than may wait. */
class RecorderTest {

  private static final long CHILD_END_SECONDS = 30;
  private static final String NOWHERE = "http://127.0.0.1:9/";

  /** Two batches have eleven steps; these lie inside and between the transactions. */
  private static final int[] KILLS_AT = {4, 5, 9, 10};

  private static Yard yard;

  @BeforeAll
  static void open() throws Exception {
    yard = new Yard();
  }

  @AfterAll
  static void close() throws Exception {
    yard.close();
  }

  @BeforeEach
  void clear() throws Exception {
    yard.clear();
  }

  @Test
  void everyFactIsToldOnceAfterKillsInTheMiddle() throws Exception {
    int facts = ConsumerJob.BATCH_ROWS_MAX + 700;
    for (int step : KILLS_AT) {
      yard.clear();
      yard.endpoint("acc_one", NOWHERE);
      yard.endpoint("acc_two", NOWHERE);
      yard.endpoint("", NOWHERE);
      append(facts);
      assertThat(run(step)).as("killed at " + step).isEqualTo("stopped");
      assertThat(run(Integer.MAX_VALUE)).isEqualTo("done");
      assertThat(yard.count("select count(*) from hooks_messages")).isEqualTo(facts);
      assertThat(yard.count("select count(*) from hooks_deliveries")).isEqualTo(2 * facts);
      assertThat(yard.count("select count(distinct body::jsonb -> 'data' ->> 'orderId') from hooks_messages"))
          .isEqualTo(facts);
    }
  }

  @Test
  void aLogThatIsReadAnewMakesNoSecondMessage() {
    yard.endpoint("acc_one", NOWHERE);
    yard.happens(Yard.paid("ord_1", "acc_one"));
    yard.run("truncate log_cursors");
    yard.happens(Yard.paid("ord_2", "acc_one"));
    assertThat(yard.count("select count(*) from hooks_messages")).isEqualTo(2);
  }

  @Test
  void nothingIsToldOfWhatHappenedBefore() {
    yard.happens(Yard.paid("ord_1", "acc_one"));
    yard.run("truncate log_cursors");
    yard.wait(Duration.ofSeconds(1));
    String endpointId = yard.endpoint("acc_one", NOWHERE).row().endpointId();
    yard.happens(Yard.paid("ord_2", "acc_one"));
    assertThat(yard.entries(endpointId)).hasSize(1);
  }

  @Test
  void whatWaitsIsBoundedAndWhatIsDroppedIsCounted() {
    String endpointId = yard.endpoint("acc_one", NOWHERE).row().endpointId();
    yard.run("insert into hooks_deliveries (endpoint_id, message_id, type, state, due_at, made_at)"
        + " select '" + endpointId + "', 'old' || n, 'order.paid', 'WAITING', now(), now()"
        + " from generate_series(1, " + (Subscription.WAITING_MAX - 2) + ") n");
    yard.happens(Yard.paid("ord_1", "acc_one"), Yard.paid("ord_2", "acc_one"), Yard.paid("ord_3", "acc_one"));
    assertThat(yard.count("select count(*) from hooks_deliveries where state = 'WAITING'"))
        .isEqualTo(Subscription.WAITING_MAX);
    assertThat(yard.row(endpointId).dropped()).isEqualTo(1);
  }

  @Test
  void aStockIsToldWhenItIsChangedSoldOutAndBack() {
    String endpointId = yard.endpoint("acc_one", NOWHERE, HookType.STOCK_CHANGED, HookType.STOCK_SOLD_OUT,
        HookType.STOCK_BACK).row().endpointId();
    yard.shelf.put("sku_9", 2L);
    yard.happens(new GoodsFact.StockSupplied("sku_9", "prd_1", "acc_one", 2, 2));
    assertThat(told(endpointId)).containsExactlyInAnyOrder("stock.changed", "stock.back");
    yard.wait(Duration.ofSeconds(1));
    yard.shelf.put("sku_9", 0L);
    yard.orders.put("ord_1", List.of(new Line("sku_9", "prd_1", 2, 1)));
    yard.happens(Yard.placed("ord_1", "acc_one", "sku_9", 2));
    assertThat(told(endpointId)).containsExactlyInAnyOrder(
        "stock.changed", "stock.back", "stock.changed", "stock.sold_out");
    yard.wait(Duration.ofSeconds(1));
    yard.shelf.put("sku_9", 2L);
    yard.happens(new TradeFact.OrderExpired("ord_1", "acc_buyer", "acc_one"));
    assertThat(told(endpointId)).hasSize(6);
    assertThat(yard.count("select count(*) from hooks_messages where type = 'stock.back'")).isEqualTo(2);
    yard.happens(new TradeFact.OrderCancelled("ord_1", "acc_buyer", "acc_one"));
    assertThat(told(endpointId)).as("a level that did not change is no event").hasSize(6);
  }

  @Test
  void aStockThatWasNeverLookedAtIsSoldOutByTheOrderThatTookTheLast() {
    String endpointId =
        yard.endpoint("acc_one", NOWHERE, HookType.STOCK_SOLD_OUT).row().endpointId();
    yard.shelf.put("sku_9", 0L);
    yard.happens(Yard.placed("ord_1", "acc_one", "sku_9", 2));
    assertThat(told(endpointId)).containsExactly("stock.sold_out");
    assertThat(yard.count("select count(*) from hooks_messages where body like '%\"available\":0%'"))
        .isEqualTo(1);
  }

  private static List<String> told(String endpointId) {
    return yard.entries(endpointId).stream().map(LogbookStore.Entry::type).toList();
  }

  private static void append(int count) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      facts.add(Yard.paid("ord_" + i, i % 2 == 0 ? "acc_one" : "acc_two"));
    }
    yard.log.database().write(connection -> {
      yard.log.log().append(connection, Yard.START, facts.subList(0, count / 2));
      return 0;
    });
    yard.log.database().write(connection -> {
      yard.log.log().append(connection, Yard.START, facts.subList(count / 2, count));
      return 0;
    });
  }

  /** Runs a child until it stands still at {@code step}, kills it there, and answers its last word. */
  private static String run(int step) throws IOException, InterruptedException {
    String[] address = yard.address();
    Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), HookChild.class.getName(),
        address[0], address[1], address[2], Integer.toString(step))
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader words =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      String word = words.readLine();
      while (word != null && !word.equals("stopped") && !word.equals("done")) {
        word = words.readLine();
      }
      return word == null ? "died" : word;
    } finally {
      child.destroyForcibly();
      assertThat(child.waitFor(CHILD_END_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }
}
