package laotie.trade;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
   * Yes with the order and the stock it holds, or the first reason that forbids it.
   *
   * @param stock the locked rows of at least the basket's variants, by sku id
   */
  public static Decision<Moved> decide(Basket basket, Map<String, Stock> stock, Turn turn) {
    Decision<Money> checked = check(basket);
    if (checked instanceof Refused<Money>(var reason, var detail, var members)) {
      return new Refused<>(reason, detail, members);
    }
    for (Wanted wanted : basket.wanted()) {
      Stock row = stock.get(wanted.offer().skuId());
      long available = row == null ? 0 : row.available();
      if (available < wanted.quantity()) {
        return outOfStock(wanted, available);
      }
    }
    List<Stock> after = new ArrayList<>(basket.wanted().size());
    List<Line> lines = new ArrayList<>(basket.wanted().size());
    for (Wanted wanted : basket.wanted()) {
      Offer offer = wanted.offer();
      after.add(stock.get(offer.skuId()).hold(wanted.quantity()));
      lines.add(new Line(offer.skuId(), offer.productId(), wanted.quantity(), offer.price().minor()));
    }
    Money amount = ((Accepted<Money>) checked).value();
    Deal deal = new Deal(basket.buyerId(), basket.wanted().getFirst().offer().hostId(), basket.showId(),
        basket.clipId(), basket.viewId(), amount, basket.origin(), Bill.NONE);
    Order order = new Order(basket.orderId(), turn.sequence(), OrderStatus.PLACED, deal, lines,
        turn.now().plus(turn.hold()));
    return new Accepted<>(new Moved(order, after),
        List.of(new OrderPlaced(order.orderId(), order.sequence(), deal, lines, order.heldUntil())));
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

  private static Refused<Moved> outOfStock(Wanted wanted, long available) {
    String skuId = wanted.offer().skuId();
    return new Refused<>(TradeReason.OUT_OF_STOCK,
        "stock " + available + " < wanted " + wanted.quantity() + ", sku " + skuId,
        Map.of("available", available, "skuId", skuId));
  }
}
