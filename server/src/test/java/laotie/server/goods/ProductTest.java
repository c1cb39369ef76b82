package laotie.server.goods;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.TreeSet;
import laotie.server.boot.TestSquare;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class ProductTest {

  @Inject Goods goods;

  private final String host = Stall.host();

  private static String body(String title, int minor, int supply) {
    return """
        {"title":"%s","story":"五常稻花香，现磨现发","category":"粮油",
         "skus":[{"name":"5kg","price":{"minor":%d,"currency":"CNY"},"supply":%d}]}"""
        .formatted(title, minor, supply);
  }

  private JsonPath listed(String title) {
    return Stall.as(host).body(body(title, 5_900, 10)).post("/api/v1/products")
        .then().statusCode(201).extract().jsonPath();
  }

  @Test
  void listsAProductWithItsStock() {
    String productId = listed("东北大米").getString("productId");
    given().get("/api/v1/products/" + productId).then().statusCode(200)
        .body("title", equalTo("东北大米"))
        .body("hostId", equalTo(host))
        .body("host.name", equalTo("五常老李"))
        .body("isListed", equalTo(true))
        .body("skus[0].price.minor", equalTo(5_900))
        .body("skus[0].price.currency", equalTo("CNY"))
        .body("skus[0].available", equalTo(10));
  }

  @Test
  void editsPricesAndSuppliesAndDropsVariants() {
    JsonPath product = listed("东北大米");
    String productId = product.getString("productId");
    String skuId = product.getString("skus[0].skuId");
    Stall.as(host).body("""
        {"title":"东北新米","category":"粮油","skus":[
          {"skuId":"%s","name":"5kg 袋","price":{"minor":6900,"currency":"CNY"},"supply":5},
          {"name":"10kg","price":{"minor":12900,"currency":"CNY"},"supply":3}]}""".formatted(skuId))
        .put("/api/v1/products/" + productId).then().statusCode(200)
        .body("skus", hasSize(2))
        .body("skus[0].available", equalTo(15))
        .body("skus[1].available", equalTo(3));
    assertThat(goods.sku(skuId).orElseThrow().price().minor()).isEqualTo(6_900);
    Stall.as(host).body(body("东北新米", 100, 1)).put("/api/v1/products/" + productId).then()
        .body("skus", hasSize(1)).body("skus[0].skuId", not(equalTo(skuId)));
    assertThat(goods.sku(skuId).orElseThrow().isListed()).isFalse();
  }

  @Test
  void takesNoMoreUnitsAwayThanThereAre() {
    JsonPath product = listed("东北大米");
    Stall.as(host).body("""
        {"title":"a","category":"b","skus":[
          {"skuId":"%s","name":"5kg","price":{"minor":1,"currency":"CNY"},"supply":-11}]}"""
        .formatted(product.getString("skus[0].skuId")))
        .put("/api/v1/products/" + product.getString("productId")).then().statusCode(409)
        .body("reason", equalTo("SUPPLY_BELOW_PROMISED")).body("available", equalTo(10));
  }

  @Test
  void aRepeatedEditWithOneKeySuppliesOnce() {
    JsonPath product = listed("东北大米");
    var request = Stall.as(host).body("""
        {"title":"a","category":"b","skus":[
          {"skuId":"%s","name":"5kg","price":{"minor":1,"currency":"CNY"},"supply":7}]}"""
        .formatted(product.getString("skus[0].skuId")));
    for (int i = 0; i < 2; i++) {
      request.put("/api/v1/products/" + product.getString("productId")).then().statusCode(200)
          .body("skus[0].available", equalTo(17));
    }
  }

  @Test
  void delistsAndListsAgain() {
    JsonPath product = listed("绝版大米");
    String productId = product.getString("productId");
    Stall.as(host).delete("/api/v1/products/" + productId).then().statusCode(204);
    given().get("/api/v1/products/" + productId).then().body("isListed", equalTo(false));
    given().queryParam("query", "绝版").get("/api/v1/products").then()
        .body("items.productId", not(hasItem(productId)));
    given().queryParam("hostId", host).get("/api/v1/products").then().body("items", hasSize(0));
    Stall.as(host).queryParam("hostId", host).get("/api/v1/products").then().body("items", hasSize(1));
    Stall.as(host).body(body("绝版大米", 1, 0).replace("{\"title\"", "{\"isListed\":true,\"title\""))
        .put("/api/v1/products/" + productId).then().body("isListed", equalTo(true));
  }

  @Test
  void findsChineseByAnyPartAndEnglishByTheStartOfWords() {
    String mark = Stall.word();
    String dress = listed("红色连衣裙 Summer Dress " + mark).getString("productId");
    String rice = listed("东北大米 Rice " + mark).getString("productId");
    for (String query : new String[] {"连衣", "连衣裙", "裙", "dress", "DRE", "红色 summer", "ｄｒｅｓｓ"}) {
      given().queryParam("query", query + " " + mark).get("/api/v1/products").then().statusCode(200)
          .body("items.productId", contains(dress));
    }
    given().queryParam("query", "稻花香 " + mark).get("/api/v1/products").then()
        .body("items.productId", hasItem(rice));
    given().queryParam("query", "衣连 " + mark).get("/api/v1/products").then().body("items", hasSize(0));
    given().queryParam("query", "'; drop table goods_products; --").get("/api/v1/products").then()
        .statusCode(200);
    given().queryParam("query", "！？").get("/api/v1/products").then().body("items", hasSize(0));
  }

  @Test
  void putsTheTitleBeforeTheStory() {
    String mark = Stall.word();
    Stall.as(host).body(body("普通", 1, 1).replace("五常", mark + " 五常")).post("/api/v1/products");
    String inTitle = listed(mark).getString("productId");
    Stall.as(host).body(body("普通", 1, 1).replace("五常", mark + " 五常")).post("/api/v1/products");
    given().queryParam("query", mark).get("/api/v1/products").then()
        .body("items", hasSize(3)).body("items[0].productId", equalTo(inTitle));
  }

  @Test
  void pagesThroughHitsWithoutRepeatOrGap() {
    String mark = Stall.word();
    for (int i = 0; i < 7; i++) {
      listed(mark + " " + i);
    }
    Set<String> seen = new TreeSet<>();
    String after = "";
    int pages = 0;
    do {
      JsonPath page = given().queryParam("query", mark).queryParam("limit", 3).queryParam("after", after)
          .get("/api/v1/products").then().statusCode(200).extract().jsonPath();
      seen.addAll(page.getList("items.productId"));
      after = page.getString("next");
      pages++;
    } while (!after.isEmpty());
    assertThat(seen).hasSize(7);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void refusesWhatIsWrongWithAPointer() {
    Stall.as(host).body(body("", 1, 1)).post("/api/v1/products").then().statusCode(422)
        .body("errors[0].pointer", equalTo("/title"));
    Stall.as(host).body(body("a", 0, 1)).post("/api/v1/products").then().statusCode(422)
        .body("errors[0].pointer", equalTo("/skus/0/price/minor"));
    Stall.as(host).body(body("a", 1, -1)).post("/api/v1/products").then().statusCode(422)
        .body("errors[0].pointer", equalTo("/skus/0/supply"));
    Stall.as(host).body("{").post("/api/v1/products").then().statusCode(400);
    Stall.as(host).body("").post("/api/v1/products").then().statusCode(422);
    given().queryParam("limit", 0).get("/api/v1/products").then().statusCode(422);
    given().queryParam("after", "zzz").get("/api/v1/products").then().statusCode(400);
    given().get("/api/v1/products/prd_none").then().statusCode(404);
  }

  @Test
  void onlyItsHostWritesAProduct() {
    String productId = listed("东北大米").getString("productId");
    Stall.as(Stall.host()).body(body("mine", 1, 1)).put("/api/v1/products/" + productId)
        .then().statusCode(404);
    Stall.as(Stall.host()).delete("/api/v1/products/" + productId).then().statusCode(404);
    Stall.viewer().body(body("mine", 1, 1)).post("/api/v1/products").then().statusCode(403);
    given().contentType("application/json").body(body("mine", 1, 1)).post("/api/v1/products")
        .then().statusCode(401);
  }

  @Test
  void htmlStaysText() {
    String productId = listed("<b onclick=x>米</b>").getString("productId");
    given().get("/api/v1/products/" + productId).then().contentType("application/json")
        .body("title", equalTo("<b onclick=x>米</b>"));
  }
}
