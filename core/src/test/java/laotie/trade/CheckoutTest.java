package laotie.trade;

import static laotie.trade.Samples.NOW;
import static laotie.trade.Samples.ORIGIN;
import static laotie.trade.Samples.TURN;
import static laotie.trade.Samples.basket;
import static laotie.trade.Samples.offer;
import static laotie.trade.Samples.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Money;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Discount;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPlaced;
import laotie.fact.TradeFact.Payer;
import laotie.trade.Basket.Wanted;
import org.junit.jupiter.api.Test;

class CheckoutTest {

  private static Refused<Moved> refusal(Decision<Moved> decision) {
    assertThat(decision).isInstanceOf(Refused.class);
    return (Refused<Moved>) decision;
  }

  private static Refused<Moved> refusal(Basket basket) {
    return refusal(Checkout.decide(basket, Map.of("a", Stock.of("a", 100), "b", Stock.of("b", 100)), TURN));
  }

  @Test
  void holdsTheStockOfAnAcceptedOrder() {
    var accepted = (Accepted<Moved>) Checkout.decide(
        basket(wanted("a", 2), wanted("b", 1)),
        Map.of("a", Stock.of("a", 2), "b", Stock.of("b", 5)), TURN);
    assertThat(accepted.value().stock())
        .containsExactly(new Stock("a", 0, 2, 0, 2), new Stock("b", 4, 1, 0, 5));
    assertThat(accepted.value().order().status()).isEqualTo(OrderStatus.PLACED);
    assertThat(accepted.value().order().deal().amount()).isEqualTo(Money.cny(24_000));
    assertThat(accepted.value().order().heldUntil()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    OrderPlaced fact = (OrderPlaced) accepted.facts().getFirst();
    assertThat(fact.sequence()).isEqualTo(7);
    assertThat(fact.deal().viewId()).isEqualTo("view_1");
    assertThat(fact.deal().origin()).isEqualTo(ORIGIN);
  }

  @Test
  void refusesOneUnitAboveStockAndSaysHowManyThereAre() {
    var refused = refusal(
        Checkout.decide(basket(wanted("a", 3)), Map.of("a", Stock.of("a", 2)), TURN));
    assertThat(refused.reason()).isEqualTo(TradeReason.OUT_OF_STOCK);
    assertThat(refused.members()).containsEntry("available", 2L);
    assertThat(refused.detail()).isEqualTo("stock 2 < wanted 3, sku a");
  }

  @Test
  void takesTheWholeBasketOrNothing() {
    var refused = refusal(Checkout.decide(basket(wanted("a", 1), wanted("b", 1)),
        Map.of("a", Stock.of("a", 1), "b", Stock.of("b", 0)), TURN));
    assertThat(refused.members()).containsEntry("skuId", "b");
  }

  @Test
  void treatsAVariantWithoutStockRowAsSoldOut() {
    assertThat(refusal(Checkout.decide(basket(wanted("a", 1)), Map.of(), TURN)).reason())
        .isEqualTo(TradeReason.OUT_OF_STOCK);
  }

  @Test
  void refusesAnEmptyATooLongAndARepeatingBasket() {
    assertThat(refusal(basket()).reason()).isEqualTo(TradeReason.BASKET_WRONG);
    Wanted[] many = IntStream.rangeClosed(0, Checkout.LINES_MAX)
        .mapToObj(i -> wanted("sku" + i, 1)).toArray(Wanted[]::new);
    assertThat(refusal(basket(many)).reason()).isEqualTo(TradeReason.BASKET_WRONG);
    assertThat(refusal(basket(wanted("a", 1), wanted("a", 1))).reason())
        .isEqualTo(TradeReason.BASKET_WRONG);
  }

  @Test
  void refusesQuantitiesOutsideTheLimit() {
    assertThat(refusal(basket(wanted("a", 0))).reason()).isEqualTo(TradeReason.QUANTITY_OUTSIDE_LIMIT);
    assertThat(refusal(basket(wanted("a", -1))).reason()).isEqualTo(TradeReason.QUANTITY_OUTSIDE_LIMIT);
    assertThat(refusal(basket(wanted("a", 100))).reason()).isEqualTo(TradeReason.QUANTITY_OUTSIDE_LIMIT);
  }

  @Test
  void refusesSeveralHostsOrCurrenciesInOneOrder() {
    Offer other = new Offer("b", "prd_2", "host_2", Money.cny(1), true);
    assertThat(refusal(basket(wanted("a", 1), new Wanted(other, 1))).reason())
        .isEqualTo(TradeReason.HOSTS_MIXED);
    Offer dollars = new Offer("b", "prd_2", "host_1", new Money(1, Currency.getInstance("USD")), true);
    assertThat(refusal(basket(wanted("a", 1), new Wanted(dollars, 1))).reason())
        .isEqualTo(TradeReason.CURRENCIES_MIXED);
  }

  @Test
  void refusesAHostWhoBuysFromHimself() {
    Basket own = new Basket("ord_1", "host_1", List.of(wanted("a", 1)), "", "", "", ORIGIN);
    assertThat(refusal(own).reason()).isEqualTo(TradeReason.OWN_GOODS);
  }

  @Test
  void refusesWhatIsOffTheShelfBeforeLookingAtStock() {
    Offer delisted = new Offer("a", "prd_1", "host_1", Money.cny(1), false);
    assertThat(refusal(basket(new Wanted(delisted, 1))).reason()).isEqualTo(TradeReason.NOT_FOR_SALE);
  }

  @Test
  void refusesAnAmountBeyondSixtyFourBits() {
    assertThat(refusal(basket(new Wanted(offer("a", Long.MAX_VALUE), 2))).reason())
        .isEqualTo(TradeReason.AMOUNT_TOO_LARGE);
  }

  private static Wanted ofFlashSale(int quantity, int buyerMax) {
    return new Wanted(offer("a", 8_000), quantity, "fls_1", buyerMax);
  }

  @Test
  void unitsOfAFlashSaleComeFromItsOwnStockAndCountForTheBuyer() {
    var accepted = (Accepted<Moved>) Checkout.decide(basket(ofFlashSale(2, 3)),
        Map.of("a", Stock.of("a", 100), "fls_1", Stock.of("fls_1", 5)), TURN);
    assertThat(accepted.value().stock()).containsExactly(
        new Stock("fls_1", 3, 2, 0, 5), new Stock("fls_1/acc_1", 1, 2, 0, 3));
    Order order = accepted.value().order();
    Map<String, Stock> after = Map.of(
        "fls_1", new Stock("fls_1", 3, 2, 0, 5), "fls_1/acc_1", new Stock("fls_1/acc_1", 1, 2, 0, 3));
    var back = (Accepted<Moved>) Holding.cancel(order, after);
    assertThat(back.value().stock()).containsExactly(Stock.of("fls_1", 5), Stock.of("fls_1/acc_1", 3));
  }

  @Test
  void refusesOneUnitAboveTheLimitOfABuyer() {
    Map<String, Stock> stock = Map.of(
        "fls_1", Stock.of("fls_1", 5), "fls_1/acc_1", new Stock("fls_1/acc_1", 1, 0, 1, 2));
    assertThat(Checkout.decide(basket(ofFlashSale(1, 2)), stock, TURN)).isInstanceOf(Accepted.class);
    var refused = refusal(Checkout.decide(basket(ofFlashSale(2, 2)), stock, TURN));
    assertThat(refused.reason()).isEqualTo(TradeReason.BUYER_LIMIT);
    assertThat(refused.members()).containsEntry("buyerLeft", 1L).containsEntry("buyerMax", 2);
    var loweredSince = refusal(Checkout.decide(basket(ofFlashSale(1, 1)), stock, TURN));
    assertThat(loweredSince.members()).containsEntry("buyerLeft", 0L);
  }

  @Test
  void theAmountIsWhatThePricerSaysOfTheGrantedLines() {
    Checkout.Pricer pricer = granted -> new Accepted<>(new Checkout.Price(
        List.of(new Line("a", "prd_1", granted.getFirst().quantity(), 7_000, "a", 500)),
        new Bill(900, List.of(new Discount("cpn_1", Payer.HOST, 500)))), List.of());
    var accepted = (Accepted<Moved>) Checkout.decide(basket(wanted("a", 2)),
        Map.of("a", Stock.of("a", 5), "cpn_1/acc_1", Stock.of("cpn_1/acc_1", 1)), TURN, pricer);
    assertThat(accepted.value().order().deal().amount()).isEqualTo(Money.cny(14_400));
    assertThat(accepted.value().stock()).contains(new Stock("cpn_1/acc_1", 0, 1, 0, 1));
    Checkout.Pricer no = granted -> new Refused<>(TradeReason.AMOUNT_TOO_LARGE, "too much");
    assertThat(refusal(Checkout.decide(basket(wanted("a", 1)), Map.of("a", Stock.of("a", 5)), TURN, no))
        .reason()).isEqualTo(TradeReason.AMOUNT_TOO_LARGE);
  }

  @Test
  void stockCannotBeNegativeOrUnbalanced() {
    assertThatThrownBy(() -> Stock.of("a", 1).hold(2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Stock.of("a", 1).release(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Stock("a", 1, 1, 1, 4)).isInstanceOf(IllegalArgumentException.class);
  }
}
