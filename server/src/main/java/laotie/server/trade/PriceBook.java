package laotie.server.trade;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Decision;
import laotie.prices.Ask;
import laotie.prices.Coupon;
import laotie.prices.FlashSale;
import laotie.prices.PricesReason;
import laotie.prices.Pricing;
import laotie.prices.Quote;
import laotie.prices.Tag;
import laotie.server.prices.Prices.CouponRow;
import laotie.server.prices.Prices.Explanation;
import laotie.server.prices.Prices.Holder;
import laotie.server.prices.Prices;
import laotie.trade.Allowance;
import laotie.trade.Basket.Wanted;
import laotie.trade.Basket;
import laotie.trade.Checkout.Price;
import laotie.trade.Checkout;
import laotie.trade.Order;
import laotie.trade.Stock;
import laotie.trade.TradeReason;

/**
 * What one batch of the till knows of prices: flash sales, coupons and allowances as they stand under its
 * locks. It decides from which stock each line comes, prices what was granted, and writes what changed.
 */
final class PriceBook {

  private final Prices prices;
  private final Instant now;
  private final Map<String, Stock> stock;

  private final Set<String> flashIds = new TreeSet<>();
  private final Set<String> couponIds = new TreeSet<>();
  private final Set<Holder> holders = new HashSet<>();
  private final Set<FirstOrderStore.Key> maybeFirst = new HashSet<>();

  private Map<String, FlashSale> flashSales = Map.of();
  private Map<String, CouponRow> coupons = Map.of();
  private final Map<String, Integer> claims = new HashMap<>();
  private Set<FirstOrderStore.Key> bought = new HashSet<>();

  private final Map<String, Quote> quotes = new HashMap<>();
  private final Set<String> claimsMoved = new TreeSet<>();
  private final Map<String, Explanation> explained = new LinkedHashMap<>();

  /** {@code stock} are the rows of the batch, to which those of allowances are added. */
  PriceBook(Prices prices, Instant now, Map<String, Stock> stock) {
    this.prices = prices;
    this.now = now;
    this.stock = stock;
  }

  /** Notes what a command needs; answers rows of stock to be locked beside those of the basket. */
  Collection<String> want(Command.Place place) {
    String buyerId = place.basket().buyerId();
    Set<String> ids = new TreeSet<>();
    for (FlashSale sale : place.terms().flashSales()) {
      if (!sale.flashSaleId().isEmpty()) {
        ids.add(sale.flashSaleId());
        holders.add(new Holder(sale.flashSaleId(), buyerId));
      }
    }
    flashIds.addAll(ids);
    Coupon coupon = place.terms().ask().coupon();
    if (!coupon.isNone()) {
      couponIds.add(coupon.couponId());
      holders.add(new Holder(coupon.couponId(), buyerId));
      if (coupon.asks().isFirstOrder()) {
        maybeFirst.add(new FirstOrderStore.Key(buyerId, coupon.hostId()));
      }
    }
    return ids;
  }

  /** Notes what an order holds of allowances. */
  void want(Order order) {
    holders.addAll(Allowances.of(order));
    couponIds.addAll(Allowances.coupons(order));
  }

  /** Reads what is needed; the stock, that of flash sales included, is locked. Locks coupons. */
  void read(Connection connection) throws SQLException {
    if (!couponIds.isEmpty()) {
      coupons = prices.lockCoupons(connection, couponIds);
      coupons.forEach((id, row) -> claims.put(id, row.claims()));
    }
    if (!flashIds.isEmpty()) {
      flashSales = prices.flashSales(connection, flashIds);
    }
    Allowances.read(connection, prices, holders, stock);
    if (!maybeFirst.isEmpty()) {
      bought = FirstOrderStore.bought(connection, maybeFirst);
    }
  }

  /** The basket with the stock its lines come from: a flash sale that is live, cheaper and not sold out. */
  Basket chosen(Command.Place place) {
    Terms terms = place.terms();
    Basket basket = place.basket();
    if (terms.flashSales().stream().allMatch(sale -> sale.flashSaleId().isEmpty())) {
      return basket;
    }
    List<Wanted> wanted = new ArrayList<>(basket.wanted().size());
    for (int i = 0; i < basket.wanted().size(); i++) {
      Wanted line = basket.wanted().get(i);
      FlashSale sale = flashSales.getOrDefault(terms.flashSales().get(i).flashSaleId(), FlashSale.NONE);
      boolean isTaken = sale.isLive(now) && terms.ask().items().get(i).tag().isBetterIn(sale)
          && left(sale, basket.buyerId()) > 0;
      wanted.add(isTaken
          ? new Wanted(line.offer(), line.quantity(), sale.flashSaleId(), sale.buyerMax()) : line);
    }
    return basket.with(wanted);
  }

  private long left(FlashSale sale, String buyerId) {
    Stock row = stock.get(sale.flashSaleId());
    Stock mine = stock.get(Allowance.id(sale.flashSaleId(), buyerId));
    long mayHave = mine == null ? sale.buyerMax() : sale.buyerMax() - mine.held() - mine.sold();
    return row == null ? 0 : Math.min(row.available(), mayHave);
  }

  /** Prices the granted lines of a basket. Whatever it accepts the checkout accepts. */
  Checkout.Pricer pricer(Command.Place place) {
    return granted -> {
      try {
        return priced(place, granted);
      } catch (ArithmeticException beyondLong) {
        return new Refused<>(
            TradeReason.AMOUNT_TOO_LARGE, "the amount exceeds " + Long.MAX_VALUE + " minor");
      }
    };
  }

