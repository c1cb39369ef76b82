package laotie.server.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.fact.Money;
import laotie.hooks.HookData;
import laotie.hooks.HookData.Item;
import laotie.hooks.HookData.OrderData;
import laotie.hooks.HookData.Source;
import laotie.hooks.HookEvent;
import laotie.hooks.HookType;
import laotie.hooks.Subscription;
import org.junit.jupiter.api.Test;

/** The bytes that receivers rely on: a type always has the same shape, and no message is large. */
class PayloadTest {

  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");

  private static String json(HookType type, HookData data) {
    return Payload.of(new HookEvent(type, NOON, data));
  }

  private static OrderData order(List<Item> items) {
    return new OrderData("ord_1", "acc_h", "PLACED", Optional.of(Money.cny(16_500)), Optional.of(500L), items,
        Optional.of(new Source("", "clp_1")), Optional.of(NOON.plusSeconds(900)));
  }

  @Test
  void eachKindOfDataHasTheShapeOfItsPage() {
    assertThat(json(HookType.ORDER_PLACED, order(List.of(new Item("sku_1", "prd_1", 2, 8_000, 0)))))
        .isEqualTo("""
            {"type":"order.placed","timestamp":"2026-11-22T04:00:00Z","data":{"orderId":"ord_1",\
            "hostId":"acc_h","state":"PLACED","amount":{"minor":16500,"currency":"CNY"},"shippingMinor":500,\
            "lines":[{"skuId":"sku_1","productId":"prd_1","quantity":2,"priceMinor":8000,"offMinor":0}],\
            "source":{"clipId":"clp_1"},"heldUntil":"2026-11-22T04:15:00Z"}}""");
    assertThat(data(HookType.ORDER_SHIPPED, new OrderData("ord_1", "acc_h", "SHIPPED", Optional.empty(),
        Optional.empty(), List.of(), Optional.empty(), Optional.empty())))
        .isEqualTo("{\"orderId\":\"ord_1\",\"hostId\":\"acc_h\",\"state\":\"SHIPPED\"}");
    assertThat(data(HookType.PAYMENT_RETURNED,
        new HookData.PaymentData("pay_1", "ord_1", "acc_h", Optional.of(Money.cny(7))))).isEqualTo("""
            {"paymentId":"pay_1","orderId":"ord_1","hostId":"acc_h",\
            "amount":{"minor":7,"currency":"CNY"}}""");
    assertThat(data(HookType.REFUND_MADE,
        new HookData.RefundData("pay_1", "ord_1", "acc_h", Money.cny(7), false))).isEqualTo("""
            {"paymentId":"pay_1","orderId":"ord_1","hostId":"acc_h","amount":{"minor":7,"currency":"CNY"},\
            "isWhole":false}""");
    assertThat(data(HookType.RETURN_ASKED,
        new HookData.ReturnData("ret_1", "ord_1", "acc_h", "ASKED", Optional.empty()))).isEqualTo("""
            {"returnId":"ret_1","orderId":"ord_1","hostId":"acc_h","state":"ASKED"}""");
    assertThat(data(HookType.STOCK_SOLD_OUT, new HookData.StockData("sku_1", "prd_1", "acc_h", 0)))
        .isEqualTo("""
            {"skuId":"sku_1","productId":"prd_1","hostId":"acc_h","available":0}""");
    assertThat(data(HookType.HOOK_TEST, new HookData.TestData("hk_1", "")))
        .isEqualTo("{\"endpointId\":\"hk_1\"}");
  }

  @Test
  void aMessageThatWouldBeLargeLosesItsLinesAndNothingElse() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      items.add(new Item("sku_0123456789abcdefghij" + i, "prd_0123456789abcdefghij" + i, 1, 100, 0));
    }
    String shortened = json(HookType.ORDER_PLACED, order(items));
    assertThat(shortened.getBytes(StandardCharsets.UTF_8).length).isLessThan(Subscription.PAYLOAD_BYTES_MAX);
    assertThat(shortened).isEqualTo(json(HookType.ORDER_PLACED, order(List.of()))).contains("16500");
    String whole = json(HookType.ORDER_PLACED, order(items.subList(0, 100)));
    assertThat(whole).contains("\"lines\":[");
  }

  private static String data(HookType type, HookData data) {
    String json = json(type, data);
    return json.substring(json.indexOf("\"data\":") + 7, json.length() - 1);
  }
}
