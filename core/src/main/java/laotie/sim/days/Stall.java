package laotie.sim.days;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Payer;
import laotie.fact.Money;
import laotie.prices.Coupon;
import laotie.prices.FlashSale;
import laotie.prices.Freight;
import laotie.settlement.Terms;
import laotie.trade.Limit;
import laotie.trade.Stock;

/** What hosts do with goods, prices and flash sales, as the doors of goods and prices do it. */
final class Stall {

  private static final int HOSTS = 2;
  private static final int GOODS_OF_HOST = 3;
  private static final int PRICE_MAX = 9_000;
  private static final int BROUGHT_MAX = 14;

  private final World world;
  private final Books books;

  Stall(World world) {
    this.world = world;
    this.books = world.books();
  }

  /** The square as the day begins. */
  void open(SplittableRandom dice) {
    for (int host = 1; host <= HOSTS; host++) {
      String hostId = "host_" + host;
      books.shops.put(hostId, new Books.Shop(hostId, freight(dice),
          new Terms(List.of(0, 500, 1_234, 10_000).get(dice.nextInt(4)), dice.nextInt(10))));
      for (int good = 1; good <= GOODS_OF_HOST; good++) {
        String skuId = "sku_" + host + good;
        // Two variants of one product, and one of another.
        String productId = "prd_" + host + (good + 1) / 2;
        books.goods.put(skuId, new Books.Good(skuId, productId, hostId, price(dice)));
        bring(books.goods.get(skuId), 3 + dice.nextInt(BROUGHT_MAX));
        if (dice.nextInt(5) == 0) {
          books.limits.put(productId, new Limit(productId, 1 + dice.nextInt(4), 0));
        }
      }
      addCoupon("cpn_" + host, hostId, dice);
    }
    addCoupon("cpn_all", "", dice);
  }

  private static Freight freight(SplittableRandom dice) {
    return dice.nextBoolean() ? Freight.FREE : new Freight(
        new Freight.Zone(true, 600, dice.nextInt(3) * 100L, 15_000), Map.of(
            "CN-HI", new Freight.Zone(true, 1_500, 0, 0), "CN-XJ", new Freight.Zone(false, 0, 0, 0)));
  }

  private static long price(SplittableRandom dice) {
    return dice.nextInt(6) == 0 ? 1 + dice.nextInt(4) : 1 + dice.nextInt(PRICE_MAX);
  }

  private void addCoupon(String couponId, String hostId, SplittableRandom dice) {
    Coupon.Off off = switch (dice.nextInt(3)) {
      case 0 -> new Coupon.Off(Coupon.Kind.FIXED, 1 + dice.nextInt(800), 0, 0, 0, Money.CNY);
      case 1 -> new Coupon.Off(
          Coupon.Kind.PERCENT, 0, 1 + dice.nextInt(100), dice.nextInt(2) * 700L, 0, Money.CNY);
      default -> new Coupon.Off(Coupon.Kind.THRESHOLD, 500, 0, 0, 2_000, Money.CNY);
    };
    int buyerMax = 1 + dice.nextInt(2);
    Coupon.Term term = new Coupon.Term(World.BEGIN.minusSeconds(60), World.BEGIN.plus(Duration.ofDays(9)),
        false, buyerMax * (1 + dice.nextInt(6)), buyerMax);
    books.coupons.put(couponId, new Books.Held(new Coupon(couponId, hostId, couponId, off,
        new Coupon.Asks(dice.nextInt(3) == 0, Relation.STRANGER, dice.nextInt(4) == 0), term,
        hostId.isEmpty() ? Payer.PLATFORM : Payer.HOST)));
  }

  private void bring(Books.Good good, long units) {
    Stock row = books.stock.getOrDefault(good.skuId, Stock.of(good.skuId, 0));
    if (row.available() + units >= 0) {
      good.brought += units;
      books.stock.put(good.skuId, new Stock(
          good.skuId, row.available() + units, row.held(), row.sold(), row.supplied() + units));
    }
  }

  void price(Books.Good good, SplittableRandom dice) {
    switch (dice.nextInt(6)) {
      case 0 -> good.isListed = dice.nextInt(3) > 0;
      case 1, 2 -> good.roomMinor = dice.nextInt(3) == 0 ? 0 : price(dice);
      default -> good.listMinor = price(dice);
    }
  }

