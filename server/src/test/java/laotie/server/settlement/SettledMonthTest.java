package laotie.server.settlement;

import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static laotie.server.trade.Market.operator;
import static laotie.server.trade.Market.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import laotie.fact.Channel;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderDelivered;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderPlaced;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.OrderShipped;
import laotie.fact.Transfer;
import laotie.fact.Transfer.Entry;
import laotie.fact.Transfer.Kind;
import laotie.fact.Transfer.Purse;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.log.Log.Happened;
import laotie.server.log.Source;
import laotie.server.supply.Depot;
import laotie.server.trade.Rows;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.PastOrder;
import org.junit.jupiter.api.Test;

/**
 * The money of a month: orders with shipping fees, refunds before and after the settlement and after the
 * payout, terms of each host's own, goods that suppliers consigned. Everything is counted a second time here,
 * order by order, and agrees to the last minor unit.
 */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class SettledMonthTest {

  private static final int ORDERS = 400;
  private static final int IMPORTED_AT_ONCE = 100;
  private static final Duration SETTLED_MAX = Duration.ofSeconds(60);
  private static final Origin ORIGIN = new Origin("", Channel.FEED, Relation.STRANGER, "", "");

  @Inject Database database;
  @Inject Log log;
  @Inject Trade trade;
  @Inject Rows rows;

  private final Random random = new Random(20_260_618);
  private final Map<String, Integer> basisPoints = new HashMap<>();
  private final List<Sold> sold = new ArrayList<>();
  private final Map<String, Consigned> consigned = new HashMap<>();

  /** A host's supplier: so many units at the first cost, and all others at the second. */
  private record Consigned(String supplierId, long units, long costMinor, long laterMinor) {
    private long minor(long sold) {
      return Math.min(sold, units) * costMinor + Math.max(0, sold - units) * laterMinor;
    }
  }

  /** An order of the month, as this test remembers it. */
  private static final class Sold {
    private final OrderPaid paid;
    private long refunded;

    Sold(OrderPaid paid) {
      this.paid = paid;
    }

    private long amount() {
      return paid.deal().amount().minor();
    }

    /** What its host gets of what remains, by the words of docs/areas/settlement.md. */
    private long share(int basisPoints) {
      long base = amount() - refunded;
      long goods = Math.max(0, base - paid.deal().bill().shippingMinor());
      return base - goods * basisPoints / 10_000;
    }
  }

  private String newHost(int basis) {
    String hostId = id("host");
    basisPoints.put(hostId, basis);
    operator().body("{\"commissionBasisPoints\":" + basis + ",\"afterDays\":7}")
        .put("/api/v1/operator/hosts/" + hostId + "/terms").then().statusCode(200);
    return hostId;
  }

  /** Orders of the last month that were delivered long enough ago, with refunds on the way. */
  private void sell(List<String> hostIds) {
    Map<String, JsonPath> products = new HashMap<>();
    hostIds.forEach(hostId -> products.put(hostId, product(hostId, 1)));
    consign(hostIds.get(0), products, 7, 1_000, 1_250);
    consign(hostIds.get(2), products, 1_000, 333, 0);
    long sequence = rows.count("select coalesce(max(sequence), 0) + 1000 from trade_orders");
    List<PastOrder> orders = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      String hostId = hostIds.get(random.nextInt(hostIds.size()));
      orders.add(order(hostId, products.get(hostId), ++sequence));
      if (orders.size() == IMPORTED_AT_ONCE) {
        bring(orders);
        orders.clear();
      }
    }
  }

  private void consign(
      String hostId, Map<String, JsonPath> products, long units, long costMinor, long laterMinor) {
    Depot depot = new Depot(hostId);
    String supplierId = depot.supplier("绒线厂");
    String warehouseId = depot.warehouse("东仓");
    String skuId = products.get(hostId).getString("skus[0].skuId");
    depot.received(supplierId, warehouseId, Depot.line(skuId, units, costMinor));
    if (laterMinor > 0) {
      depot.received(supplierId, warehouseId, Depot.line(skuId, 1_000, laterMinor));
    }
    consigned.put(hostId, new Consigned(supplierId, units, costMinor, laterMinor));
  }

  /** What a host's supplier gets: no unit went back, however much money did. */
  private long supplied(String hostId) {
    long units = sold.stream().filter(one -> one.paid.deal().hostId().equals(hostId))
        .mapToLong(one -> one.paid.lines().getFirst().quantity()).sum();
    return consigned.containsKey(hostId) ? consigned.get(hostId).minor(units) : 0;
  }

  private long supplierDue(String supplierId) {
    return rows.count("""
        select coalesce(-sum(amount_minor), 0) from trade_ledger
         where owner_id = ? and purse = 'SUPPLIER_DUE'""", supplierId);
  }

  private PastOrder order(String hostId, JsonPath product, long sequence) {
    Instant at = Instant.now().minus(Duration.ofDays(12 + random.nextInt(30)));
    int quantity = 1 + random.nextInt(3);
    long price = 1 + random.nextInt(20_000);
    long shipping = random.nextInt(3) * 600L;
    String buyer = id("acc");
    Deal deal = new Deal(buyer, hostId, "", "", "", Money.cny(quantity * price + shipping), ORIGIN,
        new Bill(shipping, List.of()));
    OrderPlaced placed = new OrderPlaced(id("ord"), sequence, deal, List.of(new Line(
        product.getString("skus[0].skuId"), product.getString("productId"), quantity, price)),
        at.plusSeconds(900));
    OrderPaid paid = new OrderPaid(placed.orderId(), id("pay"), deal, placed.lines());
    Sold one = new Sold(paid);
    sold.add(one);
    List<Happened> steps = new ArrayList<>(List.of(new Happened(at, placed),
        new Happened(at.plusSeconds(30), paid),
        new Happened(at.plusSeconds(86_400), new OrderShipped(placed.orderId(), buyer, hostId)),
        new Happened(at.plusSeconds(200_000), new OrderDelivered(placed.orderId(), buyer, hostId))));
    if (random.nextInt(6) == 0) {
      one.refunded = 1 + random.nextInt((int) one.amount() / 2 + 1);
      steps.add(new Happened(at.plusSeconds(300_000), new OrderRefunded(placed.orderId(),
          paid.paymentId(), deal, Money.cny(one.refunded), false)));
    }
    return new PastOrder(steps);
  }

  private void bring(List<PastOrder> orders) {
    List<Happened> facts = orders.stream().flatMap(order -> order.steps().stream()).toList();
    database.write(connection -> {
      trade.importPast(connection, orders);
      log.appendAll(connection, Source.LOG, facts);
      return 0;
    });
  }

  /** Promises more of some orders back, up to all of it. */
  private void refundSome() {
    for (Sold one : sold) {
      long rest = one.amount() - one.refunded;
      if (rest > 0 && random.nextInt(5) == 0) {
        long minor = random.nextBoolean() ? rest : 1 + random.nextInt((int) rest);
        one.refunded += minor;
        refund(one, minor);
      }
    }
  }

  private void refund(Sold one, long minor) {
    Deal deal = one.paid.deal();
    String orderId = one.paid.orderId();
    database.write(connection -> {
      trade.book(connection, Instant.now(), List.of(new Transfer(
          Kind.OWED, orderId, one.paid.paymentId(), id("rfd"), List.of(
              new Entry(Purse.HOST_OWED, deal.hostId(), Money.cny(minor)),
              new Entry(Purse.BUYER_OWED, deal.buyerId(), Money.cny(-minor))))));
      log.append(connection, Instant.now(), List.of(new OrderRefunded(
          orderId, one.paid.paymentId(), deal, Money.cny(minor), one.refunded == one.amount())));
      return minor;
    });
  }

  /** What the ledger owes a host now. */
  private long due(String hostId) {
    return rows.count("""
        select coalesce(-sum(amount_minor), 0) from trade_ledger
         where owner_id = ? and purse = 'HOST_DUE'""", hostId);
  }

  private long held(String hostId) {
    return rows.count("""
        select coalesce(-sum(amount_minor), 0) from trade_ledger
         where owner_id = ? and purse = 'HOST_OWED'""", hostId);
  }

  private long paidOut(String hostId) {
    return rows.count("""
        select coalesce(sum(amount_minor), 0) from settlement_payouts
         where payee_id = ? and state = 'PAID'""", hostId);
  }

  private long earned(String hostId) {
    return sold.stream().filter(one -> one.paid.deal().hostId().equals(hostId))
        .mapToLong(one -> one.share(basisPoints.get(hostId))).sum() - supplied(hostId);
  }

  private void awaitAgreement(List<String> hostIds) {
    for (String hostId : hostIds) {
      Await.until(SETTLED_MAX, () -> "due " + due(hostId) + " + paid out " + paidOut(hostId) + ", earned "
          + earned(hostId) + ", held " + held(hostId),
          () -> held(hostId) == 0 && due(hostId) + paidOut(hostId) == earned(hostId));
    }
  }

  private void payOut() {
    String batchId = operator().post("/api/v1/operator/payout-batches").then().statusCode(201)
        .extract().path("batchId");
    operator().post("/api/v1/operator/payout-batches/" + batchId + "/paid").then().statusCode(200);
  }

  @Test
  void aMonthWithRefundsAfterPayoutsAgreesToTheLastMinorUnit() {
    List<String> hostIds = List.of(newHost(500), newHost(0), newHost(1_234), newHost(10_000));
    sell(hostIds);
    awaitAgreement(hostIds);
    payOut();
    refundSome();
    awaitAgreement(hostIds);
    for (String hostId : hostIds) {
      assertThatTheStatementAddsUp(hostId);
    }
    consigned.forEach(this::assertThatTheSupplierHasHisCost);
    operator().get("/api/v1/operator/ledger").then()
        .body("isZero", equalTo(true)).body("unbalanced", equalTo(0));
  }

  /** Paid out and due are what was sold at its cost; his statement says so, and he sees nothing else. */
  private void assertThatTheSupplierHasHisCost(String hostId, Consigned of) {
    assertThat(supplierDue(of.supplierId()) + paidOut(of.supplierId())).isEqualTo(supplied(hostId))
        .isPositive();
    JsonPath page;
    long sum = 0;
    String after = "";
    do {
      page = host(hostId).get("/api/v1/hosts/" + hostId + "/suppliers/" + of.supplierId()
          + "/statement?after=" + after).then().statusCode(200).extract().jsonPath();
      sum += page.getList("lines.items.amount.minor", Long.class).stream().mapToLong(n -> n).sum();
      after = page.getString("lines.next");
    } while (!after.isEmpty());
    assertThat(sum).isEqualTo(supplierDue(of.supplierId()))
        .isEqualTo(page.getList("closing").isEmpty() ? 0 : page.getLong("closing[0].minor"));
  }

  /** Page by page: opening + lines = closing = what is due, and each line is the sum of its parts. */
  private void assertThatTheStatementAddsUp(String hostId) {
    long sum = 0;
    long closing = 0;
    String after = "";
    do {
      JsonPath page = host(hostId).get("/api/v1/hosts/" + hostId + "/statement?limit=100&after=" + after)
          .then().statusCode(200).extract().jsonPath();
      List<Map<String, Object>> lines = page.getList("lines.items");
      for (int i = 0; i < lines.size(); i++) {
        String line = "lines.items[" + i + "].";
        long amount = page.getLong(line + "amount.minor");
        sum += amount;
        if (!page.getString(line + "kind").equals("PAID_OUT")) {
          assertThat(page.getLong(line + "gross.minor") + page.getLong(line + "subsidy.minor")
              + page.getLong(line + "commission.minor") + page.getLong(line + "supplies.minor"))
              .isEqualTo(amount);
        }
      }
      closing = page.getList("closing").isEmpty() ? 0 : page.getLong("closing[0].minor");
      after = page.getString("lines.next");
    } while (!after.isEmpty());
    assertThat(sum).as("the statement of " + hostId).isEqualTo(closing).isEqualTo(due(hostId));
  }
}
