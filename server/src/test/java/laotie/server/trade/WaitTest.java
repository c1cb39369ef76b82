package laotie.server.trade;

import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.order;
import static laotie.server.trade.Market.paid;
import static laotie.server.trade.Market.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.http.Settings;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.trade.Ticket.Answer;
import laotie.trade.Wait;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class WaitTest {

  @Inject Rows rows;
  @Inject Database database;
  @Inject WaitJob job;
  @Inject Batches.Offering offering;
  @Inject Log log;
  @Inject Settings settings;
  @Inject Batches.Memory memory;

  private final String host = id("host");
  private final String first = id("acc");
  private final String second = id("acc");
  private final String fresh = id("acc");

  /** A product with one unit, and the order that holds it. */
  private record Out(JsonPath product, String skuId, String holder, String orderId) {
    void giveBack() {
      buyer(holder).delete("/api/v1/orders/" + orderId).then().statusCode(200);
    }
  }

  private Out out() {
    JsonPath product = Market.product(host, 1);
    String skuId = product.getString("skus[0].skuId");
    String holder = id("acc");
    return new Out(product, skuId, holder, placed(holder, skuId, 1));
  }

  private static ValidatableResponse join(String buyerId, String skuId) {
    return buyer(buyerId).put("/api/v1/me/waits/" + skuId).then();
  }

  private static ValidatableResponse buy(String buyerId, String skuId) {
    return buyer(buyerId).body(order(skuId, 1)).post("/api/v1/orders").then();
  }

  private void awaitOffer(String buyerId, String skuId) {
    Await.until("an offer", () -> rows.count("select count(*) from trade_waits"
        + " where buyer_id = ? and sku_id = ? and offered_until is not null", buyerId, skuId) == 1);
  }

  private void lapse(String skuId) {
    rows.run("update trade_waits set offered_until = now() - interval '1 second'"
        + " where offered_until is not null and sku_id = ?", skuId);
  }

  @Test
  void whatIsCancelledIsKeptForTheFirstInLineAndNotForAFreshBuyer() {
    Out out = out();
    join(first, out.skuId()).statusCode(200).body("position", equalTo(1));
    join(second, out.skuId()).statusCode(200).body("position", equalTo(2));
    out.giveBack();
    assertThat(rows.stock(out.skuId())).isEqualTo("0 1 0");
    buy(fresh, out.skuId()).statusCode(409).body("reason", equalTo("OUT_OF_STOCK"));
    buy(second, out.skuId()).statusCode(409);
    buyer(first).get("/api/v1/me/waits").then().body("items", hasSize(1))
        .body("items[0].position", equalTo(0)).body("items[0].offeredUntil", notNullValue());
    buyer(first).get("/api/v1/me/notices").then().body("items.kind", hasItem("STOCK_BACK"));
    buyer(second).get("/api/v1/me/waits").then().body("items[0].position", equalTo(1));
    buy(first, out.skuId()).statusCode(201);
    assertThat(rows.stock(out.skuId())).isEqualTo("0 1 0");
    buyer(first).get("/api/v1/me/waits").then().body("items", hasSize(0));
    assertThat(rows.count("select count(*) from log where type = 'WaitEnded' and body->>'skuId' = ?"
        + " and body->>'end' = 'BOUGHT'", out.skuId())).isEqualTo(1);
  }

  @Test
  void anOfferThatPassesGoesToTheNextAndThenToAnybody() {
    Out out = out();
    join(first, out.skuId());
    join(second, out.skuId());
    out.giveBack();
    lapse(out.skuId());
    awaitOffer(second, out.skuId());
    buy(first, out.skuId()).statusCode(409);
    lapse(out.skuId());
    Await.until("the shelf", () -> rows.stock(out.skuId()).equals("1 0 0"));
    buy(fresh, out.skuId()).statusCode(201);
    assertThat(rows.count("select count(*) from trade_waits where sku_id = ?", out.skuId())).isZero();
  }

  @Test
  void whateverRaisesStockServesTheLine() {
    Out out = out();
    join(first, out.skuId());
    supply(out, 1);
    awaitOffer(first, out.skuId());
    assertThat(rows.stock(out.skuId())).isEqualTo("0 2 0");
    // A hold that ended.
    join(second, out.skuId());
    rows.run("update trade_orders set held_until = now() - interval '1 second' where order_id = ?",
        out.orderId());
    awaitOffer(second, out.skuId());
    // A paid order that goes back whole.
    String skuId = Market.sku(host, 1);
    String orderId = paid(fresh, skuId, 1);
    join(first, skuId);
    buyer(fresh).delete("/api/v1/orders/" + orderId).then().statusCode(200);
    awaitOffer(first, skuId);
    assertThat(rows.stock(skuId)).isEqualTo("0 1 0");
  }

  private void supply(Out out, int units) {
    host(host).body("""
        {"title":"红色连衣裙","story":"自家店里卖了十年","category":"服装",
         "skus":[{"skuId":"%s","name":"M","price":{"minor":8000,"currency":"CNY"},"supply":%d}]}"""
        .formatted(out.skuId(), units))
        .put("/api/v1/products/" + out.product().getString("productId")).then().statusCode(200);
  }

  @Test
  void whoLetHisOfferPassMayJoinAgainInTheBatchThatEndsIt() {
    Out out = out();
    join(first, out.skuId());
    join(second, out.skuId());
    out.giveBack();
    Wait again = new Wait(id("wait"), out.skuId(), first, 0, Wait.NOT_YET);
    assertThat(batch(settings.trade().offer().plusMinutes(1), new Command.Join(
        new WaitRow(again, out.product().getString("productId"), host, "红色连衣裙"))))
        .isInstanceOf(Answer.Waits.class);
    buyer(first).get("/api/v1/me/waits").then().body("items", hasSize(1))
        .body("items[0].position", equalTo(1));
    buyer(second).get("/api/v1/me/waits").then().body("items[0].offeredUntil", notNullValue());
    assertThat(rows.stock(out.skuId())).isEqualTo("0 1 0");
  }

  /** Whoever leaves the square leaves the line without a lock of the stock. */
  @Test
  void aUnitIsNotKeptForOneWhoIsErasedMeanwhile() throws Exception {
    Out out = out();
    join(first, out.skuId());
    join(second, out.skuId());
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> giving = new ArrayList<>();
      rows.whileLocked("delete from trade_waits where buyer_id = ? returning wait_id", first, () -> {
        giving.add(pool.submit(out::giveBack));
        Await.until(Duration.ofSeconds(3), "the till to meet the erasure", () -> rows.count("""
            select count(*) from pg_stat_activity
             where wait_event_type = 'Lock' and query like '%set offered_until%'""") > 0);
      });
      giving.getFirst().get();
    }
    awaitOffer(second, out.skuId());
    assertThat(rows.stock(out.skuId())).isEqualTo("0 1 0");
  }

  @Test
  void aFreshBuyerWhoRacesARestockDoesNotPassTheLine() throws Exception {
    for (int round = 0; round < 5; round++) {
      Out out = out();
      String waiting = id("acc");
      join(waiting, out.skuId()).statusCode(200);
      try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Integer>> race = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          String racer = id("acc");
          Market.session(racer, false);
          race.add(pool.submit(() -> buy(racer, out.skuId()).extract().statusCode()));
        }
        supply(out, 1);
        for (Future<Integer> racer : race) {
          assertThat(racer.get()).isEqualTo(409);
        }
      }
      buy(waiting, out.skuId()).statusCode(201);
      assertThat(rows.stock(out.skuId())).isEqualTo("0 2 0");
    }
  }

  @Test
  void anOfferIsForOneUnitAndARefusedOrderKeepsIt() {
    Out out = out();
    join(first, out.skuId());
    out.giveBack();
    buyer(first).body(order(out.skuId(), 2)).post("/api/v1/orders").then().statusCode(409)
        .body("available", equalTo(1));
    assertThat(rows.stock(out.skuId())).isEqualTo("0 1 0");
    buy(first, out.skuId()).statusCode(201);
  }

  @Test
  void aBasketThatNamesTheKeptUnitTwiceIsRefusedAndKeepsItOnce() {
    Out out = out();
    join(first, out.skuId());
    out.giveBack();
    String line = "{\"skuId\":\"" + out.skuId() + "\",\"quantity\":1}";
    buyer(first).body(order(out.skuId(), 1).replace(line, line + "," + line)).post("/api/v1/orders").then()
        .statusCode(422).body("reason", equalTo("BASKET_WRONG"));
    assertThat(rows.stock(out.skuId())).isEqualTo("0 1 0");
    buy(first, out.skuId()).statusCode(201);
  }

  @Test
  void aLimitHoldsForThoseWhoWaitedToo() {
    JsonPath product = Market.product(host, 2);
    String skuId = product.getString("skus[0].skuId");
    host(host).body("{\"units\":1,\"days\":0}").put("/api/v1/hosts/" + host + "/limits/"
        + product.getString("productId")).then().statusCode(200);
    placed(first, skuId, 1);
    String other = placed(second, skuId, 1);
    join(first, skuId).statusCode(200);
    buyer(second).delete("/api/v1/orders/" + other).then().statusCode(200);
    buy(first, skuId).statusCode(409).body("reason", equalTo("BUYER_LIMIT"));
    assertThat(rows.stock(skuId)).isEqualTo("0 2 0");
  }

  @Test
  void whoLeavesPassesHisUnitOnAndGoodsThatAreGoneEndTheLine() {
    Out out = out();
    join(first, out.skuId());
    join(second, out.skuId());
    join(second, out.skuId()).statusCode(200).body("position", equalTo(2));
    out.giveBack();
    buyer(first).delete("/api/v1/me/waits/" + out.skuId()).then().statusCode(204);
    buyer(first).delete("/api/v1/me/waits/" + out.skuId()).then().statusCode(204);
    awaitOffer(second, out.skuId());
    host(host).delete("/api/v1/products/" + out.product().getString("productId"));
    Await.until("the line to end", () -> {
      job.endGone();
      return rows.count("select count(*) from trade_waits where sku_id = ?", out.skuId()) == 0;
    });
    assertThat(rows.stock(out.skuId())).isEqualTo("1 0 0");
  }

  @Test
  void nobodyWaitsForWhatIsThereOrForHisOwnGoods() {
    String skuId = Market.sku(host, 1);
    join(first, skuId).statusCode(409).body("reason", equalTo("WAIT_NOT_NEEDED"))
        .body("available", equalTo(1));
    join(first, "sku_unknown").statusCode(404);
    host(host).put("/api/v1/me/waits/" + out().skuId()).then().statusCode(409)
        .body("reason", equalTo("OWN_GOODS"));
    Market.guest().put("/api/v1/me/waits/" + skuId).then().statusCode(403);
  }

  /** The till of another server whose clock is an hour off shares the rows with the running one. */
  @Test
  void aClockThatJumpsAnHourLosesNothingAndSellsNothingTwice() {
    Out out = out();
    join(first, out.skuId());
    join(second, out.skuId());
    Duration hour = Duration.ofHours(1);
    // An hour ahead: the hold ends early, and the first in line is offered.
    assertThat(batch(hour, new Command.Expire(out.orderId()))).isInstanceOf(Answer.Done.class);
    assertThat(rows.stock(out.skuId())).isEqualTo("0 1 0");
    // Money that comes for the ended hold finds no stock and goes back, once.
    buyer(out.holder()).body("{\"method\":\"mock\",\"outcome\":\"success\"}")
        .post("/api/v1/orders/" + out.orderId() + "/payments").then().statusCode(409);
    // Back again: the offer lasts longer than it should, and is still the first one's alone.
    assertThat(batch(Duration.ZERO, new Command.PassOn(out.skuId(), false)))
        .isInstanceOf(Answer.Waits.class);
    buy(second, out.skuId()).statusCode(409);
    // Two hours ahead: his offer has passed; the second has it, and the sum is what it was.
    batch(hour.multipliedBy(2), new Command.PassOn(out.skuId(), false));
    buy(first, out.skuId()).statusCode(409);
    String orderId = buy(second, out.skuId()).statusCode(201).extract().path("orderId");
    assertThat(rows.stock(out.skuId())).isEqualTo("0 1 0");
    // An hour behind: a hold cannot end before its instant.
    assertThat(batch(hour.negated(), new Command.Expire(orderId))).isInstanceOf(Answer.No.class);
    Market.pay(second, orderId);
    assertThat(rows.stock(out.skuId())).isEqualTo("0 0 1");
    assertThat(rows.ledgerSum()).isZero();
  }

  private Answer batch(Duration ahead, Command command) {
    Batches batches =
        new Batches(offering, log, settings, memory, () -> Instant.now().plus(ahead));
    return database.write(
        connection -> batches.of(List.of(new Ticket(command))).run(connection)).getFirst();
  }
}