  private Decision<Price> priced(Command.Place place, List<Wanted> granted) {
    Terms terms = place.terms();
    Map<String, Tag> tags = new HashMap<>();
    terms.ask().items().forEach(item -> tags.put(item.skuId(), item.tag()));
    List<Ask.Item> items = new ArrayList<>(granted.size());
    for (Wanted line : granted) {
      Tag tag = tags.get(line.offer().skuId());
      items.add(new Ask.Item(line.offer().skuId(), line.offer().productId(), line.quantity(),
          line.stockId().equals(line.offer().skuId()) ? tag : tag.in(flashSales.get(line.stockId()))));
    }
    Decision<Coupon> coupon = usable(place);
    if (coupon instanceof Refused<Coupon>(var reason, var detail, var members)) {
      return new Refused<>(reason, detail, members);
    }
    Ask ask = new Ask(items, ((Accepted<Coupon>) coupon).value(), terms.ask().freight(),
        terms.ask().region());
    return switch (Pricing.price(ask)) {
      case Refused<Quote>(var reason, var detail, var members) -> new Refused<>(reason, detail, members);
      case Accepted<Quote>(Quote quote, var none) -> expected(place, quote);
    };
  }

  private Decision<Price> expected(Command.Place place, Quote quote) {
    long expected = place.terms().expectedMinor().orElse(Long.MAX_VALUE);
    if (quote.totalMinor() > expected) {
      return new Refused<>(PricesReason.PRICE_CHANGED,
          "the order costs " + quote.totalMinor() + ", " + expected + " was expected",
          Map.of("totalMinor", quote.totalMinor(), "expectedMinor", expected,
              "quote", QuoteView.of(quote)));
    }
    quotes.put(place.basket().orderId(), quote);
    if (!quote.coupon().isNone()) {
      // The checkout holds one use of it next; a buyer who gets the coupon just now has a fresh allowance.
      String id = Allowance.id(quote.coupon().couponId(), place.basket().buyerId());
      stock.computeIfAbsent(id, fresh -> {
        claims.merge(quote.coupon().couponId(), 1, Integer::sum);
        claimsMoved.add(quote.coupon().couponId());
        return Stock.of(fresh, quote.coupon().term().buyerMax());
      });
    }
    return new Accepted<>(new Price(
        quote.lines().stream().map(Quote.Line::asOrdered).toList(), quote.bill()), List.of());
  }

  /** The coupon as it stands under its lock, when this buyer may use it. */
  private Decision<Coupon> usable(Command.Place place) {
    Coupon wanted = place.terms().ask().coupon();
    if (wanted.isNone()) {
      return new Accepted<>(wanted, List.of());
    }
    String buyerId = place.basket().buyerId();
    CouponRow row = coupons.get(wanted.couponId());
    Stock mine = stock.get(Allowance.id(wanted.couponId(), buyerId));
    CouponRow current = new CouponRow(
        row.coupon(), row.code(), claims.get(wanted.couponId()), row.number());
    boolean hasBought = bought.contains(new FirstOrderStore.Key(buyerId, row.coupon().hostId()));
    Coupon.Buyer buyer = new Coupon.Buyer(place.terms().buyer().relation(),
        place.terms().buyer().isInRoom(), hasBought);
    return CouponUse.decide(current, place, new CouponUse.Asker(
        buyer, mine == null ? -1 : mine.available()), now);
  }

  /** Notes an order that was accepted; answers how its lines were shown, with what was taken off. */
  List<Command.LineText> accepted(Command.Place place, Order order) {
    Quote quote = quotes.get(order.orderId());
    Coupon coupon = quote.coupon();
    bought.add(new FirstOrderStore.Key(order.deal().buyerId(), order.deal().hostId()));
    bought.add(new FirstOrderStore.Key(order.deal().buyerId(), ""));
    Explanation explanation = Explanations.of(quote);
    if (!Explanations.isPlain(explanation)) {
      explained.put(order.orderId(), explanation);
    }
    Map<String, Command.LineText> texts = new HashMap<>();
    for (int i = 0; i < place.texts().size(); i++) {
      texts.put(place.basket().wanted().get(i).offer().skuId(), place.texts().get(i));
    }
    return quote.lines().stream()
        .map(line -> Explanations.shown(texts.get(line.item().skuId()), line)).toList();
  }

  /** Gives orders that were placed before their explanations, for the answers to repeats. */
  void readExplanations(Connection connection, Map<String, OrderRow> orders) throws SQLException {
    List<String> ids = orders.values().stream().filter(row -> !row.isPlain())
        .map(row -> row.order().orderId()).toList();
    if (!ids.isEmpty()) {
      prices.explanations(connection, ids).forEach(
          (id, explanation) -> orders.computeIfPresent(id, (key, row) -> row.with(explanation)));
    }
  }

  Explanation explanation(String orderId) {
    return explained.getOrDefault(orderId, Explanations.NONE);
  }

  /** Writes allowances among the rows that moved, claims and explanations. */
  void write(Connection connection, Collection<String> stockMoved) throws SQLException {
    Allowances.save(connection, prices, stockMoved.stream().map(stock::get).toList(), now);
    if (!claimsMoved.isEmpty()) {
      Map<String, Integer> moved = new LinkedHashMap<>();
      claimsMoved.forEach(id -> moved.put(id, claims.get(id)));
      prices.saveClaims(connection, moved);
    }
    if (!explained.isEmpty()) {
      prices.explain(connection, explained);
    }
  }
}
