package laotie.server.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import laotie.fact.Channel;
import laotie.fact.LiveFact;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.VideoFact;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.fans.Fans;
import laotie.server.log.Database;
import laotie.server.log.Log;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class BenefitTest {

  private static final Origin ORIGIN = new Origin("", Channel.FEED, Relation.FOLLOWER, "", "");

  @Inject Fans fans;
  @Inject Trade trade;
  @Inject Database database;
  @Inject Log log;

  private static void gives(String hostId, int percent, int early) {
    Market.host(hostId).body(Map.of("tiers", List.of(
            Map.of("tier", "FAN", "discountPercent", percent, "earlyMinutes", early))))
        .put("/api/v1/hosts/" + hostId + "/benefits").then().statusCode(200);
  }

  /** A follower who watched for an hour today. */
  private String fanOf(String hostId) {
    String fan = Market.id("acc");
    Market.buyer(fan).put("/api/v1/hosts/" + hostId + "/follow").then().statusCode(200);
    Instant now = Instant.now();
    database.write(connection -> {
      log.append(connection, now, List.of(
          new VideoFact.WatchCredited("view_x", fan, "shw_x", "", hostId, now.minus(Duration.ofHours(1)), now,
              VideoFact.Proof.BYTES_AND_BEAT),
          new LiveFact.RoomEntered("view_x", fan, "rm_x", "shw_x", hostId, ORIGIN)));
      return 0;
    });
    Await.until("he is a fan", () -> fans.relation(fan, hostId) == Relation.FAN);
    return fan;
  }

  @Test
  void aFansPriceIsLowerAndTheOrderSaysWhy() {
    String hostId = Market.id("host");
    Market.host(hostId);
    String skuId = Market.sku(hostId, 9);
    String fan = fanOf(hostId);
    gives(hostId, 7, 0);
    String orderId = Market.buyer(fan).body(Market.order(skuId, 2)).post("/api/v1/orders").then()
        .statusCode(201).body("amount.minor", equalTo(2 * 7440)).body("lines[0].price.minor", equalTo(7440))
        .body("lines[0].steps.kind", contains("LIST", "TIER"))
        .body("lines[0].steps.amount.minor", contains(16000, -2 * 560))
        .body("lines[0].steps[1].percent", equalTo(7))
        .body("lines[0].steps[1].subject", equalTo("FAN")).extract().path("orderId");
    Market.host(hostId).get("/api/v1/orders/" + orderId).then()
        .body("lines[0].steps[0].amount.minor", equalTo(16000))
        .body("lines[0].steps[1].percent", equalTo(7));
    String stranger = Market.id("acc");
    Market.buyer(stranger).body(Market.order(skuId, 1)).post("/api/v1/orders").then().statusCode(201)
        .body("amount.minor", equalTo(8000)).body("lines[0].steps.kind", contains("LIST"));
  }

  @Test
  void fansBuyFirstWhatIsShownForTheFirstTime() {
    String hostId = Market.id("host");
    Market.host(hostId);
    var product = Market.product(hostId, 9);
    String skuId = product.getString("skus[0].skuId");
    String fan = fanOf(hostId);
    String stranger = Market.id("acc");
    gives(hostId, 0, 15);
    Market.buyer(stranger).body(Market.order(skuId, 1)).post("/api/v1/orders").then().statusCode(201);
    String showId = Market.host(hostId).body(Map.of("title", "新品")).post("/api/v1/shows").then()
        .statusCode(201).extract().path("showId");
    Market.host(hostId).post("/api/v1/shows/" + showId + "/start").then().statusCode(200);
    String cardId = Market.host(hostId).body(Map.of("productId", product.getString("productId")))
        .post("/api/v1/shows/" + showId + "/cards").then().statusCode(201).extract().path("cardId");
    Market.host(hostId).put("/api/v1/shows/" + showId + "/cards/" + cardId + "/pin").then().statusCode(200);
    Market.buyer(stranger).body(Market.order(skuId, 1)).post("/api/v1/orders").then().statusCode(409)
        .body("reason", equalTo("NOT_OPEN_YET"));
    Market.buyer(fan).body(Market.order(skuId, 1)).post("/api/v1/orders").then().statusCode(201);
    gives(hostId, 0, 0);
    Market.buyer(stranger).body(Market.order(skuId, 1)).post("/api/v1/orders").then().statusCode(201);
  }

  @Test
  void aNewBuyerIsNewAndSeesIt() {
    String buyer = Market.id("acc");
    Market.buyer(buyer).get("/api/v1/me/standing").then().statusCode(200).body("standing", equalTo("NEW"))
        .body("orders", equalTo(0)).body("paidRate", nullValue());
    assertThat(trade.standing(buyer)).isEqualTo(laotie.trade.Standing.NEW);
    Market.guest().get("/api/v1/me/standing").then().statusCode(403);
  }
}
