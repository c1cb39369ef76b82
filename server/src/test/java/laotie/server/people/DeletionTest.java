package laotie.server.people;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.trade.Market;
import laotie.server.trade.Rows;
import org.junit.jupiter.api.Test;

/** Taking what is one's own along, and leaving, with money on its way. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class DeletionTest {

  private static final Map<String, String> PASSWORD = Map.of("password", Somebody.PASSWORD);

  @Inject DeletionJob job;
  @Inject Rows rows;

  private final String host = Market.id("host");

  private static RequestSpecification as(Somebody who) {
    return who.calls().header("Idempotency-Key", UUID.randomUUID().toString());
  }

  private static ValidatableResponse leaves(Somebody who) {
    return as(who).body(PASSWORD).post("/api/v1/me/deletion").then();
  }

  private static String bought(Somebody buyer, String skuId) {
    String orderId = as(buyer).body(Market.order(skuId, 1)).post("/api/v1/orders").then().statusCode(201)
        .extract().path("orderId");
    as(buyer).body("{\"method\":\"mock\",\"outcome\":\"success\"}")
        .post("/api/v1/orders/" + orderId + "/payments").then().statusCode(201);
    Await.until("order paid", () -> as(buyer).get("/api/v1/orders/" + orderId).path("status").equals("PAID"));
    return orderId;
  }

  private static String asksBack(Somebody buyer, String orderId) {
    return as(buyer).body("{\"kind\":\"REFUND_ONLY\",\"reason\":\"NOT_SHIPPED\",\"words\":\"住址写错了\"}")
        .post("/api/v1/orders/" + orderId + "/returns").then().statusCode(201).extract().path("returnId");
  }

  private static Instant after(int days) {
    return Instant.now().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
  }

  private long of(String sql, String id) {
    return rows.count(sql, id);
  }

  @Test
  void handsOutWhatIsKeptOfAPersonAndNoSecret() {
    Somebody buyer = Somebody.registered();
    Market.host(host).get("/api/v1/me").then().statusCode(200);
    as(buyer).body(Market.ADDRESS).put("/api/v1/me/address").then().statusCode(200);
    as(buyer).body("{}").put("/api/v1/hosts/" + host + "/follow").then().statusCode(200);
    String orderId = bought(buyer, Market.sku(host, 3));
    as(buyer).body(Map.of("password", "another one")).post("/api/v1/me/papers").then().statusCode(403)
        .body("reason", equalTo("WRONG_PASSWORD"));
    String papers = as(buyer).body(PASSWORD).post("/api/v1/me/papers").then().statusCode(200)
        .header("Cache-Control", "no-store")
        .body("areas.people.account[0].login", equalTo(buyer.login()))
        .body("areas.trade.addresses[0].address.street", equalTo("中央大街 1 号"))
        .body("areas.trade.orders[0].order_id", equalTo(orderId))
        .body("areas.trade.orders[0].address.phone", equalTo("13812345678"))
        .body("areas.trade.payments[0].method", equalTo("mock"))
        .body("areas.fans.follows.host_id", hasItem(host)).extract().asString();
    assertThat(papers).doesNotContain("argon2", "password_hash", "session_id", "ses_");
    given().contentType(ContentType.JSON).body(PASSWORD).post("/api/v1/me/papers").then().statusCode(401);
  }

  @Test
  void deletionWithAnOpenRefundStillPaysTheMoneyBackExactlyOnce() {
    Somebody buyer = Somebody.registered();
    String orderId = bought(buyer, Market.sku(host, 3));
    String returnId = asksBack(buyer, orderId);
    leaves(buyer).statusCode(200).body("isAsked", equalTo(true));
    job.run(after(8));
    as(buyer).get("/api/v1/me").then().statusCode(401);
    given().contentType(ContentType.JSON).body(Map.of("login", buyer.login(), "password", Somebody.PASSWORD))
        .post("/api/v1/sessions").then().statusCode(401);
    Market.host(host).get("/api/v1/orders/" + orderId).then().statusCode(200)
        .body("buyer.name", equalTo("已注销用户 (deleted)"));
    assertThat(of("select count(*) from trade_orders where order_id = ? and address <> ''", orderId))
        .as("an order under way keeps its address").isEqualTo(1);
    Market.host(host).body("{\"action\":\"AGREE\"}").post("/api/v1/returns/" + returnId + "/steps").then()
        .statusCode(200).body("state", equalTo("REFUNDED"));
    Await.until("money back", () -> of("select count(*) from trade_refunds"
        + " where order_id = ? and returned_at is not null", orderId) == 1);
    job.run(after(9));
    job.run(after(10));
    assertThat(of("select count(*) from trade_refunds where order_id = ?", orderId)).isEqualTo(1);
    assertThat(of("select coalesce(sum(amount_minor), 0) from trade_ledger"
        + " where order_id = ? and transfer_kind = 'RETURNED' and purse = 'BUYER_OWED'", orderId))
        .isEqualTo(8_000);
    assertThat(of("select coalesce(sum(amount_minor), 0) from trade_ledger where order_id = ?", orderId))
        .isZero();
    assertThat(of("select count(*) from trade_orders where order_id = ? and address <> ''", orderId))
        .isZero();
    assertThat(of("select count(*) from trade_return_steps where return_id = ? and words <> ''"
        + " and actor = 'BUYER'", returnId)).isZero();
    assertThat(of("select count(*) from people_deletions where account_id = ?"
        + " and finished_at is not null", buyer.id())).isEqualTo(1);
    assertThat(of("select count(*) from log where type = 'AccountErased' and key = ?", buyer.id()))
        .isEqualTo(1);
  }

  @Test
  void wordsAndNamesGoEverywhere() {
    Somebody person = Somebody.registered();
    as(person).body(Market.ADDRESS).put("/api/v1/me/address").then().statusCode(200);
    Market.host(host).get("/api/v1/me").then().statusCode(200);
    as(person).body("{}").put("/api/v1/hosts/" + host + "/follow").then().statusCode(200);
    rows.run("insert into live_messages (message_id, room_id, show_id, seq, account_id, name, is_host,"
        + " is_assistant, text, is_intent, view_id, said_at) select 'msg_' || a, 'rm_' || a, '', 1, a,"
        + " '韩梅梅', false, false, '我住在中央大街', false, '', now() from (select ?::text as a) x", person.id());
    rows.run("insert into clips_comments (comment_id, clip_id, root_id, answers_id, writer_id, text,"
        + " is_intent, said_at) select 'cmt_' || a, '', '', '', a, '我住在中央大街', false, now()"
        + " from (select ?::text as a) x", person.id());
    rows.run("insert into fans_group_messages (message_id, host_id, account_id, name, is_host, tier, text,"
        + " said_at) select 'fgm_' || a, '', a, '韩梅梅', false, '', '我住在中央大街', now()"
        + " from (select ?::text as a) x", person.id());
    rows.run("insert into intents_asks (comment_id, host_id, viewer_id, name, show_id, clip_id, label,"
        + " product_id, text, said, gist, state, asked_at) select 'cmt_' || a, '', a, '韩梅梅', '', '', 'BUY',"
        + " '', '我住在中央大街', 'x', a, 'OPEN', now() from (select ?::text as a) x", person.id());
    leaves(person).statusCode(200);
    job.run(after(8));
    for (String words : new String[] {
        "select count(*) from live_messages where account_id = ? and (text <> '-' or name <> '')",
        "select count(*) from clips_comments where writer_id = ? and text <> ''",
        "select count(*) from fans_group_messages where account_id = ? and (text <> '-' or name <> '')",
        "select count(*) from intents_asks where viewer_id = ? and (text <> '' or name <> '')",
        "select count(*) from fans_follows where viewer_id = ?",
        "select count(*) from trade_addresses where account_id = ?",
        "select count(*) from people_sessions where account_id = ?",
        "select count(*) from http_requests where caller = ?",
        "select count(*) from people_accounts where account_id = ?"
            + " and (login is not null or password_hash is not null or erased_at is null)"}) {
      assertThat(of(words, person.id())).as(words).isZero();
    }
    assertThat(of("select count(*) from log where type = 'Unfollowed' and body ->> 'viewerId' = ?",
        person.id())).isEqualTo(1);
  }

  @Test
  void aGuestTakesHisNameAlong() {
    Somebody guest = Somebody.guest("路过的人");
    as(guest).body("{}").post("/api/v1/me/papers").then().statusCode(200)
        .body("areas.people.account[0].name", equalTo("路过的人"));
    as(guest).body("{}").post("/api/v1/me/deletion").then().statusCode(200).body("isAsked", equalTo(true));
    job.run(after(8));
    as(guest).get("/api/v1/me").then().statusCode(401);
    assertThat(of("select count(*) from people_accounts where account_id = ? and name = '路过的人'",
        guest.id())).isZero();
  }

  @Test
  void whoeverThinksItOverStays() {
    Somebody person = Somebody.registered();
    as(person).get("/api/v1/me/deletion").then().statusCode(200).body("isAsked", equalTo(false));
    as(person).body(Map.of("password", "not mine")).post("/api/v1/me/deletion").then().statusCode(403);
    leaves(person).statusCode(200);
    String dueAt = leaves(person).statusCode(200).extract().path("dueAt");
    as(person).get("/api/v1/me/deletion").then().body("dueAt", equalTo(dueAt));
    job.run(after(6));
    as(person).delete("/api/v1/me/deletion").then().statusCode(200).body("isAsked", equalTo(false));
    job.run(after(8));
    as(person).get("/api/v1/me").then().statusCode(200).body("login", equalTo(person.login()));
  }

  @Test
  void aHostLeavesOnlyWhenNobodyOwesAnything() {
    Somebody seller = Somebody.host();
    String skuId = as(seller).body("""
        {"title":"红色连衣裙","story":"","category":"服装",
         "skus":[{"name":"M","price":{"minor":8000,"currency":"CNY"},"supply":5}]}""")
        .post("/api/v1/products").then().statusCode(201).extract().path("skus[0].skuId");
    String buyer = Market.id("acc");
    String orderId = Market.paid(buyer, skuId, 1);
    leaves(seller).statusCode(409).body("reason", equalTo("ACCOUNT_HAS_SALES"))
        .body("orderId", equalTo(orderId));
    rows.run("update trade_orders set status = 'CLOSED' where order_id = ?", orderId);
    leaves(seller).statusCode(409).body("reason", equalTo("ACCOUNT_IS_OWED"))
        .body("minor", equalTo(8_000));
    Market.operator().body(PASSWORD).post("/api/v1/me/deletion").then().statusCode(403);
  }

  @Test
  void aSaleThatComesUpMeanwhilePutsTheDayOff() {
    Somebody seller = Somebody.host();
    String skuId = as(seller).body("""
        {"title":"红色连衣裙","story":"","category":"服装",
         "skus":[{"name":"M","price":{"minor":8000,"currency":"CNY"},"supply":5}]}""")
        .post("/api/v1/products").then().statusCode(201).extract().path("skus[0].skuId");
    leaves(seller).statusCode(200);
    String buyer = Market.id("acc");
    String orderId = Market.placed(buyer, skuId, 1);
    job.run(after(8));
    as(seller).get("/api/v1/me/deletion").then().statusCode(200)
        .body("hindrance", equalTo("ACCOUNT_HAS_SALES"));
    Market.buyer(buyer).delete("/api/v1/orders/" + orderId).then().statusCode(200);
    job.run(after(10));
    as(seller).get("/api/v1/me").then().statusCode(401);
    assertThat(of("select count(*) from goods_products where host_id = ? and is_listed", seller.id()))
        .isZero();
    assertThat(of("select count(*) from people_hosts where host_id = ? and tagline = '-'", seller.id()))
        .isEqualTo(1);
  }
}
