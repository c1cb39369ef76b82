package laotie.server.supply;

import static laotie.server.trade.Market.buyer;
import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.operator;
import static laotie.server.trade.Market.paid;
import static laotie.server.trade.Market.placed;
import static laotie.server.trade.Market.product;
import static laotie.server.trade.Market.sku;
import static laotie.server.trade.Market.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import laotie.fact.Channel;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderPlaced;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.log.Log.Happened;
import laotie.server.log.Source;
import laotie.server.trade.Rows;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.PastOrder;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class WaybillTest {

  private static final int MANY = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Logger LOGGER = Logger.getLogger(WaybillTest.class);
  private static final Charset GB18030 = Charset.forName("GB18030");

  @Inject Rows rows;
  @Inject Trade trade;
  @Inject Database database;
  @Inject Log log;

  private final String host = id("host");
  private final String buyer = id("acc");
  private final Depot depot = new Depot(host);

  private ValidatableResponse upload(byte[] table) {
    return host(host).contentType("text/csv").body(table)
        .post(depot.door("/waybill-imports.csv?name=back.csv")).then();
  }

  private String preview(byte[] table) {
    String importId = upload(table).statusCode(201).extract().path("importId");
    awaitStatus(importId, "PREVIEW");
    return importId;
  }

  private String preview(String table) {
    return preview(table.getBytes(StandardCharsets.UTF_8));
  }

  private JsonPath read(String importId) {
    return host(host).get(depot.door("/waybill-imports/" + importId)).then().statusCode(200)
        .extract().jsonPath();
  }

  private void awaitStatus(String importId, String status) {
    Await.until(PATIENCE, () -> read(importId).prettify(),
        () -> read(importId).getString("status").equals(status));
  }

  private void finish(String importId) {
    host(host).post(depot.door("/waybill-imports/" + importId + "/start")).then().statusCode(200);
    awaitStatus(importId, "DONE");
  }

  private List<String> why(String importId) {
    JsonPath page = host(host).get(depot.door("/waybill-imports/" + importId + "/rows?limit=100"))
        .then().statusCode(200).extract().jsonPath();
    List<Map<String, Object>> items = page.getList("items");
    return items.stream().map(row -> row.get("row") + " " + row.get("outcome") + " " + row.get("why"))
        .map(String::strip).toList();
  }

  private String batch(int orders) {
    return host(host).body("{\"orders\":" + orders + "}").post(depot.door("/pick-batches"))
        .then().statusCode(201).extract().path("batchId");
  }

  private byte[] export(RequestSpecification who, String batchId, String query) {
    return who.get(depot.door("/pick-batches/" + batchId + "/waybills.csv" + query)).then()
        .statusCode(200).extract().asByteArray();
  }

  /** Paid orders of a past, by the hundred. */
  private List<String> paidOrders(int count) {
    JsonPath product = product(host, 1);
    Line line = new Line(product.getString("skus[0].skuId"), product.getString("productId"), 1, 8_000);
    long sequence = rows.count("select coalesce(max(sequence), 0) + 1000 from trade_orders");
    Deal deal = new Deal(buyer, host, "", "", "", Money.cny(8_000),
        new Origin("", Channel.FEED, Relation.STRANGER, "", ""), Bill.NONE);
    Instant at = Instant.now().minusSeconds(3_600);
    List<String> orderIds = new ArrayList<>();
    List<PastOrder> orders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String orderId = id("ord_");
      orderIds.add(orderId);
      orders.add(new PastOrder(List.of(
          new Happened(at, new OrderPlaced(orderId, ++sequence, deal, List.of(line), at.plusSeconds(900))),
          new Happened(at.plusSeconds(9), new OrderPaid(orderId, id("pay_"), deal, List.of(line))))));
      if (orders.size() == 500 || i == count - 1) {
        database.write(connection -> {
          trade.importPast(connection, orders);
          log.appendAll(connection, Source.LOG,
              orders.stream().flatMap(order -> order.steps().stream()).toList());
          return 0;
        });
        orders.clear();
      }
    }
    return orderIds;
  }

  @Test
  void tenThousandOrdersLeaveInOneGo() {
    List<String> orderIds = paidOrders(MANY);
    buyer(buyer).get("/api/v1/me").then().statusCode(200);
    long start = System.nanoTime();
    String batchId = batch(MANY);
    long made = System.nanoTime();
    byte[] list = export(host(host), batchId, "?encoding=gbk");
    long exported = System.nanoTime();
    String[] lines = new String(list, GB18030).split("\r\n");
    assertThat(lines).hasSize(MANY + 1);
    assertThat(lines[0]).startsWith("订单号,收件人,手机号");
    StringBuilder filled = new StringBuilder(lines[0]).append("\r\n");
    for (int i = 1; i < lines.length; i++) {
      assertThat(lines[i]).endsWith(",,");
      filled.append(lines[i], 0, lines[i].length() - 1).append("顺丰,SF").append(100_000_000 + i)
          .append("\r\n");
    }
    String importId = preview(filled.toString().getBytes(GB18030));
    long previewed = System.nanoTime();
    assertThat(read(importId).getMap("outcomes")).isEqualTo(Map.of("READY", MANY));
    assertThat(rows.count(
        "select count(*) from trade_orders where host_id = ? and status = 'SHIPPED'", host)).isZero();
    finish(importId);
    long done = System.nanoTime();
    LOGGER.infof("10,000 orders: batch %d ms, list %d ms, table read and looked at %d ms, shipped %d ms",
        ms(start, made), ms(made, exported), ms(exported, previewed), ms(previewed, done));
    assertThat(read(importId).getMap("outcomes")).isEqualTo(Map.of("SHIPPED", MANY));
    assertThat(rows.count(
        "select count(*) from trade_orders where host_id = ? and status = 'SHIPPED'", host))
        .isEqualTo(MANY);
    assertThat(rows.count("select count(distinct tracking_number) from trade_orders where host_id = ?",
        host)).isEqualTo(MANY);
    assertThat(orderIds).hasSize(MANY);
    String again = preview(filled.toString());
    assertThat(read(again).getMap("outcomes")).isEqualTo(Map.of("SAME", MANY));
    finish(again);
    assertThat(rows.count("""
        select count(*) from trade_order_changes c join trade_orders o on o.order_id = c.order_id
         where o.host_id = ? and c.change in ('SHIPPED', 'RESHIPPED')""", host)).isEqualTo(MANY);
    Await.until(PATIENCE, "the batch to be empty", () -> host(host).get(depot.door("/pick-batches"))
        .then().extract().jsonPath().getInt("items[0].waiting") == 0);
    assertThat(depot.agreesWithTheTill()).isTrue();
  }

  private static long ms(long from, long to) {
    return TimeUnit.NANOSECONDS.toMillis(to - from);
  }

  @Test
  void aBatchThatWasClosedWhileItGrewTakesNoMoreOrders() {
    String orderId = paid(buyer, sku(host, 5), 1);
    String batchId = batch(1);
    host(host).delete(depot.door("/pick-batches/" + batchId)).then().statusCode(200);
    List<PickStore.BatchOrder> late = List.of(new PickStore.BatchOrder(orderId, Long.MAX_VALUE));
    boolean isAdded =
        database.write(connection -> PickStore.addOrders(connection, batchId, late, List.of()));
    assertThat(isAdded).isFalse();
    host(host).body("{\"orders\":1}").post(depot.door("/pick-batches")).then().statusCode(201)
        .body("orders", equalTo(1));
  }

  /** Does {@code work} while an order's row is one that no program understands. */
  private void whileUnreadable(String orderId, Runnable work) {
    rows.run("update trade_orders set currency = '?' where order_id = ?", orderId);
    try {
      work.run();
    } finally {
      rows.run("update trade_orders set currency = 'CNY' where order_id = ?", orderId);
    }
  }

  @Test
  void anOrderThatCannotBeReadHoldsUpNoOther() {
    String skuId = sku(host, 5);
    String broken = paid(buyer, skuId, 1);
    String good = paid(buyer, skuId, 1);
    byte[] table = ("订单号,快递公司,快递单号\n" + broken + ",顺丰,SF1001\n" + good + ",顺丰,SF1002\n")
        .getBytes(StandardCharsets.UTF_8);
    whileUnreadable(broken, () -> {
      String importId = upload(table).statusCode(201).extract().path("importId");
      Await.until("a preview", () -> read(importId).getString("status").equals("PREVIEW"));
      assertThat(why(importId)).containsExactly("2 REFUSED FAULT", "3 READY");
    });
    String again = preview(table);
    whileUnreadable(broken, () -> finish(again));
    assertThat(why(again)).containsExactly("2 REFUSED FAULT", "3 SHIPPED");
  }

  @Test
  void eachWrongRowIsSaidAndTheOthersLeave() {
    String skuId = sku(host, 50);
    String good = paid(buyer, skuId, 1);
    String unpaid = placed(buyer, skuId, 1);
    String theirs = paid(buyer, sku(id("host"), 5), 1);
    String later = paid(buyer, skuId, 1);
    String twice = paid(buyer, skuId, 1);
    String importId = preview(("""
        订单编号,物流公司,运单号
        %s,中通,ZT1000001
        %s,中通,ZT1000002
        %s,中通,ZT1000003
        ord_nobody,中通,ZT1000004
        %s,中通,
        ,中通,ZT1000005
        %s,中通,7.8E+13
        %s,,ZT1000006
        %s,中通,ZT1000007
        %s,中通,ZT1000007
        %s,中通,ZT1000008
        """).formatted(good, unpaid, theirs, later, later, later, twice, twice, twice));
    List<String> expected = List.of("2 READY", "3 REFUSED ORDER_NOT_PAID", "4 REFUSED ORDER_UNKNOWN",
        "5 REFUSED ORDER_UNKNOWN", "6 LEFT_OUT NUMBER_MISSING", "7 REFUSED ORDER_MISSING",
        "8 REFUSED NUMBER_ROUNDED", "9 REFUSED CARRIER_MISSING", "10 READY", "11 LEFT_OUT TWICE",
        "12 REFUSED CONTRADICTED");
    assertThat(why(importId)).isEqualTo(expected);
    assertThat(status(buyer, good)).isEqualTo("PAID");
    finish(importId);
    assertThat(status(buyer, good)).isEqualTo("SHIPPED");
    assertThat(status(buyer, later)).isEqualTo("PAID");
    buyer(buyer).get("/api/v1/orders/" + twice).then().body("trackingNumber", equalTo("ZT1000007"));
    String refused = host(host).get(depot.door("/waybill-imports/" + importId + "/refused.csv")).then()
        .statusCode(200).extract().asString();
    assertThat(refused.lines()).hasSize(8);
    host(host).get(depot.door("/waybill-imports/" + importId + "/rows?outcome=SHIPPED")).then()
        .body("items.orderId", contains(good, twice));
  }

  @Test
  void anotherNumberForWhatLeftIsACorrection() {
    String orderId = paid(buyer, sku(host, 5), 1);
    finish(preview("order,carrier,tracking number\n" + orderId + ",DHL,JD0001\n"));
    String next = preview("﻿Order;Carrier;Tracking Number\n" + orderId + ";DHL;JD0002\n");
    assertThat(why(next)).containsExactly("2 CHANGES");
    finish(next);
    assertThat(why(next)).containsExactly("2 CORRECTED");
    buyer(buyer).get("/api/v1/orders/" + orderId).then().body("trackingNumber", equalTo("JD0002"))
        .body("status", equalTo("SHIPPED"));
  }

  @Test
  void oneTableAtATimeAndAPreviewStandsInNobodysWay() {
    String orderId = paid(buyer, sku(host, 5), 1);
    String table = "order,carrier,tracking number\n" + orderId + ",DHL,JD0001\n";
    String first = preview(table);
    String second = preview(table);
    assertThat(read(first).getString("status")).isEqualTo("CANCELLED");
    host(host).post(depot.door("/waybill-imports/" + first + "/start")).then().statusCode(409)
        .body("reason", equalTo("WAYBILLS_NOT_OPEN"));
    rows.run("update supply_waybill_imports set status = 'APPLYING', touched_at = now() + interval '1 day'"
        + ", applied_to = 1000 where import_id = ?", second);
    int answer = upload(table.getBytes(StandardCharsets.UTF_8)).extract().statusCode();
    assertThat(answer).isIn(201, 409);
    host(host).delete(depot.door("/waybill-imports/" + second)).then().statusCode(200);
    assertThat(status(buyer, orderId)).isEqualTo("PAID");
  }

  @Test
  void whatIsNoTableOfWaybillsIsRefusedWhole() {
    upload("".getBytes(StandardCharsets.UTF_8)).statusCode(422);
    upload("order,carrier\nord_1,DHL\n".getBytes(StandardCharsets.UTF_8)).statusCode(422)
        .body("wrong.key", equalTo("supply.columnMissing.number"));
    upload("tracking,carrier\nJD0001,DHL\n".getBytes(StandardCharsets.UTF_8)).statusCode(422)
        .body("wrong.key", equalTo("supply.columnMissing.order"));
    upload("order,tracking\nord_1,JD0001\n".getBytes(StandardCharsets.UTF_8)).statusCode(422)
        .body("wrong.key", equalTo("supply.columnMissing.carrier"));
    upload("order,carrier,tracking\n".getBytes(StandardCharsets.UTF_8)).statusCode(422);
    upload("order,carrier,tracking\nord_1,\"DHL,JD1\n".getBytes(StandardCharsets.UTF_8)).statusCode(422)
        .body("wrong.key", equalTo("http.csv.quoteOpen"));
    assertThat(rows.count("select count(*) from supply_waybill_imports where host_id = ?", host)).isZero();
  }

  @Test
  void addressesAreForTheHostAndHisAssistantsAndEachReadingIsLogged() {
    String orderId = paid(buyer, sku(host, 5), 1);
    String batchId = batch(10);
    String helper = id("acc");
    String login = buyer(helper).get("/api/v1/me").then().statusCode(200).extract().path("login");
    host(host).body("{\"login\":\"" + login + "\"}").post(depot.door("/assistants"));
    String door = depot.door("/pick-batches/" + batchId);
    for (var stranger : List.of(buyer(id("acc")), buyer(buyer), host(id("host")), operator())) {
      stranger.get(door + "/waybills.csv").then().statusCode(404);
      stranger.get(door + "/parcels").then().statusCode(404);
      stranger.get(depot.door("/waybill-imports")).then().statusCode(404);
    }
    String parcels = host(host).get(door + "/parcels").then().statusCode(200).extract().asString();
    assertThat(parcels).contains(orderId).doesNotContain("13812345678").doesNotContain("李雷");
    String list = new String(export(buyer(helper), batchId, "?encoding=utf-8&language=en"),
        StandardCharsets.UTF_8);
    assertThat(list).startsWith("Order,Name,Phone").contains(orderId + ",李雷,13812345678");
    assertThat(rows.count("select count(*) from trade_address_readings where order_id = ?"
        + " and reader_id = ?", orderId, helper)).isEqualTo(1);
    assertThat(export(host(host), batchId, "")).startsWith(0xEF, 0xBB, 0xBF);
  }

  @Test
  void aFormulaInAnAddressIsNotCounted() {
    String skuId = sku(host, 5);
    String orderId = buyer(buyer).body("""
        {"lines":[{"skuId":"%s","quantity":1}],"address":{"name":"=HYPERLINK(1)","phone":"+86 138",
         "region":"@x","street":"-1+1"}}""".formatted(skuId)).post("/api/v1/orders").then().statusCode(201)
        .extract().path("orderId");
    buyer(buyer).body("{\"method\":\"mock\",\"outcome\":\"success\"}")
        .post("/api/v1/orders/" + orderId + "/payments").then().statusCode(201);
    Await.until("order paid", () -> status(buyer, orderId).equals("PAID"));
    String list = new String(export(host(host), batch(1), "?encoding=utf-8"), StandardCharsets.UTF_8);
    assertThat(list.lines().toList().get(1)).contains("'=HYPERLINK", "'+86 138", "'@x", "'-1+1");
    finish(preview(list.replace(",,\r\n", ",顺丰,SF100200300\r\n")));
    assertThat(status(buyer, orderId)).isEqualTo("SHIPPED");
  }

  @Test
  void anOrderIsPackedOnceAndPickedFromWhereItLies() {
    String skuId = sku(host, 4);
    String east = depot.warehouse("东仓");
    depot.received(depot.supplier("厂"), east, Depot.line(skuId, 3, 1_000));
    String first = paid(buyer, skuId, 2);
    String second = paid(buyer, skuId, 2);
    host(host).body("{\"skuId\":\"%s\",\"shelf\":\"B-07\"}".formatted(skuId))
        .put(depot.door("/warehouses/" + east + "/shelves")).then().statusCode(204);
    String batchId = batch(1);
    String other = batch(10);
    host(host).body("{\"orders\":10}").post(depot.door("/pick-batches")).then().statusCode(409)
        .body("reason", equalTo("NOTHING_TO_PICK"));
    host(host).get(depot.door("/pick-batches/" + batchId + "/picks")).then()
        .body("lines.units", contains(2)).body("lines.shelf", contains("B-07"))
        .body("lines.warehouseId", contains(east)).body("lines[0].title", startsWith("红色"));
    host(host).get(depot.door("/pick-batches/" + other + "/picks")).then()
        .body("lines.units", contains(1, 1)).body("lines.warehouseId", contains("", east));
    host(host).get(depot.door("/pick-batches")).then().body("toShip", equalTo(2))
        .body("inBatches", equalTo(2))
        .body("items.waiting", contains(1, 1));
    host(host).post(depot.door("/pick-batches/" + other + "/packed")).then().body("packed", equalTo(1));
    assertThat(status(buyer, second)).isEqualTo("PACKED");
    buyer(buyer).delete("/api/v1/orders/" + first).then().statusCode(200);
    Await.until("the refunded order to leave its batch", () -> host(host)
        .get(depot.door("/pick-batches/" + batchId + "/parcels")).then().extract().jsonPath()
        .getList("items").isEmpty());
    host(host).delete(depot.door("/pick-batches/" + other)).then().statusCode(200);
    host(host).post(depot.door("/pick-batches/" + other + "/packed")).then().statusCode(409)
        .body("reason", equalTo("BATCH_OVER"));
    String third = batch(10);
    host(host).get(depot.door("/pick-batches/" + third + "/parcels")).then()
        .body("items.orderId", contains(second));
  }
}
