package laotie.trade;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Decision;
import laotie.fact.Money;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPlaced;
import laotie.trade.Basket.Wanted;
import laotie.trade.Order.Hold;

/** Decides whether an order may be placed: the whole basket or nothing. */
public final class Checkout {

  /** Lines of one order. */
  public static final int LINES_MAX = 20;

  /** Units of one line. */
  public static final int QUANTITY_MAX = 99;

  private Checkout() {}

  /**
   * When and in which place a claim is decided.
   *
   * @param sequence drawn after the stock was locked
   * @param hold how long stock is promised
   */
  public record Turn(long sequence, Instant now, Duration hold) {}

  /**
   * Says what the granted lines cost. It is asked under the locks of the batch, with the units that are
   * really granted, so that nothing it looks at changes before the order stands.
   */
  @FunctionalInterface
  public interface Pricer {

    /** The price of one unit is the offer's, and nothing stands beside the lines. */
    Pricer PLAIN = granted -> new Accepted<>(new Price(granted.stream().map(one -> new Line(
        one.offer().skuId(), one.offer().productId(), one.quantity(), one.offer().price().minor(),
        one.stockId(), 0)).toList(), Bill.NONE), List.of());

    /** The price, or why there is none: a coupon that does not count, a region without delivery. */
    Decision<Price> price(List<Wanted> granted);
  }

  /**
   * What an order costs.
   *
   * @param lines in the order of the granted ones
   */
  public record Price(List<Line> lines, Bill bill) {
    public Price {
      lines = List.copyOf(lines);
    }

    /** Minor units the buyer pays: the lines less their shares of the discounts, and the shipping. */
    public long minor() {
      long minor = bill.shippingMinor();
      for (Line line : lines) {
        minor = Math.addExact(minor, line.netMinor());
      }
      return minor;
    }
  }

  /** {@link #decide(Basket, Map, Turn, Pricer)} where every unit costs what its offer says. */
  public static Decision<Moved> decide(Basket basket, Map<String, Stock> stock, Turn turn) {
    return decide(basket, stock, turn, Pricer.PLAIN);
  }

  /**
   * Yes with the order and the stock it holds, or the first reason that forbids it.
   *
   * @param stock the locked rows of everything the basket may hold, by stock id; a buyer's allowance may be
   *     missing while he has had nothing of it
   */
  public static Decision<Moved> decide(Basket basket, Map<String, Stock> stock, Turn turn, Pricer pricer) {
    Decision<Money> checked = check(basket);
    if (checked instanceof Refused<Money>(var reason, var detail, var members)) {
      return new Refused<>(reason, detail, members);
    }
    for (Wanted wanted : basket.wanted()) {
      Stock row = stock.get(wanted.stockId());
      long available = row == null ? 0 : row.available();
      if (available < wanted.quantity()) {
        return outOfStock(wanted, available);
      }
    }
    Map<String, Stock> allowances = allowances(basket, stock);
    for (Wanted wanted : basket.wanted()) {
      Stock row = allowances.get(Allowance.id(wanted.stockId(), basket.buyerId()));
      if (row != null && row.available() < wanted.quantity()) {
        return overLimit(wanted, row.available());
      }
    }
    return switch (pricer.price(basket.wanted())) {
      case Refused<Price>(var reason, var detail, var members) -> new Refused<>(reason, detail, members);
      case Accepted<Price>(Price price, var none) -> {
        Currency currency = basket.wanted().getFirst().offer().price().currency();
        Deal deal = new Deal(basket.buyerId(), basket.wanted().getFirst().offer().hostId(), basket.showId(),
            basket.clipId(), basket.viewId(), new Money(price.minor(), currency), basket.origin(),
            price.bill());
        Order order = new Order(basket.orderId(), turn.sequence(), OrderStatus.PLACED, deal, price.lines(),
            turn.now().plus(turn.hold()));
        yield new Accepted<>(new Moved(order, held(order, stock, allowances)), List.of(new OrderPlaced(
            order.orderId(), order.sequence(), deal, price.lines(), order.heldUntil())));
      }
    };
  }

