package laotie.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Money;
import laotie.fact.TradeFact.Discount;
import laotie.prices.Ask.Item;
import laotie.prices.Coupon.Kind;
import laotie.prices.Coupon.Off;
import laotie.prices.Freight.Zone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every basket, coupon, tier and fee. */
class PricingPropertyTest {

  private static final int ASKS = 4_000;
  private static final long[] PRICES = {1, 2, 3, 99, 100, 101, 999, 1_990, 8_000, 123_457, 1_000_000_000};
  private static final String[] REGIONS = {"", "CN-HL", "CN-XJ", "JP"};

  private static long price(RandomGenerator random) {
    return random.nextBoolean() ? PRICES[random.nextInt(PRICES.length)] : 1 + random.nextLong(20_000);
  }

  private static Tag tag(RandomGenerator random) {
    Favour favour = random.nextBoolean() ? Favour.NONE : new Favour("FAN", random.nextInt(31), 0);
    Tag tag = new Tag(Money.cny(price(random)), random.nextBoolean() ? 0 : price(random), favour,
        FlashSale.NONE);
    FlashSale sale = Samples.flash(price(random));
    return random.nextInt(4) == 0 && tag.isBetterIn(sale) ? tag.in(sale) : tag;
  }

  private static Coupon coupon(RandomGenerator random) {
    long off = price(random);
    return switch (random.nextInt(4)) {
      case 0 -> Samples.fixed(off);
      case 1 -> Samples.threshold(off + 1 + random.nextLong(20_000), off);
      case 2 -> Samples.percent(1 + random.nextInt(100), random.nextBoolean() ? 0 : price(random));
      default -> Coupon.NONE;
    };
  }

  private static Freight freight(RandomGenerator random) {
    Zone zone = new Zone(true, random.nextLong(3_000), random.nextLong(500), random.nextLong(30_000));
    return new Freight(zone, Map.of("CN-HL", new Zone(true, 900, 0, 0), "CN-XJ", new Zone(false, 0, 0, 0)));
  }

  private static Ask ask(RandomGenerator random) {
    List<Item> items = new ArrayList<>();
    int lines = 1 + random.nextInt(6);
    for (int i = 0; i < lines; i++) {
      items.add(Samples.item("sku" + i, 1 + random.nextInt(9), tag(random)));
    }
    return new Ask(items, coupon(random), freight(random), new Region(REGIONS[random.nextInt(4)]));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void thePartsSumToTheTotalAndNothingIsNegativeOrAboveTheList(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int priced = 0;
    for (int i = 0; i < ASKS; i++) {
      Ask ask = ask(random);
      if (Pricing.price(ask) instanceof Accepted<Quote>(Quote quote, var none)) {
        priced++;
        assertAddsUp(ask, quote);
      }
    }
    assertThat(priced).as("seed " + seed).isGreaterThan(ASKS / 3);
  }

  private static void assertAddsUp(Ask ask, Quote quote) {
    long sum = quote.fee().minor();
    for (Quote.Line line : quote.lines()) {
      long steps = line.steps().stream().mapToLong(Step::minor).sum();
      assertThat(steps).isEqualTo(line.netMinor()).isEqualTo(line.asOrdered().netMinor());
      assertThat(steps).isBetween(0L, line.item().tag().list().minor() * line.item().quantity());
      assertThat(line.steps().stream().skip(1)).allMatch(step -> step.minor() < 0);
      sum += steps;
    }
    assertThat(quote.totalMinor()).isEqualTo(sum);
    assertThat(quote.goodsMinor()).isPositive();
    assertThat(quote.fee().minor()).isNotNegative();
    assertThat(quote.bill().discounts().stream().mapToLong(Discount::minor).sum())
        .isEqualTo(quote.offMinor());
    if (ask.coupon().off().capMinor() > 0) {
      assertThat(quote.offMinor()).isLessThanOrEqualTo(ask.coupon().off().capMinor());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5})
  void theOrderOfLinesChangesNoTotal(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < ASKS; i++) {
      Ask ask = ask(random);
      List<Item> shuffled = new ArrayList<>(ask.items());
      Collections.shuffle(shuffled, new Random(seed + i));
      Decision<Quote> one = Pricing.price(ask);
      Decision<Quote> other =
          Pricing.price(new Ask(shuffled, ask.coupon(), ask.freight(), ask.region()));
      assertThat(other.getClass()).isEqualTo(one.getClass());
      if (one instanceof Accepted<Quote>(Quote left, var a) && other instanceof Accepted<Quote>(Quote right,
          var b)) {
        assertThat(right.totalMinor()).isEqualTo(left.totalMinor());
        assertThat(right.offMinor()).isEqualTo(left.offMinor());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5})
  void aLowerThresholdOrALargerPercentageNeverCostsMore(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < ASKS; i++) {
      long goods = 2 + random.nextLong(50_000);
      long off = 1 + random.nextLong(goods);
      long from = off + 1 + random.nextLong(20_000);
      assertThat(paid(goods, threshold(from, off)))
          .isLessThanOrEqualTo(paid(goods, threshold(from + 1, off)));
      int percent = 1 + random.nextInt(99);
      assertThat(paid(goods, Samples.percent(percent + 1, 0)))
          .isLessThanOrEqualTo(paid(goods, Samples.percent(percent, 0)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 10, 33, 50, 99})
  void aPercentageIsNeverLessThanPromisedAndNeverAMinorUnitMore(int percent) {
    for (long goods = 2; goods < 3_000; goods++) {
      long off = Samples.quote(Samples.ask(Samples.percent(percent, 0), Samples.item("a", 1,
          Samples.tag(goods)))).offMinor();
      assertThat(100 * off).isBetween(Math.min(goods * percent, 100 * (goods - 1)), goods * percent + 99);
    }
  }

  /** What is paid with the coupon, or without where it does not count. */
  private static long paid(long goods, Coupon coupon) {
    return Pricing.price(Samples.ask(coupon, Samples.item("a", 1, Samples.tag(goods))))
        instanceof Accepted<Quote>(Quote quote, var none) ? quote.totalMinor() : goods;
  }

  private static Coupon threshold(long from, long off) {
    return Samples.coupon(new Off(Kind.THRESHOLD, off, 0, 0, from, Money.CNY));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void sharesSumExactlyAndDifferFromTheExactShareByLessThanOne(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < ASKS; i++) {
      List<Long> weights = new ArrayList<>();
      int parts = 1 + random.nextInt(20);
      for (int part = 0; part < parts; part++) {
        weights.add(random.nextInt(5) == 0 ? 0 : random.nextLong(1_000_000));
      }
      long sum = weights.stream().mapToLong(Long::longValue).sum();
      long minor = random.nextLong(sum + 1);
      List<Long> shares = Shares.of(minor, weights);
      assertThat(shares.stream().mapToLong(Long::longValue).sum()).isEqualTo(minor);
      for (int part = 0; part < parts; part++) {
        assertThat(shares.get(part)).isBetween(0L, weights.get(part));
        double exact = sum == 0 ? 0 : (double) minor * weights.get(part) / sum;
        assertThat(Math.abs(shares.get(part) - exact)).isLessThan(1.000001);
      }
    }
  }
}
