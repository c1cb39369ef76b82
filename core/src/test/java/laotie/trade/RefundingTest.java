package laotie.trade;

import static laotie.trade.Samples.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Money;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Discount;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.Payer;
import laotie.fact.Transfer;
import laotie.fact.Transfer.Purse;
import laotie.trade.Back.Part;
import laotie.trade.Refunding.Refunded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefundingTest {

  private static final List<Line> LINES = List.of(
      new Line("a", "prd_1", 3, 1_000, "a", 100), new Line("b", "prd_1", 1, 500, "b", 0));

  private static Sold sold(List<Line> lines, long shippingMinor, OrderStatus status) {
    long amount = lines.stream().mapToLong(Line::netMinor).sum() + shippingMinor;
    Deal deal = new Deal("acc_1", "host_1", "", "", "", Money.cny(amount), ORIGIN,
        new Bill(shippingMinor, List.of()));
    Order order = new Order("ord_1", 7, status, deal, lines, Instant.EPOCH);
    return new Sold(order, Back.none(lines.size()));
  }

  private static Map<String, Stock> stock() {
    return Map.of("a", new Stock("a", 0, 2, 3, 5), "b", new Stock("b", 1, 0, 1, 2));
  }

  private static Accepted<Refunded> cancelled(Sold sold) {
    return (Accepted<Refunded>) Refunding.cancel(sold, "pay_1", stock());
  }

  @ParameterizedTest
  @EnumSource(value = OrderStatus.class, names = {"PAID", "PACKED"})
  void cancellingBeforeShippingGivesEverythingBackAndShelvesTheUnits(OrderStatus status) {
    var accepted = cancelled(sold(LINES, 600, status));
    assertThat(accepted.value().amount()).isEqualTo(Money.cny(2_900 + 500 + 600));
    assertThat(accepted.value().sold().order().status()).isEqualTo(OrderStatus.REFUNDED);
    assertThat(accepted.value().stock())
        .containsExactly(new Stock("a", 3, 2, 0, 5), new Stock("b", 2, 0, 0, 2));
    assertThat(accepted.facts()).singleElement().isInstanceOfSatisfying(OrderRefunded.class, fact -> {
      assertThat(fact.isWhole()).isTrue();
      assertThat(fact.refunded()).isEqualTo(Money.cny(4_000));
    });
  }

  @Test
  void cancellingAgainChangesNothing() {
    Sold once = cancelled(sold(LINES, 0, OrderStatus.PAID)).value().sold();
    var again = cancelled(once);
    assertThat(again.facts()).isEmpty();
    assertThat(again.value().stock()).isEmpty();
    assertThat(again.value().sold()).isEqualTo(once);
  }

  @Test
  void whatLeftIsNotCancelledAndWhatWasNotPaidHasNoMoney() {
    for (OrderStatus status : List.of(OrderStatus.SHIPPED, OrderStatus.DELIVERED, OrderStatus.CLOSED)) {
      assertThat(((Refused<Refunded>) Refunding.cancel(sold(LINES, 0, status), "pay_1", stock())).reason())
          .isEqualTo(TradeReason.ORDER_LEFT);
    }
    for (OrderStatus status : List.of(OrderStatus.PLACED, OrderStatus.EXPIRED, OrderStatus.CANCELLED)) {
      assertThat(((Refused<Refunded>) Refunding.cancel(sold(LINES, 0, status), "pay_1", stock())).reason())
          .isEqualTo(TradeReason.ORDER_NOT_PAID);
    }
  }

  @Test
  void theFirstUnitsAreRoundedDownAndTheLastTakesTheRest() {
    Sold sold = sold(List.of(new Line("a", "prd_1", 3, 1_000, "a", 100)), 0, OrderStatus.DELIVERED);
    assertThat(sold.netMinor(List.of(new Part(0, 1)))).isEqualTo(966);
    Sold one = sold.after(sold.order(), List.of(new Part(0, 1)), 966);
    assertThat(one.netMinor(List.of(new Part(0, 1)))).isEqualTo(967);
    Sold two = one.after(one.order(), List.of(new Part(0, 1)), 967);
    assertThat(two.netMinor(List.of(new Part(0, 1)))).isEqualTo(967);
    assertThat(966 + 967 + 967).isEqualTo(2_900);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void theSharesOfAnyPartsSumToWhatWasPaidForTheLines(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      List<Line> lines = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(4); i++) {
        int quantity = 1 + random.nextInt(99);
        long price = random.nextInt(10) == 0 ? Long.MAX_VALUE / 1_000 : random.nextInt(5_000);
        lines.add(new Line("s" + i, "prd", quantity, price, "s" + i,
            random.nextLong(price * quantity + 1)));
      }
      Sold sold = sold(lines, 1, OrderStatus.DELIVERED);
      long sum = 0;
      while (!sold.rest().isEmpty()) {
        Part any = sold.rest().get(random.nextInt(sold.rest().size()));
        List<Part> parts = List.of(new Part(any.line(), 1 + random.nextInt(any.quantity())));
        long minor = sold.netMinor(parts);
        assertThat(minor).isNotNegative();
        sum += minor;
        sold = sold.after(sold.order(), parts, minor);
      }
      assertThat(sum).isEqualTo(sold.order().deal().amount().minor() - 1);
      assertThat(sold.minorLeft()).isEqualTo(1);
    }
  }

  @Test
  void moreThanWasPaidOrSoldCanNotBeHeld() {
    Sold sold = sold(LINES, 0, OrderStatus.PAID);
    assertThatThrownBy(() -> new Sold(sold.order(), new Back(List.of(4, 0), 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Sold(sold.order(), new Back(List.of(0, 0), 3_401)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Sold(sold.order(), new Back(List.of(0), 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Two of flash sale {@code flash} and one of {@code b}, with coupon {@code cpn}, paid. */
  private static Sold ofFlashSale() {
    List<Line> lines = List.of(
        new Line("a", "prd_1", 2, 10, "flash", 0), new Line("b", "prd_1", 1, 10, "b", 1));
    Deal deal = new Deal("acc_1", "host_1", "", "", "", Money.cny(29), ORIGIN,
        new Bill(0, List.of(new Discount("cpn", Payer.HOST, 1))));
    return new Sold(
        new Order("ord_1", 7, OrderStatus.PAID, deal, lines, Instant.EPOCH), Back.none(2));
  }

  private static Map<String, Stock> stockOfFlashSale() {
    return Map.of("flash", new Stock("flash", 0, 0, 3, 3), "b", new Stock("b", 0, 0, 1, 1),
        "flash/acc_1", new Stock("flash/acc_1", 0, 0, 2, 2), "cpn/acc_1", new Stock("cpn/acc_1", 0, 0, 1, 1));
  }

  private static Refunded returned(Sold sold, Part part) {
    return Refunding.award(sold, "pay_1", ended(part), stockOfFlashSale()).value();
  }

  private static Return ended(Part part) {
    return new Return("ret_1", Return.Kind.REFUND_ONLY, ReturnReason.NOT_SHIPPED, List.of(part),
        false, new Return.State.Ended(Return.End.REFUNDED, new Return.Award(0, true)));
  }

  @Test
  void whoTakesAnOrderBackMayBuyInTheFlashSaleAndUseTheCouponAgain() {
    var accepted =
        (Accepted<Refunded>) Refunding.cancel(ofFlashSale(), "pay_1", stockOfFlashSale());
    assertThat(accepted.value().stock()).containsExactly(new Stock("flash", 2, 0, 1, 3),
        new Stock("b", 1, 0, 0, 1), new Stock("flash/acc_1", 2, 0, 0, 2), new Stock("cpn/acc_1", 1, 0, 0, 1));
  }

  @Test
  void unitsOfAFlashSaleThatNeverLeftCountForNoLimitAndTheCouponComesBackWithTheLast() {
    Refunded first = returned(ofFlashSale(), new Part(0, 1));
    assertThat(first.stock()).containsExactly(
        new Stock("flash", 1, 0, 2, 3), new Stock("flash/acc_1", 1, 0, 1, 2));
    Refunded second = returned(first.sold(), new Part(1, 1));
    assertThat(second.stock()).containsExactly(new Stock("b", 1, 0, 0, 1));
    Refunded last = returned(second.sold(), new Part(0, 1));
    assertThat(last.isWhole()).isTrue();
    assertThat(last.stock()).containsExactly(new Stock("flash", 1, 0, 2, 3),
        new Stock("flash/acc_1", 1, 0, 1, 2), new Stock("cpn/acc_1", 1, 0, 0, 1));
  }

  @Test
  void whatACouponMadeFreeIsNotSentOnceTheMoneyIsBackAndIsNotGivenBackTwice() {
    Sold sold = sold(List.of(new Line("a", "prd_1", 1, 10, "a", 0), new Line("b", "prd_1", 1, 10, "b", 10)),
        0, OrderStatus.PAID);
    Map<String, Stock> stock = Map.of("a", new Stock("a", 0, 0, 1, 1), "b", new Stock("b", 0, 0, 1, 1));
    Refunded whole = Refunding.award(sold, "pay_1", ended(new Part(0, 1)), stock).value();
    assertThat(whole.sold().order().status()).isEqualTo(OrderStatus.REFUNDED);
    assertThat(whole.stock()).containsExactly(new Stock("a", 1, 0, 0, 1), new Stock("b", 1, 0, 0, 1));
    var other = Refunding.award(whole.sold(), "pay_1", ended(new Part(1, 1)), stock);
    assertThat(other.value().stock()).isEmpty();
    assertThat(other.value().amount().minor()).isZero();
    assertThat(other.facts()).isEmpty();
  }

  @Test
  void aPromiseMovesMoneyFromTheHostsPurseToTheBuyers() {
    var refund = new Transfer.Refund("rfd_1", "ord_1", "pay_1", "acc_1", Money.cny(500));
    assertThat(Transfer.owed(refund, "host_1").entries()).containsExactly(
        new Transfer.Entry(Purse.HOST_OWED, "host_1", Money.cny(500)),
        new Transfer.Entry(Purse.BUYER_OWED, "acc_1", Money.cny(-500)));
  }
}
