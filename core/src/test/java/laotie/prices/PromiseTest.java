package laotie.prices;

import static laotie.prices.Samples.NOON;
import static laotie.prices.Samples.NOTHING;
import static laotie.prices.Samples.TODAY;
import static laotie.prices.Samples.fixed;
import static laotie.prices.Samples.no;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Money;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Payer;
import laotie.prices.Coupon.Asks;
import laotie.prices.Coupon.Buyer;
import laotie.prices.Coupon.Kind;
import laotie.prices.Coupon.Off;
import laotie.prices.Coupon.Term;
import laotie.prices.Freight.Fee;
import laotie.prices.Freight.Zone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When coupons, flash sales and fees count, and when not: the edges. */
class PromiseTest {

  private static final Buyer ANYBODY = new Buyer(Relation.STRANGER, false, false);

  private static Decision<Coupon> use(Asks asks, Buyer buyer) {
    return new Coupon("cpn_1", "host_1", "券", fixed(100).off(), asks, TODAY, Payer.HOST)
        .mayUse("host_1", buyer, NOON);
  }

  @Test
  void aCouponCountsFromItsStartAndNoMoreAtItsEnd() {
    Coupon coupon = fixed(100);
    assertThat(no(coupon.mayUse("host_1", ANYBODY, NOON.minusNanos(1))))
        .isEqualTo(PricesReason.COUPON_NOT_OPEN);
    assertThat(coupon.mayUse("host_1", ANYBODY, NOON)).isInstanceOf(Accepted.class);
    Instant end = TODAY.endsAt();
    assertThat(coupon.mayUse("host_1", ANYBODY, end.minusNanos(1))).isInstanceOf(Accepted.class);
    assertThat(no(coupon.mayUse("host_1", ANYBODY, end))).isEqualTo(PricesReason.COUPON_NOT_OPEN);
  }

  @Test
  void aFlashSaleIsLiveFromItsStartAndNoMoreAtItsEnd() {
    FlashSale sale = Samples.flash(100);
    assertThat(sale.isLive(NOON.minusNanos(1))).isFalse();
    assertThat(sale.isLive(NOON)).isTrue();
    assertThat(sale.isLive(sale.endsAt().minusNanos(1))).isTrue();
    assertThat(sale.isLive(sale.endsAt())).isFalse();
    assertThat(sale.isOver(sale.endsAt())).isTrue();
    assertThat(sale.isOver(NOON.minusNanos(1))).isFalse();
    assertThat(FlashSale.NONE.isLive(Instant.EPOCH)).isFalse();
  }

  @Test
  void aCouponOfOneHostIsUnknownAtAnotherAndOneOfThePlatformCountsEverywhere() {
    assertThat(no(fixed(1).mayUse("host_2", ANYBODY, NOON))).isEqualTo(PricesReason.COUPON_UNKNOWN);
    Coupon everywhere =
        new Coupon("cpn_2", "", "平台券", fixed(1).off(), NOTHING, TODAY, Payer.PLATFORM);
    assertThat(everywhere.mayUse("host_2", ANYBODY, NOON)).isInstanceOf(Accepted.class);
  }

  @Test
  void aCouponOfTheRoomNeedsTheRoomOneOfATierTheTierAndOneForTheFirstOrderNone() {
    Asks room = new Asks(true, Relation.STRANGER, false);
    assertThat(no(use(room, ANYBODY))).isEqualTo(PricesReason.COUPON_NOT_FOR_YOU);
    assertThat(use(room, new Buyer(Relation.STRANGER, true, true))).isInstanceOf(Accepted.class);
    Asks loyal = new Asks(false, Relation.LOYAL, false);
    assertThat(no(use(loyal, new Buyer(Relation.FAN, true, false))))
        .isEqualTo(PricesReason.COUPON_NOT_FOR_YOU);
    assertThat(use(loyal, new Buyer(Relation.LAOTIE, false, true))).isInstanceOf(Accepted.class);
    Asks first = new Asks(false, Relation.STRANGER, true);
    assertThat(no(use(first, new Buyer(Relation.LAOTIE, true, true))))
        .isEqualTo(PricesReason.COUPON_NOT_FOR_YOU);
    assertThat(use(first, ANYBODY)).isInstanceOf(Accepted.class);
  }

