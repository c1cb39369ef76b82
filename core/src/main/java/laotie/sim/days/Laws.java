package laotie.sim.days;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.fact.TradeFact.Discount;
import laotie.fact.TradeFact.Line;
import laotie.prices.Coupon;
import laotie.prices.FlashSale;
import laotie.prices.Quote;
import laotie.prices.Step;
import laotie.trade.Allowance;
import laotie.trade.OrderStatus;
import laotie.trade.Stock;

/**
 * The laws of the trade, counted anew from orders and from the gateway's books, not from the rules that are
 * under test. Laws of money are those of {@link MoneyLaws}.
 */
final class Laws {

  private final Books books;
  private final MoneyLaws money;
  private final Map<String, String> acknowledged = new HashMap<>();
  private final Map<String, Integer> buyerMaxEver = new HashMap<>();

  Laws(Books books, Gateway gateway) {
    this.books = books;
    this.money = new MoneyLaws(books, gateway);
  }

  void payoutIsFree(String hostId, long minor, Instant now) {
    money.payoutIsFree(hostId, minor, now);
  }

  /** A buyer was told that his order stands: from here on it does, whatever dies. */
  void acknowledged(Call call, String orderId) {
    String before = acknowledged.putIfAbsent(call.key(), orderId);
    Broken.unless(before == null || before.equals(orderId), "one key is one order", call.key(), before,
        orderId);
  }

  /** Throws {@link Broken} when one does not hold; {@code isOver} when nothing may be open any more. */
  void look(boolean isOver) {
    promisesAreKept();
    Map<String, Long> held = new HashMap<>();
    Map<String, Long> sold = new HashMap<>();
    Map<String, Long> ofProducts = new HashMap<>();
    for (Row row : books.orders.values()) {
      boolean isPlaced = row.order.status() == OrderStatus.PLACED;
      if (isPlaced || row.wasPaid()) {
        count(row, isPlaced ? held : sold);
        countProducts(row, ofProducts);
      }
    }
    shelvesAddUp(held, sold);
    limitsHold(held, sold, ofProducts);
    money.look(isOver);
    if (isOver) {
      nothingIsLeftOpen();
    }
  }

  private void promisesAreKept() {
    acknowledged.forEach((key, orderId) -> Broken.unless(books.orders.containsKey(orderId)
        && orderId.equals(books.keys.get(key)), "an acknowledged order is never lost", key, orderId));
    for (Row row : books.orders.values()) {
      boolean isAsPlaced = row.order.lines().equals(row.placed.lines())
          && row.order.deal().equals(row.placed.deal());
      Broken.unless(isAsPlaced, "a placed order keeps its price", row.order, row.placed);
      long net = row.placed.deal().bill().shippingMinor();
      for (Line line : row.placed.lines()) {
        net = Math.addExact(net, line.netMinor());
      }
      Broken.unless(net == row.amountMinor() && net >= 1, "an amount is the sum of its lines", row.placed);
      Broken.unless(net <= row.call.expectedMinor(), "nobody pays more than he was shown",
          row.placed.orderId(), net, row.call.expectedMinor());
      boolean isPaidState = switch (row.order.status()) {
        case PLACED, EXPIRED, CANCELLED -> false;
        case PAID, PACKED, SHIPPED, DELIVERED, CLOSED -> true;
        case REFUNDED -> row.wasPaid();
      };
      Broken.unless(isPaidState == row.wasPaid(), "nothing leaves unpaid, nothing paid is dropped",
          row.order.orderId(), row.order.status(), row.paymentId);
    }
  }

  private void shelvesAddUp(Map<String, Long> held, Map<String, Long> sold) {
    for (Stock row : books.stock.values()) {
      Broken.unless(row.held() == held.getOrDefault(row.skuId(), 0L)
          && row.sold() == sold.getOrDefault(row.skuId(), 0L), "every unit is in one place", row,
          "orders hold", held.get(row.skuId()), "and have", sold.get(row.skuId()));
      Broken.unless(row.available() >= 0, "nothing is promised that is not there", row);
    }
    for (Books.Good good : books.goods.values()) {
      long supplied = books.stock.get(good.skuId).supplied() + books.sales.values().stream()
          .filter(sale -> sale.skuId().equals(good.skuId))
          .mapToLong(sale -> books.stock.get(sale.flashSaleId()).supplied()).sum();
      Broken.unless(supplied == good.brought, "stock + held + sold is constant", good.skuId, supplied,
          good.brought);
    }
  }

