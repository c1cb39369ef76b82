package laotie.server.trade;

import static laotie.server.trade.Market.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import laotie.fact.Channel;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderExpired;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderPlaced;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.OrderShipped;
import laotie.server.boot.TestSquare;
import laotie.server.goods.Goods.ProductRow;
import laotie.server.goods.Goods.SkuRow;
import laotie.server.goods.Goods;
import laotie.server.log.Database;
import laotie.server.log.Log.Happened;
import laotie.server.trade.Trade.PastOrder;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class PastTest {

  private static final Instant AT = Instant.parse("2025-11-11T12:00:00Z");
  private static final Origin ORIGIN =
      new Origin("exp_1", Channel.FEED, Relation.STRANGER, "device", "network");

  @Inject Trade trade;
  @Inject Goods goods;
  @Inject Database database;
  @Inject Rows rows;

  private final String host = id("host");
  private final String buyer = id("acc");
  private final String skuId = id("sku");
  private final Deal deal = new Deal(buyer, host, "shw_1", "", "viw_1", Money.cny(10_000), ORIGIN, Bill.NONE);

  private OrderPlaced placed(long sequence) {
    return new OrderPlaced(id("ord"), sequence, deal, List.of(new Line(skuId, "prd", 2, 5_000)),
        AT.plusSeconds(900));
  }

  private void importAll(PastOrder... orders) {
    database.write(connection -> {
      trade.importPast(connection, List.of(orders));
      return 0;
    });
  }

  @Test
  void writesTheRowsOfAPastAndNewOrdersContinueAfterIt() {
    Market.session(host, true);
    database.write(connection -> {
      goods.importProducts(connection, List.of(new ProductRow(id("prd"), host, "旧衣", "", "服装",
          List.of(new SkuRow(skuId, "M", Money.cny(5_000), 7)), AT)));
      return 0;
    });
    long base = rows.count("select coalesce(max(sequence), 0) + 1000 from trade_orders");
    OrderPlaced kept = placed(base + 1);
    OrderPlaced back = placed(base + 2);
    OrderPlaced gone = placed(base + 3);
    OrderPaid paid = new OrderPaid(kept.orderId(), id("pay"), deal, kept.lines());
    OrderPaid paidBack = new OrderPaid(back.orderId(), id("pay"), deal, back.lines());
    importAll(
        new PastOrder(List.of(new Happened(AT, kept), new Happened(AT.plusSeconds(5), paid),
            new Happened(AT.plusSeconds(90), new OrderShipped(kept.orderId(), buyer, host)))),
        new PastOrder(List.of(new Happened(AT, back), new Happened(AT.plusSeconds(5), paidBack),
            new Happened(AT.plusSeconds(99), new OrderRefunded(
                back.orderId(), paidBack.paymentId(), deal, Money.cny(10_000), true)))),
        new PastOrder(List.of(new Happened(AT, gone),
            new Happened(AT.plusSeconds(900), new OrderExpired(gone.orderId(), buyer, host)))));
    assertThat(rows.stock(skuId)).isEqualTo("7 0 4");
    assertThat(rows.ledgerSum()).isZero();
    assertThat(rows.count("select -sum(amount_minor) from trade_ledger where owner_id = ?", host))
        .isEqualTo(10_000);
    Market.buyer(buyer).get("/api/v1/orders").then().body("items", hasSize(3))
        .body("items[2].status", equalTo("SHIPPED"))
        .body("items[2].lines[0].title", equalTo("旧衣"))
        .body("items[1].status", equalTo("REFUNDED"))
        .body("items[0].status", equalTo("EXPIRED"));
    String next = Market.placed(id("acc"), skuId, 1);
    assertThat(rows.count("select sequence from trade_orders where order_id = ?", next))
        .isGreaterThan(base + 3);
  }

  @Test
  void refusesAPastThatStillHoldsStock() {
    assertThatThrownBy(() -> importAll(new PastOrder(List.of(new Happened(AT, placed(1))))))
        .hasMessageContaining("still holds stock");
  }
}