  void stock(Books.Good good, SplittableRandom dice) {
    world.point();
    bring(good, dice.nextInt(3) == 0 ? -1 - dice.nextInt(4) : 1 + dice.nextInt(BROUGHT_MAX));
    world.point();
  }

  /** Ends a coupon or opens it again, or changes how often all together may use it, never below promised. */
  void coupon(SplittableRandom dice) {
    Books.Held held = books.coupons.get(world.pick(books.coupons.keySet(), dice));
    Coupon old = held.coupon;
    int uses = Math.max(held.claims * old.term().buyerMax(), old.term().usesMax() + dice.nextInt(5) - 2);
    Coupon.Term term = new Coupon.Term(old.term().startsAt(), old.term().endsAt(), dice.nextInt(4) == 0,
        Math.max(old.term().buyerMax(), uses), old.term().buyerMax());
    held.coupon = new Coupon(
        old.couponId(), old.hostId(), old.name(), old.off(), old.asks(), term, old.payer());
  }

  /** Begins a flash sale of something, or changes, ends or reopens the one there is. */
  void flash(Books.Good good, SplittableRandom dice) {
    world.point();
    FlashSale sale = books.sales.values().stream().filter(one -> one.skuId().equals(good.skuId))
        .reduce((first, last) -> last).orElse(FlashSale.NONE);
    if (sale.isOver(world.now()) && !(sale.isEnded() && world.now().isBefore(sale.endsAt()))) {
      begin(good, dice);
    } else if (sale.isEnded()) {
      books.sales.put(sale.flashSaleId(), with(sale, sale.priceMinor(), sale.buyerMax(), false));
      move(sale, books.returnedFromSale.getOrDefault(sale.flashSaleId(), 0L));
    } else if (dice.nextInt(3) == 0) {
      end(sale);
    } else {
      books.sales.put(sale.flashSaleId(),
          with(sale, 1 + dice.nextInt(PRICE_MAX), 1 + dice.nextInt(4), false));
      move(sale, dice.nextInt(7) - 3);
    }
    world.point();
  }

  private void begin(Books.Good good, SplittableRandom dice) {
    FlashSale sale = new FlashSale(books.id("fls"), good.skuId, good.productId, good.hostId,
        1 + dice.nextInt((int) good.listMinor), 1 + dice.nextInt(3), world.now(),
        world.now().plus(Duration.ofMinutes(5 + dice.nextInt(60))), false);
    books.sales.put(sale.flashSaleId(), sale);
    books.stock.put(sale.flashSaleId(), Stock.of(sale.flashSaleId(), 0));
    move(sale, Math.min(1 + dice.nextInt(8), books.stock.get(good.skuId).available()));
    world.count("flash sales");
  }

  private static FlashSale with(FlashSale sale, long priceMinor, int buyerMax, boolean isEnded) {
    return new FlashSale(sale.flashSaleId(), sale.skuId(), sale.productId(), sale.hostId(), priceMinor,
        buyerMax, sale.startsAt(), sale.endsAt(), isEnded);
  }

  private void end(FlashSale sale) {
    long left = books.stock.get(sale.flashSaleId()).available();
    move(sale, -left);
    books.returnedFromSale.merge(sale.flashSaleId(), left, (before, now) -> now);
    books.sales.put(
        sale.flashSaleId(), with(sale, sale.priceMinor(), sale.buyerMax(), true));
  }

  /** Ends what is over by the clock, and brings back to the shelf what returned later. */
  void tidy() {
    for (FlashSale sale : List.copyOf(books.sales.values())) {
      if (sale.isOver(world.now()) && books.stock.get(sale.flashSaleId()).available() > 0
          || !sale.isEnded() && !world.now().isBefore(sale.endsAt())) {
        world.point();
        end(sale);
        world.point();
      }
    }
  }

  /** Moves units from the shelf to the sale, or back when negative; nothing when they are not there. */
  private void move(FlashSale sale, long units) {
    Stock shelf = books.stock.get(sale.skuId());
    Stock aside = books.stock.get(sale.flashSaleId());
    if (shelf.available() < units || aside.available() < -units) {
      return;
    }
    books.put(List.of(
        new Stock(shelf.skuId(), shelf.available() - units, shelf.held(), shelf.sold(),
            shelf.supplied() - units),
        new Stock(aside.skuId(), aside.available() + units, aside.held(), aside.sold(),
            aside.supplied() + units)));
  }
}
