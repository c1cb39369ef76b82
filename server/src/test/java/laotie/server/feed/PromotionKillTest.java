package laotie.server.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import laotie.fact.FeedFact.Item;
import laotie.feed.Promotion;
import laotie.feed.PublicMarket;
import laotie.server.boot.Postgres;
import laotie.server.boot.TestSquare;
import laotie.server.log.OpenedLog;
import org.junit.jupiter.api.Test;

/** Two processes pay for exposures of one budget at once and are killed (SIGKILL) again and again. */
class PromotionKillTest {

  private static final long CHILD_END_SECONDS = 30;
  private static final long BUDGET_MINOR = 20_000;
  private static final int EXPOSURES = 400;
  private static final int KILLS = 6;

  /** Exposures a child is let pay for before it is killed. */
  private static final int PAID_BEFORE_KILL = 9;

  private static final PublicMarket MARKET = new PublicMarket(true, 100_000, 50, 0, 0);

  @Test
  void noBudgetIsOverspentAndNothingPaidForIsLost() throws Exception {
    Path dir = Files.createTempDirectory("laotie-promotion");
    try (Postgres postgres = Postgres.start(dir);
        OpenedLog log = OpenedLog.open(postgres.url(), postgres.user(), postgres.password())) {
      prepare(log);
      String[] address = {postgres.url(), postgres.user(), postgres.password()};
      List<String> told = new ArrayList<>();
      for (int kill = 0; kill < KILLS; kill++) {
        Process one = child(address);
        Process other = child(address);
        told.addAll(words(one, PAID_BEFORE_KILL));
        kill(one);
        told.addAll(words(other, PAID_BEFORE_KILL + kill));
        kill(other);
      }
      Process last = child(address);
      told.addAll(words(last, Integer.MAX_VALUE));
      kill(last);
      assertThat(told.getLast()).isEqualTo("done");
      told.removeIf(word -> word.equals("done"));
      compare(log, told);
    } finally {
      TestSquare.erase(dir);
    }
  }

  private static void prepare(OpenedLog log) {
    Instant now = Instant.now();
    log.database().write(connection -> {
      MarketStore.set(connection, new MarketStore.Edit(true, MARKET.floorMinor(), MARKET.ceilingPercent(),
          0, "op"), now);
      PromotionStore.add(connection, new Promotion("prm", "host", Item.CLIP, "clip", BUDGET_MINOR,
          MARKET.highestMinor(), Promotion.State.RUNNING, 0), now);
      List<PaidExposureStore.Shown> shown = new ArrayList<>();
      for (int i = 0; i < EXPOSURES; i++) {
        shown.add(new PaidExposureStore.Shown("exp_" + i, "prm", "acc_" + i));
      }
      PaidExposureStore.add(connection, shown, now);
      return shown;
    });
  }

  private static void compare(OpenedLog log, List<String> told) throws SQLException {
    try (Connection connection = log.connection()) {
      List<Long> prices = numbers(connection,
          "select price_milli from feed_paid_exposures where counted_at is not null order by price_milli");
      long spent = numbers(connection, "select spent_milli from feed_promotions").getFirst();
      assertThat(prices.stream().mapToLong(Long::longValue).sum()).isEqualTo(spent)
          .isLessThanOrEqualTo(BUDGET_MINOR * Promotion.MILLI);
      assertThat(numbers(connection, "select exposures from feed_promotions"))
          .containsExactly((long) prices.size());
      assertThat(numbers(connection, "select sum(sold) from feed_public_days"))
          .containsExactly((long) prices.size());
      assertThat(numbers(connection, "select (body->>'priceMilli')::bigint from flood "
          + "where type = 'PromotionSeen' order by 1")).isEqualTo(prices);
      assertThat(texts(connection, "select state from feed_promotions")).containsExactly("ENDED");
      assertThat(texts(connection,
          "select exposure_id from feed_paid_exposures where counted_at is not null"))
          .containsAll(told);
      // Each had the price of its place in the day, the next one would have been beyond the budget.
      PublicMarket market = MARKET;
      List<Long> expected = new ArrayList<>();
      for (int i = 0; i < prices.size(); i++) {
        expected.add(market.priceMinor());
        market = market.afterOne();
      }
      Collections.sort(expected);
      assertThat(prices).isEqualTo(expected);
      assertThat(spent + market.priceMinor()).isGreaterThan(BUDGET_MINOR * Promotion.MILLI);
    }
  }

  private static Process child(String[] address) throws IOException {
    return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
        PromotionChild.class.getName(), address[0], address[1], address[2], "prm")
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** What it says: at most so many words, or all. */
  private static List<String> words(Process child, int max) throws IOException {
    List<String> words = new ArrayList<>();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    String word = said.readLine();
    while (word != null) {
      if (word.startsWith("exp_") || word.equals("done")) {
        words.add(word);
      }
      word = words.size() < max && !word.equals("done") ? said.readLine() : null;
    }
    return words;
  }

  private static void kill(Process child) throws InterruptedException {
    child.destroyForcibly();
    assertThat(child.waitFor(CHILD_END_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private static List<Long> numbers(Connection connection, String sql) throws SQLException {
    return texts(connection, sql).stream().map(Long::parseLong).toList();
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    try (Statement select = connection.createStatement(); ResultSet row = select.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (row.next()) {
        texts.add(row.getString(1));
      }
      return texts;
    }
  }
}
