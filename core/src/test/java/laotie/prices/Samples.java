package laotie.prices;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Money;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Payer;
import laotie.prices.Ask.Item;
import laotie.prices.Coupon.Asks;
import laotie.prices.Coupon.Kind;
import laotie.prices.Coupon.Off;
import laotie.prices.Coupon.Term;

/** Small prices to try the rule on. */
final class Samples {

  static final Instant NOON = Instant.parse("2026-06-18T12:00:00Z");
  static final Favour SEVEN = new Favour("FAN", 7, 0);
  static final Term TODAY = new Term(NOON, NOON.plus(Duration.ofHours(1)), false, 10, 2);
  static final Asks NOTHING = new Asks(false, Relation.STRANGER, false);

  private Samples() {}

  static Tag tag(long listMinor) {
    return new Tag(Money.cny(listMinor), 0, Favour.NONE, FlashSale.NONE);
  }

  static FlashSale flash(long priceMinor) {
    return new FlashSale("fls_1", "a", "prd_1", "host_1", priceMinor, 1, NOON, NOON.plusSeconds(60), false);
  }

  static Item item(String skuId, int quantity, Tag tag) {
    return new Item(skuId, "prd_" + skuId, quantity, tag);
  }

  static Coupon fixed(long minor) {
    return coupon(new Off(Kind.FIXED, minor, 0, 0, 0, Money.CNY));
  }

  static Coupon threshold(long from, long minor) {
    return coupon(new Off(Kind.THRESHOLD, minor, 0, 0, from, Money.CNY));
  }

  static Coupon percent(int percent, long cap) {
    return coupon(new Off(Kind.PERCENT, 0, percent, cap, 0, Money.CNY));
  }

  static Coupon coupon(Off off) {
    return new Coupon("cpn_1", "host_1", "券", off, NOTHING, TODAY, Payer.HOST);
  }

  static Ask ask(Coupon coupon, Item... items) {
    return new Ask(List.of(items), coupon, Freight.FREE, Region.UNKNOWN);
  }

  static Quote quote(Ask ask) {
    Decision<Quote> decision = Pricing.price(ask);
    return switch (decision) {
      case Accepted<Quote> yes -> yes.value();
      case Refused<Quote> no -> throw new AssertionError(no);
    };
  }

  static PricesReason no(Decision<?> decision) {
    return (PricesReason) ((Refused<?>) decision).reason();
  }
}