  private static Map<String, Stock> allowances(Basket basket, Map<String, Stock> stock) {
    Map<String, Stock> allowances = new HashMap<>();
    for (Wanted wanted : basket.wanted()) {
      if (wanted.buyerMax() > 0) {
        String id = Allowance.id(wanted.stockId(), basket.buyerId());
        allowances.put(id, Allowance.limited(
            stock.getOrDefault(id, Stock.of(id, wanted.buyerMax())), wanted.buyerMax()));
      }
    }
    return allowances;
  }

  private static List<Stock> held(Order order, Map<String, Stock> stock, Map<String, Stock> allowances) {
    List<Stock> after = new ArrayList<>();
    for (Hold hold : order.holds()) {
      Stock row = allowances.getOrDefault(hold.stockId(), stock.get(hold.stockId()));
      after.add(row.hold(hold.units()));
    }
    return after;
  }

  /** Everything that needs no stock: the amount, or the reason that forbids the basket. */
  public static Decision<Money> check(Basket basket) {
    List<Wanted> lines = basket.wanted();
    if (lines.isEmpty() || lines.size() > LINES_MAX) {
      return new Refused<>(TradeReason.BASKET_WRONG,
          "lines " + lines.size() + ", allowed 1 to " + LINES_MAX, Map.of("linesMax", LINES_MAX));
    }
    Set<String> skuIds = new HashSet<>();
    for (Wanted line : lines) {
      if (!skuIds.add(line.offer().skuId())) {
        return new Refused<>(TradeReason.BASKET_WRONG, "sku " + line.offer().skuId() + " stands twice");
      }
    }
    for (Wanted line : lines) {
      if (line.quantity() < 1 || line.quantity() > QUANTITY_MAX) {
        return new Refused<>(TradeReason.QUANTITY_OUTSIDE_LIMIT, "quantity " + line.quantity() + " of sku "
            + line.offer().skuId() + ", allowed 1 to " + QUANTITY_MAX, Map.of("quantityMax", QUANTITY_MAX));
      }
    }
    return checkOffers(basket);
  }

  private static Decision<Money> checkOffers(Basket basket) {
    Offer first = basket.wanted().getFirst().offer();
    for (Wanted line : basket.wanted()) {
      if (!line.offer().hostId().equals(first.hostId())) {
        return new Refused<>(TradeReason.HOSTS_MIXED, "one order has one host; these lines have several");
      }
    }
    for (Wanted line : basket.wanted()) {
      if (!line.offer().price().currency().equals(first.price().currency())) {
        return new Refused<>(TradeReason.CURRENCIES_MIXED, "one order has one currency");
      }
    }
    Money amount;
    try {
      amount = amountOf(basket.wanted());
    } catch (ArithmeticException beyondLong) {
      return new Refused<>(TradeReason.AMOUNT_TOO_LARGE, "the amount exceeds " + Long.MAX_VALUE + " minor");
    }
    if (basket.buyerId().equals(first.hostId())) {
      return new Refused<>(TradeReason.OWN_GOODS, "a host does not buy from himself");
    }
    for (Wanted line : basket.wanted()) {
      if (!line.offer().isListed()) {
        return new Refused<>(TradeReason.NOT_FOR_SALE, "sku " + line.offer().skuId() + " is not for sale",
            Map.of("skuId", line.offer().skuId()));
      }
    }
    return new Accepted<>(amount, List.of());
  }

  private static Money amountOf(List<Wanted> lines) {
    Money amount = new Money(0, lines.getFirst().offer().price().currency());
    for (Wanted line : lines) {
      amount = amount.plus(line.offer().price().times(line.quantity()));
    }
    return amount;
  }

  private static Refused<Moved> overLimit(Wanted wanted, long left) {
    String skuId = wanted.offer().skuId();
    return new Refused<>(TradeReason.BUYER_LIMIT,
        "wanted " + wanted.quantity() + ", this buyer may have " + left + " more, sku " + skuId,
        Map.of("buyerMax", wanted.buyerMax(), "buyerLeft", left, "skuId", skuId));
  }

  static <T> Refused<T> outOfStock(Wanted wanted, long available) {
    String skuId = wanted.offer().skuId();
    return new Refused<>(TradeReason.OUT_OF_STOCK,
        "stock " + available + " < wanted " + wanted.quantity() + ", sku " + skuId,
        Map.of("available", available, "skuId", skuId));
  }
}
