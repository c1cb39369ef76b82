package laotie.sim.days;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Channel;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.prices.Ask;
import laotie.prices.Coupon;
import laotie.prices.FlashSale;
import laotie.prices.PricesReason;
import laotie.prices.Pricing;
import laotie.prices.Quote;
import laotie.prices.Tag;
import laotie.trade.Allowance;
import laotie.trade.Basket;
import laotie.trade.Basket.Wanted;
import laotie.trade.Checkout;
import laotie.trade.Checkout.Price;
import laotie.trade.Checkout.Turn;
import laotie.trade.Limit;
import laotie.trade.Moved;
import laotie.trade.Offer;
import laotie.trade.OrderStatus;
import laotie.trade.Rationing;
import laotie.trade.Stock;
import laotie.trade.Wish;

/** Takes orders as the till does: looks the key up, chooses the stock, rations, prices, holds. */
final class Counter {

  static final Duration HOLD = Duration.ofMinutes(10);

  private final World world;
  private final Books books;

  Counter(World world) {
    this.world = world;
    this.books = world.books();
  }

  /** The order of this key; empty when it is refused, which writes nothing. */
  Optional<String> place(Call call) {
    world.point();
    Optional<String> placed = Optional.ofNullable(books.keys.get(call.key())).or(() -> decide(call));
    world.point();
    return placed;
  }

  private Optional<String> decide(Call call) {
    Basket basket = basket(call);
    List<Limit> limits = new ArrayList<>();
    for (Wanted wanted : basket.wanted()) {
      Limit limit = books.limits.get(wanted.offer().productId());
      if (limit != null && !limits.contains(limit)) {
        limits.add(limit);
      }
    }
    Decision<List<Integer>> rationed = Rationing.decide(
        basket, new Wish(call.manner().isPartial(), limits), books.stock, taken(call.buyerId()));
    if (!(rationed instanceof Accepted<List<Integer>>(List<Integer> units, var none))) {
      return refused(rationed);
    }
    Turn turn = new Turn(books.next(), world.now(), HOLD);
    Decision<Moved> decided = Checkout.decide(basket.shortened(units), books.stock, turn,
        granted -> priced(call, granted, true));
    if (!(decided instanceof Accepted<Moved>(Moved moved, var facts))) {
      return refused(decided);
    }
    books.put(moved.stock());
    String orderId = moved.order().orderId();
    books.orders.put(orderId, new Row(moved.order(), call, world.rulesOf(call.hostId())));
    books.keys.put(call.key(), orderId);
    books.facts.addAll(facts);
    world.count("orders");
    if (moved.order().holds().size() > moved.order().lines().size()) {
      world.count("orders with a flash sale or a coupon");
    }
    return Optional.of(orderId);
  }

  private Optional<String> refused(Decision<?> decision) {
    world.count("refused " + ((Refused<?>) decision).reason());
    return Optional.empty();
  }

  /** What the buyer would be shown now, minor units. */
  Optional<Long> quote(Call call) {
    return priced(call, basket(call).wanted(), false) instanceof Accepted<Price>(Price price, var none)
        ? Optional.of(price.minor()) : Optional.empty();
  }

  private Basket basket(Call call) {
    List<Wanted> wanted = new ArrayList<>();
    for (Call.Want want : call.wants()) {
      Books.Good good = books.goods.get(want.skuId());
      Offer offer = new Offer(good.skuId, good.productId, good.hostId, books.cny(good.listMinor),
          good.isListed);
      FlashSale sale = saleOf(call, good);
      wanted.add(sale.flashSaleId().isEmpty() ? new Wanted(offer, want.quantity())
          : new Wanted(offer, want.quantity(), sale.flashSaleId(), sale.buyerMax()));
    }
    return new Basket(books.id("ord"), call.buyerId(), wanted, "", "", "",
        new Origin("", Channel.FEED, Relation.STRANGER, "", ""));
  }

  /** The flash sale his units come from: live, cheaper, and with something left for him. */
  private FlashSale saleOf(Call call, Books.Good good) {
    for (FlashSale sale : books.sales.values()) {
      boolean isOfIt = sale.skuId().equals(good.skuId) && sale.isLive(world.now());
      if (isOfIt && tag(call, good).isBetterIn(sale) && left(sale, call.buyerId()) > 0) {
        return sale;
      }
    }
    return FlashSale.NONE;
  }

