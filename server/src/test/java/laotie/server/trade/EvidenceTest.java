package laotie.server.trade;

import static io.restassured.RestAssured.given;
import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.operator;
import static laotie.server.trade.Market.paid;
import static laotie.server.trade.Market.sku;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import laotie.server.boot.TestSquare;
import org.junit.jupiter.api.Test;

/** What a buyer shows with a return, who sees it, and who may not judge it. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class EvidenceTest {

  private final String host = id("host");
  private final String buyer = id("acc");

  private String delivered(String skuId, int quantity) {
    String orderId = paid(buyer, skuId, quantity);
    host(host).body("{\"carrier\":\"顺丰\",\"trackingNumber\":\"SF1\"}")
        .post("/api/v1/orders/" + orderId + "/shipment").then().statusCode(200);
    buyer(buyer).post("/api/v1/orders/" + orderId + "/life/delivered").then().statusCode(200);
    return orderId;
  }

  private String asked(String orderId, String pictures) {
    return buyer(buyer).body("{\"kind\":\"RETURN\",\"reason\":\"QUALITY\",\"pictures\":[%s]}"
        .formatted(pictures)).post("/api/v1/orders/" + orderId + "/returns")
        .then().statusCode(201).extract().path("returnId");
  }

  private static ValidatableResponse agrees(RequestSpecification who, String returnId) {
    return who.body("{\"action\":\"AGREE\"}").post("/api/v1/returns/" + returnId + "/steps").then();
  }

  private String evidence(String accountId) throws IOException {
    return picture(accountId, "/api/v1/pictures?private=true");
  }

  private String picture(String accountId, String door) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), "png", out);
    return buyer(accountId).contentType("image/png").body(out.toByteArray()).post(door)
        .then().statusCode(201).extract().path("pictureId");
  }

  @Test
  void evidenceIsTheBuyersOwnAndAtMostSix() throws IOException {
    String orderId = delivered(sku(host, 5), 1);
    String mine = evidence(buyer);
    String theirs = evidence(id("acc"));
    String body = "{\"kind\":\"RETURN\",\"reason\":\"QUALITY\",\"pictures\":[%s]}";
    String door = "/api/v1/orders/" + orderId + "/returns";
    buyer(buyer).body(body.formatted("\"" + theirs + "\"")).post(door).then().statusCode(422)
        .body("errors[0].pointer", equalTo("/pictures/0"));
    buyer(buyer).body(body.formatted("\"pic_none\"")).post(door).then().statusCode(422);
    buyer(buyer).body(body.formatted(("\"" + mine + "\",").repeat(6) + "\"" + mine + "\"")).post(door)
        .then().statusCode(422).body("errors[0].pointer", equalTo("/pictures"));
    String everybodys = picture(buyer, "/api/v1/pictures");
    buyer(buyer).body(body.formatted("\"" + everybodys + "\"")).post(door).then().statusCode(422);
    buyer(buyer).body(body.formatted("\"" + mine + "\"")).post(door).then().statusCode(201)
        .body("pictures[0]", endsWith("/pictures/" + mine));
  }

  @Test
  void evidenceIsSeenByBuyerHostAndOperatorAndByNobodyElse() throws IOException {
    String orderId = delivered(sku(host, 5), 1);
    String pictureId = evidence(buyer);
    String returnId = asked(orderId, "\"" + pictureId + "\"");
    String url = "/api/v1/returns/" + returnId + "/pictures/" + pictureId;
    buyer(buyer).get("/api/v1/returns/" + returnId).then().body("pictures", contains(url));
    for (RequestSpecification who : List.of(buyer(buyer), host(host), operator())) {
      who.get(url).then().statusCode(200).contentType("image/jpeg")
          .header("Cache-Control", "private, no-store");
    }
    buyer(id("acc")).get(url).then().statusCode(404);
    host(id("host")).get(url).then().statusCode(404);
    given().get(url).then().statusCode(401);
    String byId = "/api/v1/pictures/" + pictureId;
    buyer(buyer).get(byId).then().statusCode(200).header("Cache-Control", "private, no-store");
    for (RequestSpecification who : List.of(host(host), operator(), buyer(id("acc")), given())) {
      who.get(byId).then().statusCode(404);
    }
    String other = evidence(buyer);
    host(host).get(url.replace(pictureId, other)).then().statusCode(404);
  }

  @Test
  void nobodyAnswersForTheHostWhatHeBoughtHimself() {
    String orderId = delivered(sku(host, 5), 1);
    String returnId = asked(orderId, "");
    host(host).body("{\"login\":\"%s\"}".formatted(Market.loginOf(buyer)))
        .post("/api/v1/hosts/" + host + "/assistants").then().statusCode(200);
    buyer(buyer).get("/api/v1/hosts/" + host + "/returns").then().statusCode(200)
        .body("items.find { it.returnId == '%s' }.powers".formatted(returnId), contains("WITHDRAW"));
    agrees(buyer(buyer), returnId).statusCode(409)
        .body("reason", equalTo("RETURN_STATE_WRONG"));
    agrees(host(host), returnId).statusCode(200);
  }
}
