package laotie.prices;

import static laotie.prices.Samples.SEVEN;
import static laotie.prices.Samples.ask;
import static laotie.prices.Samples.fixed;
import static laotie.prices.Samples.flash;
import static laotie.prices.Samples.item;
import static laotie.prices.Samples.no;
import static laotie.prices.Samples.percent;
import static laotie.prices.Samples.quote;
import static laotie.prices.Samples.tag;
import static laotie.prices.Samples.threshold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import laotie.fact.Decision.Refused;
import laotie.fact.Money;
import laotie.fact.TradeFact.Discount;
import laotie.fact.TradeFact.Payer;
import laotie.prices.Freight.Zone;
import laotie.prices.Step.Kind;
import org.junit.jupiter.api.Test;

class PricingTest {

  private static Tag room(long listMinor, long roomMinor) {
    return new Tag(Money.cny(listMinor), roomMinor, Favour.NONE, FlashSale.NONE);
  }

  private static long total(Ask ask) {
    return quote(ask).totalMinor();
  }

  @Test
  void withoutAnythingSpecialTheListPriceIsPaidAndSaidSo() {
    Quote quote = quote(ask(Coupon.NONE, item("a", 2, tag(8_000))));
    assertThat(quote.totalMinor()).isEqualTo(16_000);
    assertThat(quote.lines().getFirst().steps()).containsExactly(new Step(Kind.LIST, 16_000, "", 0));
    assertThat(quote.bill().discounts()).isEmpty();
  }

  @Test
  void theRoomPriceCountsOnlyBelowTheListPrice() {
    assertThat(total(ask(Coupon.NONE, item("a", 2, room(8_000, 7_500))))).isEqualTo(15_000);
    assertThat(total(ask(Coupon.NONE, item("a", 1, room(7_000, 7_500))))).isEqualTo(7_000);
    assertThat(quote(ask(Coupon.NONE, item("a", 2, room(8_000, 7_500)))).lines().getFirst().steps())
        .containsExactly(new Step(Kind.LIST, 16_000, "", 0), new Step(Kind.ROOM, -1_000, "", 0));
  }

  @Test
  void aTierTakesItsPercentageOffTheRoomPrice() {
    Tag tag = new Tag(Money.cny(8_000), 7_501, SEVEN, FlashSale.NONE);
    assertThat(quote(ask(Coupon.NONE, item("a", 3, tag))).lines().getFirst().steps()).containsExactly(
        new Step(Kind.LIST, 24_000, "", 0), new Step(Kind.ROOM, -1_497, "", 0),
        new Step(Kind.TIER, -3 * 526, "FAN", 7));
    assertThat(total(ask(Coupon.NONE, item("a", 3, tag)))).isEqualTo(3 * 6_975);
  }

  @Test
  void aFlashPriceIsFinalForTierRoomAndCoupon() {
    Tag tag = new Tag(Money.cny(8_000), 7_500, SEVEN, flash(5_000));
    Quote quote = quote(ask(fixed(300), item("a", 1, tag), item("b", 1, tag(4_000))));
    assertThat(quote.lines().getFirst().netMinor()).isEqualTo(5_000);
    assertThat(quote.lines().getLast().offMinor()).isEqualTo(300);
    assertThat(quote.lines().getFirst().asOrdered().stockId()).isEqualTo("fls_1");
    assertThat(quote.lines().getLast().asOrdered().stockId()).isEqualTo("b");
    assertThat(no(Pricing.price(ask(fixed(300), item("a", 1, tag)))))
        .isEqualTo(PricesReason.COUPON_BELOW_THRESHOLD);
  }

  @Test
  void unitsComeFromAFlashSaleOnlyWhereItIsCheaper() {
    Tag fan = new Tag(Money.cny(8_000), 7_500, SEVEN, FlashSale.NONE);
    assertThat(fan.unitMinor()).isEqualTo(6_975);
    assertThat(fan.isBetterIn(flash(6_974))).isTrue();
    assertThat(fan.isBetterIn(flash(6_975))).isFalse();
    assertThat(fan.in(flash(5_000)).isBetterIn(flash(4_999))).isTrue();
  }