  /** Adds what this order has of each row of stock and of each allowance. */
  private void count(Row row, Map<String, Long> counts) {
    String buyerId = row.placed.deal().buyerId();
    for (int i = 0; i < row.placed.lines().size(); i++) {
      Line line = row.placed.lines().get(i);
      counts.merge(line.stockId(), (long) line.quantity() - row.shelved.get(i), Long::sum);
      if (!line.stockId().equals(line.skuId())) {
        counts.merge(Allowance.id(line.stockId(), buyerId),
            (long) line.quantity() - row.undone.get(i), Long::sum);
      }
      boolean isOverUnsent = row.isUndone && row.shelved.get(i) < line.quantity();
      Broken.unless(!isOverUnsent, "what never left is on the shelf again", row.placed.orderId());
    }
    for (Discount discount : row.placed.deal().bill().discounts()) {
      counts.merge(Allowance.id(discount.couponId(), buyerId), row.isUndone ? 0L : 1L, Long::sum);
    }
  }

  private void limitsHold(
      Map<String, Long> held, Map<String, Long> sold, Map<String, Long> ofProducts) {
    books.sales.values().forEach(sale ->
        buyerMaxEver.merge(sale.flashSaleId(), sale.buyerMax(), Math::max));
    Map<String, Long> uses = new HashMap<>();
    for (String id : books.stock.keySet()) {
      if (Allowance.isId(id)) {
        String ofId = Allowance.ofId(id);
        long used = held.getOrDefault(id, 0L) + sold.getOrDefault(id, 0L);
        long max = buyerMaxEver.containsKey(ofId) ? buyerMaxEver.get(ofId)
            : books.coupons.get(ofId).coupon.term().buyerMax();
        Broken.unless(used <= max, "no buyer has more than he may", id, used, max);
        uses.merge(ofId, used, Long::sum);
      }
    }
    books.coupons.forEach((id, one) -> Broken.unless(
        uses.getOrDefault(id, 0L) <= one.coupon.term().usesMax(),
        "a coupon is never given out more often than it is", id, uses.get(id)));
    ofProducts.forEach((id, count) -> {
      long max = books.limits.get(id.substring(0, id.indexOf(' '))).units();
      Broken.unless(count <= max, "no buyer has more of a product than he may", id, count, max);
    });
  }

  /** Late money goes before the limit of a product, as docs/areas/trade.md says: it is not counted. */
  private void countProducts(Row row, Map<String, Long> units) {
    for (int i = 0; i < row.placed.lines().size() && !row.wasExpired; i++) {
      String productId = row.placed.lines().get(i).productId();
      if (books.limits.containsKey(productId)) {
        units.merge(productId + " " + row.placed.deal().buyerId(),
            (long) row.sold().unitsLeft(i), Long::sum);
      }
    }
  }

  private void nothingIsLeftOpen() {
    for (Row row : books.orders.values()) {
      List<OrderStatus> ends = List.of(
          OrderStatus.CLOSED, OrderStatus.EXPIRED, OrderStatus.CANCELLED, OrderStatus.REFUNDED);
      Broken.unless(ends.contains(row.order.status()), "every order comes to an end", row.order);
    }
    books.stock.values().forEach(row ->
        Broken.unless(row.held() == 0, "every hold comes to an end", row));
    books.returns.values().forEach(one ->
        Broken.unless(!one.request.isOpen(), "every return comes to an end", one.request));
  }

  /** The steps of a price sum to it, no line costs more than on the shelf, and goods are never free. */
  static void quoteAddsUp(Quote quote) {
    long total = quote.fee().minor();
    for (Quote.Line line : quote.lines()) {
      long steps = line.steps().stream().mapToLong(Step::minor).sum();
      long list = line.item().tag().list().times(line.item().quantity()).minor();
      Broken.unless(steps == line.netMinor() && line.netMinor() >= 0 && line.netMinor() <= list,
          "every step of a price is told", line);
      total = Math.addExact(total, steps);
    }
    Broken.unless(total == quote.totalMinor() && quote.goodsMinor() >= 1, "a price is the sum of its steps",
        quote);
    couponTakesWhatItSays(quote);
  }

  /** By the words of docs/areas/prices.md: of what is in no flash sale, rounded up, and never all of it. */
  private static void couponTakesWhatItSays(Quote quote) {
    Coupon.Off off = quote.coupon().off();
    long counted = 0;
    for (Quote.Line line : quote.lines()) {
      boolean isFlash = !line.item().tag().flash().flashSaleId().isEmpty();
      Broken.unless(!isFlash || line.offMinor() == 0, "a flash price is final", line);
      Broken.unless(!isFlash || line.unitMinor() < line.item().tag().in(FlashSale.NONE).unitMinor(),
          "units of a flash sale cost less than those of the shelf", line);
      counted += isFlash ? 0 : line.unitMinor() * line.item().quantity();
    }
    long wanted = off.kind() == Coupon.Kind.PERCENT ? (counted * off.percent() + 99) / 100 : off.minor();
    long capped = off.capMinor() > 0 ? Math.min(wanted, off.capMinor()) : wanted;
    long right = quote.coupon().isNone() ? 0 : Math.min(capped, counted - 1);
    Broken.unless(quote.offMinor() == right && (quote.coupon().isNone() || counted >= off.thresholdMinor()),
        "a coupon takes off what it says", quote.coupon(), "of", counted, "took", quote.offMinor());
  }
}
