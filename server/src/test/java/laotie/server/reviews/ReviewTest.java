package laotie.server.reviews;

import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.trade.Market;
import laotie.server.trade.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class ReviewTest {

  private static final String DOOR = "/api/v1/reviews";

  @Inject Rows rows;

  private final String host = id("host");
  private final String buyer = id("acc");
  private String skuId = "";
  private String productId = "";

  @BeforeEach
  void list() {
    JsonPath product = Market.product(host, 50);
    skuId = product.getString("skus[0].skuId");
    productId = product.getString("productId");
  }

  private String delivered(String buyerId) {
    String orderId = Market.paid(buyerId, skuId, 1);
    host(host).body("{\"carrier\":\"顺丰\",\"trackingNumber\":\"SF1\"}")
        .post("/api/v1/orders/" + orderId + "/shipment").then().statusCode(200);
    buyer(buyerId).post("/api/v1/orders/" + orderId + "/life/delivered").then().statusCode(200);
    return orderId;
  }

  private ValidatableResponse write(String buyerId, String orderId, int stars, String more) {
    return buyer(buyerId).body("{\"orderId\":\"%s\",\"skuId\":\"%s\",\"stars\":%d%s}"
        .formatted(orderId, skuId, stars, more)).post(DOOR).then();
  }

  private String written(String buyerId, int stars) {
    return write(buyerId, delivered(buyerId), stars, ",\"words\":\"料子厚实\"").statusCode(201)
        .extract().path("reviewId");
  }

  private JsonPath rating() {
    return buyer(buyer).get(DOOR + "/ratings?productIds=" + productId).then().statusCode(200)
        .extract().jsonPath();
  }

  private ValidatableResponse shown() {
    return io.restassured.RestAssured.given().get(DOOR + "?productId=" + productId).then().statusCode(200);
  }

  @Test
  void onlyTheBuyerReviewsADeliveredLineAndOnlyOnce() {
    String orderId = Market.paid(buyer, skuId, 1);
    write(buyer, orderId, 5, "").statusCode(409).body("reason", equalTo("REVIEW_NOT_DELIVERED"));
    buyer(buyer).get(DOOR + "/of-order/" + orderId).then().body("[0].isWritable", equalTo(false));
    host(host).body("{\"carrier\":\"顺丰\",\"trackingNumber\":\"SF1\"}")
        .post("/api/v1/orders/" + orderId + "/shipment").then().statusCode(200);
    write(buyer, orderId, 5, "").statusCode(409);
    buyer(buyer).post("/api/v1/orders/" + orderId + "/life/delivered").then().statusCode(200);
    buyer(buyer).get(DOOR + "/of-order/" + orderId).then().body("[0].isWritable", equalTo(true));
    write(id("acc"), orderId, 5, "").statusCode(404);
    host(host).body("{\"orderId\":\"%s\",\"skuId\":\"%s\",\"stars\":5}".formatted(orderId, skuId))
        .post(DOOR).then().statusCode(404);
    write(buyer, orderId, 4, ",\"words\":\"<script>好</script>\"").statusCode(201)
        .body("words", equalTo("<script>好</script>")).body("isMine", equalTo(true));
    write(buyer, orderId, 1, "").statusCode(409).body("reason", equalTo("REVIEW_EXISTS"));
    shown().body("items", hasSize(1)).body("items[0].stars", equalTo(4))
        .body("items[0].author", equalTo("某**")).body("items[0].skuName", equalTo("M"))
        .body("items[0].about", nullValue());
    assertThat(rating().getInt("[0].averageHundredths")).isEqualTo(400);
    assertThat(rows.count("select count(*) from log where type = 'ReviewWritten' and body->>'orderId' = ?",
        orderId)).isEqualTo(1);
    host(host).get("/api/v1/me/notices").then().body("items.kind", hasItem("REVIEW_WRITTEN"));
  }

  @Test
  void twoTabsWriteOneReview() throws Exception {
    String orderId = delivered(buyer);
    List<Future<Integer>> tabs = new ArrayList<>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        tabs.add(pool.submit(() -> write(buyer, orderId, 5, "").extract().statusCode()));
      }
    }
    List<Integer> answers = new ArrayList<>();
    for (Future<Integer> tab : tabs) {
      answers.add(tab.get());
    }
    assertThat(answers).containsExactlyInAnyOrder(201, 409, 409, 409);
    assertThat(rating().getInt("[0].count")).isEqualTo(1);
  }

  @Test
  void starsWordsAndPicturesAreChecked() throws IOException {
    String orderId = delivered(buyer);
    write(buyer, orderId, 0, "").statusCode(422);
    write(buyer, orderId, 6, "").statusCode(422);
    write(buyer, orderId, 5, ",\"words\":\"" + "长".repeat(1_001) + "\"").statusCode(422);
    String mine = picture(buyer);
    String other = picture(id("acc"));
    write(buyer, orderId, 5, ",\"pictures\":[\"" + other + "\"]").statusCode(422);
    write(buyer, orderId, 5, ",\"pictures\":[\"%s\",\"%s\"]".formatted(mine, mine)).statusCode(201)
        .body("pictures.pictureId", contains(mine));
  }

  private static String picture(String ownerId) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", png);
    return buyer(ownerId).contentType("image/png").body(png.toByteArray()).post("/api/v1/pictures")
        .then().statusCode(201).extract().path("pictureId");
  }

  @Test
  void itsAuthorChangesItForAWhile() {
    String reviewId = written(buyer, 2);
    buyer(buyer).body("{\"stars\":4,\"words\":\"换货后很好\"}").put(DOOR + "/" + reviewId)
        .then().statusCode(200).body("stars", equalTo(4)).body("editedAt", not(nullValue()));
    buyer(id("acc")).body("{\"stars\":1}").put(DOOR + "/" + reviewId).then().statusCode(404);
    rows.run("update reviews_reviews set written_at = written_at - interval '31 days' where review_id = ?",
        reviewId);
    buyer(buyer).body("{\"stars\":1}").put(DOOR + "/" + reviewId).then().statusCode(409)
        .body("reason", equalTo("REVIEW_EDIT_ENDED")).body("days", equalTo(30));
    assertThat(rating().getInt("[0].averageHundredths")).isEqualTo(400);
  }

  @Test
  void theHostAnswersAndNobodyElseDoes() {
    String reviewId = written(buyer, 3);
    String door = DOOR + "/" + reviewId + "/reply";
    String list = DOOR + "/of-host/" + host + "?waiting=true";
    host(host).get(list).then().body("items", hasSize(1)).body("items[0].about.title", equalTo("红色连衣裙"));
    buyer(buyer).body("{\"words\":\"我\"}").put(door).then().statusCode(404);
    host(id("host")).body("{\"words\":\"我\"}").put(door).then().statusCode(404);
    host(host).body("{\"words\":\" \"}").put(door).then().statusCode(422);
    host(host).body("{\"words\":\"谢谢老铁\"}").put(door).then().statusCode(200);
    host(host).get(list).then().body("items", hasSize(0));
    buyer(buyer).get(DOOR + "/of-host/" + host).then().statusCode(404);
    shown().body("items[0].reply.words", equalTo("谢谢老铁"));
    buyer(buyer).get("/api/v1/me/notices").then().body("items.kind", hasItem("REVIEW_ANSWERED"));
  }

  @Test
  void theUsefulComesFirstAndTheNewestWhenAsked() {
    String old = written(buyer, 5);
    String fresh = written(id("acc"), 1);
    shown().body("items.reviewId", contains(fresh, old));
    buyer(buyer).put(DOOR + "/" + old + "/useful").then().statusCode(409)
        .body("reason", equalTo("REVIEW_OWN"));
    String fan = id("acc");
    buyer(fan).put(DOOR + "/" + old + "/useful").then().statusCode(200).body("useful", equalTo(1));
    buyer(fan).put(DOOR + "/" + old + "/useful").then().body("useful", equalTo(1));
    shown().body("items.reviewId", contains(old, fresh));
    buyer(fan).get(DOOR + "?sort=recent&productId=" + productId).then()
        .body("items.reviewId", contains(fresh, old)).body("items[1].isUseful", equalTo(true));
    JsonPath first = buyer(fan).get(DOOR + "?limit=1&productId=" + productId).jsonPath();
    buyer(fan).get(DOOR + "?limit=1&productId=" + productId + "&after=" + first.getString("next")).then()
        .body("items.reviewId", contains(fresh)).body("next", equalTo(""));
    buyer(fan).get(DOOR + "?stars=1&productId=" + productId).then().body("items.reviewId", contains(fresh));
    buyer(fan).delete(DOOR + "/" + old + "/useful").then().body("useful", equalTo(0));
    Market.guest().put(DOOR + "/" + old + "/useful").then().statusCode(403);
  }

  @Test
  void whatWasReportedIsHiddenWithWordsAppealedAndGivenBack() {
    String reviewId = written(buyer, 1);
    String door = "/api/v1/operator/reviews";
    report(buyer, reviewId, "ABUSE").statusCode(409).body("reason", equalTo("REVIEW_OWN"));
    String reporter = id("acc");
    report(reporter, reviewId, "NONSENSE").statusCode(422);
    report(reporter, reviewId, "ABUSE").statusCode(204);
    report(reporter, reviewId, "SPAM").statusCode(204);
    operator().get(door + "?limit=100").then().body("items.reviewId", hasItem(reviewId));
    buyer(buyer).get(door).then().statusCode(403);
    buyer(buyer).body("{\"words\":\"x\"}").post(door + "/" + reviewId + "/hide").then().statusCode(403);
    operator().body("{\"words\":\"骂人\"}").post(door + "/" + reviewId + "/hide").then().statusCode(204);
    shown().body("items", hasSize(0));
    assertThat(rating().getInt("[0].count")).isZero();
    assertThat(reviewed()).isZero();
    buyer(buyer).get(DOOR + "/mine").then().body("items[0].hidden.reason", equalTo("骂人"));
    buyer(buyer).body("{\"stars\":5}").put(DOOR + "/" + reviewId).then().statusCode(409);
    buyer(reporter).body("{\"words\":\"不是\"}").post(DOOR + "/" + reviewId + "/appeal").then()
        .statusCode(404);
    appeal(reviewId).statusCode(204);
    appeal(reviewId).statusCode(409).body("reason", equalTo("REVIEW_STATE_WRONG"));
    operator().get(door + "?limit=100").then().body("items.reviewId", hasItem(reviewId));
    operator().body("{\"words\":\"看过了，是实话\"}").post(door + "/" + reviewId + "/restore").then()
        .statusCode(204);
    shown().body("items", hasSize(1));
    assertThat(reviewed()).isEqualTo(1);
    operator().get(DOOR + "/" + reviewId + "/case").then()
        .body("steps.what", contains("HIDDEN", "APPEALED", "RESTORED")).body("reports", hasSize(1));
    buyer(buyer).get(DOOR + "/" + reviewId + "/case").then().body("reports", hasSize(0))
        .body("steps.actorId", contains("", buyer, ""));
    buyer(reporter).get(DOOR + "/" + reviewId + "/case").then().statusCode(404);
    operator().get(door + "?limit=100").then().body("items.reviewId", not(hasItem(reviewId)));
  }

  private ValidatableResponse appeal(String reviewId) {
    return buyer(buyer).body("{\"words\":\"我说的是实话\"}").post(DOOR + "/" + reviewId + "/appeal").then();
  }

  private static ValidatableResponse report(String accountId, String reviewId, String reason) {
    return buyer(accountId).body("{\"reason\":\"" + reason + "\"}")
        .post(DOOR + "/" + reviewId + "/reports").then();
  }

  private int reviewed() {
    return buyer(buyer).get("/api/v1/me/standing").then().statusCode(200).extract().path("reviewed");
  }

  @Test
  void whatWentBackAndWhatTheGuardShutOutDoesNotCount() {
    String orderId = delivered(buyer);
    write(buyer, orderId, 1, "").statusCode(201);
    String other = id("acc");
    written(other, 5);
    assertThat(rating().getInt("[0].averageHundredths")).isEqualTo(300);
    sendBack(orderId);
    Await.until("the refunded order to count no more",
        () -> rating().getInt("[0].averageHundredths") == 500);
    shown().body("items", hasSize(2)).body("items.isCounted", hasItem(false));
    operator().body("{\"reason\":\"刷单\"}").put("/api/v1/operator/accounts/" + other + "/ban").then()
        .statusCode(200);
    Await.until("the banned account to count no more", () -> rating().getInt("[0].count") == 0);
    shown().body("items", hasSize(1));
    operator().delete("/api/v1/operator/accounts/" + other + "/ban");
    Await.until("it counts again", () -> rating().getInt("[0].count") == 1);
  }

  private void sendBack(String orderId) {
    String returnId = buyer(buyer).body("{\"kind\":\"RETURN\",\"reason\":\"QUALITY\",\"words\":\"开线\"}")
        .post("/api/v1/orders/" + orderId + "/returns").then().statusCode(201).extract().path("returnId");
    String steps = "/api/v1/returns/" + returnId + "/steps";
    host(host).body(Market.ADDRESS).put("/api/v1/hosts/" + host + "/return-address").then().statusCode(200);
    host(host).body("{\"action\":\"AGREE\"}").post(steps).then().statusCode(200);
    buyer(buyer).body("{\"action\":\"SEND\",\"carrier\":\"中通\",\"trackingNumber\":\"ZT9\"}").post(steps)
        .then().statusCode(200);
    host(host).body("{\"action\":\"ARRIVE\",\"isBackOnShelf\":true}").post(steps).then().statusCode(200);
  }
}