  @Test
  void aCouponIsSplitOverItsLinesToTheLastMinorUnit() {
    Quote quote = quote(ask(fixed(100), item("a", 1, tag(1_000)), item("b", 1, tag(1_000)),
        item("c", 1, tag(1_000))));
    assertThat(quote.lines()).extracting(Quote.Line::offMinor).containsExactly(34L, 33L, 33L);
    assertThat(quote.totalMinor()).isEqualTo(2_900);
    assertThat(quote.bill().discounts()).containsExactly(new Discount("cpn_1", Payer.HOST, 100));
    assertThat(quote.lines().getFirst().steps()).last().isEqualTo(new Step(Kind.COUPON, -34, "cpn_1", 0));
  }

  @Test
  void aThresholdIsReachedExactlyAndMissedByOneMinorUnit() {
    assertThat(total(ask(threshold(10_000, 1_500), item("a", 1, tag(10_000))))).isEqualTo(8_500);
    Refused<?> missed = (Refused<?>) Pricing.price(ask(threshold(10_000, 1_500), item("a", 1, tag(9_999))));
    assertThat(missed.reason()).isEqualTo(PricesReason.COUPON_BELOW_THRESHOLD);
    assertThat(missed.members()).containsEntry("missingMinor", 1L);
  }

  @Test
  void aThresholdLooksAtThePriceAfterRoomAndTier() {
    Tag tag = new Tag(Money.cny(10_000), 0, SEVEN, FlashSale.NONE);
    assertThat(no(Pricing.price(ask(threshold(10_000, 1_500), item("a", 1, tag)))))
        .isEqualTo(PricesReason.COUPON_BELOW_THRESHOLD);
  }

  @Test
  void aPercentageIsRoundedUpForTheBuyerAndCapped() {
    assertThat(total(ask(percent(15, 0), item("a", 1, tag(999))))).isEqualTo(999 - 150);
    assertThat(total(ask(percent(15, 100), item("a", 1, tag(999))))).isEqualTo(899);
    assertThat(total(ask(percent(15, 150), item("a", 1, tag(999))))).isEqualTo(849);
    assertThat(total(ask(percent(10, 0), item("a", 1, tag(Long.MAX_VALUE / 2))))).isPositive();
  }

  @Test
  void goodsNeverBecomeFree() {
    assertThat(total(ask(fixed(5_000), item("a", 1, tag(3_000))))).isEqualTo(1);
    assertThat(total(ask(percent(100, 0), item("a", 2, tag(3_000)), item("b", 1, tag(1))))).isEqualTo(1);
    assertThat(no(Pricing.price(ask(fixed(1), item("a", 1, tag(1))))))
        .isEqualTo(PricesReason.COUPON_BELOW_THRESHOLD);
  }

  @Test
  void aCouponOfAnotherCurrencyCountsForNothing() {
    Tag dollars = new Tag(new Money(8_000, Currency.getInstance("USD")), 0, Favour.NONE, FlashSale.NONE);
    assertThat(no(Pricing.price(ask(fixed(100), item("a", 1, dollars)))))
        .isEqualTo(PricesReason.COUPON_NOT_FOR_YOU);
  }

  @Test
  void shippingIsAddedLastAndFreeFromWhatTheGoodsReallyCost() {
    Freight freight = new Freight(new Zone(true, 1_000, 200, 8_000), Map.of());
    Ask ask = new Ask(List.of(item("a", 3, tag(2_700))), Coupon.NONE, freight, Region.UNKNOWN);
    assertThat(total(ask)).isEqualTo(8_100);
    Quote paid = quote(ask.with(fixed(101)));
    assertThat(paid.goodsMinor()).isEqualTo(7_999);
    assertThat(paid.fee().minor()).isEqualTo(1_400);
    assertThat(paid.totalMinor()).isEqualTo(9_399);
    assertThat(paid.bill().shippingMinor()).isEqualTo(1_400);
  }

  @Test
  void aRegionWithoutDeliveryHasNoPrice() {
    Freight freight = new Freight(new Zone(true, 0, 0, 0), Map.of("CN-XJ", new Zone(false, 0, 0, 0)));
    Ask ask = new Ask(List.of(item("a", 1, tag(100))), Coupon.NONE, freight, Region.of("新疆 喀什"));
    Refused<?> no = (Refused<?>) Pricing.price(ask);
    assertThat(no.reason()).isEqualTo(PricesReason.NOT_DELIVERED_THERE);
    assertThat(no.members()).containsEntry("region", "CN-XJ");
  }

  @Test
  void beyondSixtyFourBitsThereIsNoPrice() {
    assertThatThrownBy(() -> Pricing.price(ask(Coupon.NONE, item("a", 3, tag(Long.MAX_VALUE / 2)))))
        .isInstanceOf(ArithmeticException.class);
  }
}
