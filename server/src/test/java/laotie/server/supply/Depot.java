package laotie.server.supply;

import static laotie.server.trade.Market.host;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;

/** A host at his goods, through the doors. */
public record Depot(String hostId) {

  public String door(String more) {
    return "/api/v1/hosts/" + hostId + more;
  }

  public String supplier(String name) {
    return host(hostId).body("{\"name\":\"%s\",\"contact\":\"老周 13900001111\"}".formatted(name))
        .post(door("/suppliers")).then().statusCode(201).extract().path("supplierId");
  }

  public String warehouse(String name) {
    return host(hostId).body("{\"name\":\"%s\"}".formatted(name)).post(door("/warehouses"))
        .then().statusCode(201).extract().path("warehouseId");
  }

  public static String line(String skuId, long units, long costMinor) {
    return "{\"skuId\":\"%s\",\"units\":%d,\"unitCost\":{\"minor\":%d,\"currency\":\"CNY\"}}"
        .formatted(skuId, units, costMinor);
  }

  public ValidatableResponse announce(String supplierId, String lines) {
    return host(hostId).body("{\"supplierId\":\"%s\",\"note\":\"周二到\",\"lines\":[%s]}"
        .formatted(supplierId, lines)).post(door("/consignments")).then();
  }

  public ValidatableResponse count(String consignmentId, String skuId, long good, long damaged) {
    return host(hostId).body("{\"counts\":[{\"skuId\":\"%s\",\"good\":%d,\"damaged\":%d}]}"
        .formatted(skuId, good, damaged)).put(door("/consignments/" + consignmentId + "/counts")).then();
  }

  public ValidatableResponse accept(String consignmentId, String warehouseId) {
    return host(hostId).body("{\"warehouseId\":\"%s\"}".formatted(warehouseId))
        .post(door("/consignments/" + consignmentId + "/acceptance")).then();
  }

  /** A truckload of one variant that came as it was announced. */
  public String received(String supplierId, String warehouseId, String line) {
    String consignmentId = announce(supplierId, line).statusCode(201).extract().path("consignmentId");
    JsonPath first = host(hostId).get(door("/consignments/" + consignmentId)).jsonPath();
    count(consignmentId, first.getString("lines[0].skuId"), first.getLong("lines[0].announced"), 0)
        .statusCode(200);
    accept(consignmentId, warehouseId).statusCode(200);
    return consignmentId;
  }

  /** A variant's places as "onHand gone" by warehouse; own goods are {@code ''}. */
  public String place(String skuId, String warehouseId) {
    JsonPath page = host(hostId).get(door("/stock?limit=100")).then().statusCode(200).extract().jsonPath();
    String at = "items.find { it.skuId == '" + skuId + "' }.places.find { it.warehouseId == '"
        + warehouseId + "' }";
    return page.getString(at + ".onHand") + " " + page.getString(at + ".gone");
  }

  /** True when the places of every variant are what the till has. */
  public boolean agreesWithTheTill() {
    JsonPath page = host(hostId).get(door("/stock?limit=100")).then().statusCode(200).extract().jsonPath();
    return page.getList("items").size() > 0 && page.<Boolean>getList("items.collect { it.places.sum { p -> "
        + "p.onHand + p.gone } == it.available + it.held + it.sold }").stream().allMatch(agrees -> agrees);
  }
}