  private long left(FlashSale sale, String buyerId) {
    Stock mine = books.stock.get(Allowance.id(sale.flashSaleId(), buyerId));
    long mayHave = mine == null ? sale.buyerMax() : sale.buyerMax() - mine.held() - mine.sold();
    return Math.min(books.stock.get(sale.flashSaleId()).available(), mayHave);
  }

  private Tag tag(Call call, Books.Good good) {
    return new Tag(books.cny(good.listMinor), call.manner().isInRoom() ? good.roomMinor : 0,
        world.favourOf(call.buyerId()), FlashSale.NONE);
  }

  private Map<String, Long> taken(String buyerId) {
    Map<String, Long> taken = new HashMap<>();
    for (Row row : books.orders.values()) {
      boolean counts = row.order.status() != OrderStatus.EXPIRED
          && row.order.status() != OrderStatus.CANCELLED && row.order.deal().buyerId().equals(buyerId)
          && (row.order.status() != OrderStatus.REFUNDED || row.wasPaid());
      for (int i = 0; counts && i < row.order.lines().size(); i++) {
        taken.merge(row.order.lines().get(i).productId(), (long) row.sold().unitsLeft(i), Long::sum);
      }
    }
    return taken;
  }

  private Decision<Price> priced(Call call, List<Wanted> granted, boolean isForGood) {
    List<Ask.Item> items = new ArrayList<>();
    for (Wanted line : granted) {
      Books.Good good = books.goods.get(line.offer().skuId());
      Tag tag = tag(call, good);
      items.add(new Ask.Item(good.skuId, good.productId, line.quantity(),
          line.stockId().equals(good.skuId) ? tag : tag.in(books.sales.get(line.stockId()))));
    }
    Decision<Coupon> coupon = usable(call);
    if (!(coupon instanceof Accepted<Coupon>(Coupon used, var none))) {
      return refusedAs(coupon);
    }
    Decision<Quote> decided = Pricing.price(new Ask(
        items, used, books.shops.get(call.hostId()).freight(), world.regionOf(call.buyerId())));
    if (!(decided instanceof Accepted<Quote>(Quote quote, var nothing))) {
      return refusedAs(decided);
    }
    Laws.quoteAddsUp(quote);
    if (isForGood && quote.totalMinor() > call.expectedMinor()) {
      return new Refused<>(PricesReason.PRICE_CHANGED, "costs " + quote.totalMinor());
    }
    if (isForGood && !quote.coupon().isNone()) {
      claim(quote.coupon(), call.buyerId());
    }
    return new Accepted<>(new Price(
        quote.lines().stream().map(Quote.Line::asOrdered).toList(), quote.bill()), List.of());
  }

  /** The checkout holds one use of it next; who gets the coupon just now has a fresh allowance. */
  private void claim(Coupon coupon, String buyerId) {
    books.stock.computeIfAbsent(Allowance.id(coupon.couponId(), buyerId), fresh -> {
      books.coupons.get(coupon.couponId()).claims++;
      return Stock.of(fresh, coupon.term().buyerMax());
    });
  }

  private static <T> Refused<T> refusedAs(Decision<?> decision) {
    Refused<?> refused = (Refused<?>) decision;
    return new Refused<>(refused.reason(), refused.detail(), refused.members());
  }

  private Decision<Coupon> usable(Call call) {
    if (call.couponId().isEmpty()) {
      return new Accepted<>(Coupon.NONE, List.of());
    }
    Books.Held held = books.coupons.get(call.couponId());
    Stock mine = books.stock.get(Allowance.id(call.couponId(), call.buyerId()));
    boolean hasBought = books.orders.values().stream().anyMatch(row ->
        row.order.deal().buyerId().equals(call.buyerId()) && row.order.status() != OrderStatus.EXPIRED
            && row.order.status() != OrderStatus.CANCELLED);
    Decision<Coupon> may = held.coupon.mayUse(call.hostId(), new Coupon.Buyer(
        Relation.STRANGER, call.manner().isInRoom(), hasBought), world.now());
    if (may instanceof Accepted<Coupon> && mine != null && mine.available() == 0) {
      return new Refused<>(PricesReason.COUPON_USED, "used");
    }
    if (may instanceof Accepted<Coupon> && mine == null
        && held.claims >= held.coupon.term().claimsMax()) {
      return new Refused<>(PricesReason.COUPON_GONE, "gone");
    }
    return may;
  }
}