  @Test
  void asManyBuyersMayHoldACouponAsCanAllUseIt() {
    assertThat(new Term(NOON, NOON.plusSeconds(1), false, 10, 3).claimsMax()).isEqualTo(3);
    assertThat(new Term(NOON, NOON.plusSeconds(1), false, 10, 1).claimsMax()).isEqualTo(10);
    assertThatThrownBy(() -> new Term(NOON, NOON.plusSeconds(1), false, 2, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Term(NOON, NOON, false, 2, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatACouponTakesOffIsOneThingOnly() {
    assertThatThrownBy(() -> new Off(Kind.FIXED, 0, 0, 0, 0, Money.CNY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Off(Kind.FIXED, 100, 5, 0, 0, Money.CNY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Off(Kind.PERCENT, 0, 101, 0, 0, Money.CNY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Off(Kind.THRESHOLD, 100, 0, 0, 100, Money.CNY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Fee fee(Freight freight, String region, int units, long goods) {
    return ((Accepted<Fee>) freight.feeFor(Region.of(region), units, goods)).value();
  }

  @Test
  void theZoneOfAProvinceGoesBeforeThatOfItsCountryAndThatBeforeElsewhere() {
    Freight freight = new Freight(new Zone(true, 9_000, 0, 0),
        Map.of("CN", new Zone(true, 800, 100, 9_900), "CN-HL", new Zone(true, 500, 0, 0)));
    assertThat(fee(freight, "黑龙江省 哈尔滨", 3, 1)).isEqualTo(new Fee(500, "CN-HL", 0));
    assertThat(fee(freight, "广东 深圳", 3, 9_899)).isEqualTo(new Fee(1_000, "CN", 9_900));
    assertThat(fee(freight, "广东 深圳", 3, 9_900)).isEqualTo(new Fee(0, "CN", 9_900));
    assertThat(fee(freight, "Tokyo, Japan", 1, 1)).isEqualTo(new Fee(9_000, "", 0));
    assertThat(Freight.FREE.isFree()).isTrue();
    assertThat(freight.isFree()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "黑龙江 哈尔滨 | CN-HL", "黑龙江省哈尔滨市 | CN-HL", "中国 北京市朝阳区 | CN-BJ", "内蒙古自治区 呼和浩特 | CN-NM",
    "广西壮族自治区南宁 | CN-GX", "上海 北京路 | CN-SH", 
    "Harbin, Heilongjiang, China | CN-HL",
    "Shenzhen Guangdong | CN-GD", "Xi'an, Shaanxi | CN-SN", "Taiyuan, Shanxi | CN-SX",
    "Inner Mongolia | CN-NM",
    "日本 东京 | JP", "Tokyo, Japan | JP", "Atlanta, Georgia, United States | US", "香港 九龙 | HK",
    "Hong Kong | HK", "台湾 台北 | TW", "中国 | CN", "China | CN", "哈尔滨 | ''", "somewhere | ''", "'' | ''",
    "新疆 喀什 | CN-XJ", "海南 三亚 | CN-HI", "Berlin, Germany | DE", "London, UK | GB"})
  void wordsOfAnAddressNameTheirRegion(String words, String code) {
    assertThat(Region.of(words).code()).isEqualTo(code);
  }

  @Test
  void everyProvinceIsListedOnce() {
    assertThat(Region.all()).doesNotHaveDuplicates().contains("CN-BJ", "CN-XJ", "CN", "HK", "JP");
    assertThat(Region.all().stream().filter(code -> code.startsWith("CN-"))).hasSize(31);
  }
}
