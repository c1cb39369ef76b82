package laotie.trade;

import static laotie.trade.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import laotie.fact.Decision.Accepted;
import laotie.fact.Money;
import laotie.fact.Transfer;
import laotie.trade.Basket.Wanted;
import laotie.trade.Checkout.Turn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many buyers, gateways and clocks at once, in random order; whatever happens, the sums hold. */
class InterleavingTest {

  private static final List<String> SKUS = List.of("a", "b", "c");

  private final Map<String, Stock> stock = new HashMap<>();
  private final List<Order> orders = new ArrayList<>();
  private final Map<String, Payment> payments = new TreeMap<>();
  private final Map<String, Integer> moneyOwed = new TreeMap<>();
  private long cashMinor;
  private long hostOwedMinor;
  private long buyerOwedMinor;
  private Instant now = NOW;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
  void stockIsNeverNegativeItsSumConstantAndTheLedgerZero(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SKUS.forEach(sku -> stock.put(sku, Stock.of(sku, 5 + random.nextInt(30))));
    Map<String, Long> supplied = new HashMap<>();
    stock.forEach((sku, row) -> supplied.put(sku, row.supplied()));
    for (int step = 0; step < 3_000; step++) {
      now = now.plusSeconds(random.nextInt(20));
      step(random, step);
      stock.forEach((sku, row) -> {
        assertThat(row.available() + row.held() + row.sold()).isEqualTo(supplied.get(sku));
        assertThat(Math.min(row.available(), Math.min(row.held(), row.sold()))).isNotNegative();
      });
      assertThat(cashMinor + hostOwedMinor + buyerOwedMinor).isZero();
    }
    assertRowsMatchOrders();
  }

  private void step(SplittableRandom random, int step) {
    int kind = random.nextInt(100);
    if (kind < 40 || orders.isEmpty()) {
      place(random, step);
      return;
    }
    int index = random.nextInt(orders.size());
    Order order = orders.get(index);
    if (kind < 55) {
      apply(index, Holding.expire(order, stock, now));
    } else if (kind < 62) {
      apply(index, Holding.cancel(order, stock));
    } else if (kind < 66) {
      apply(index, Shipping.ship(order));
    } else {
      pay(random, index, order);
    }
  }

  private void place(SplittableRandom random, int step) {
    List<Wanted> wanted = new ArrayList<>();
    for (String sku : SKUS) {
      if (random.nextBoolean()) {
        wanted.add(new Wanted(Samples.offer(sku, 100 + random.nextInt(900)), 1 + random.nextInt(4)));
      }
    }
    Basket basket = new Basket("ord_" + step, "acc_" + random.nextInt(9), wanted, "", "", "", Samples.ORIGIN);
    if (Checkout.decide(basket, stock, new Turn(step, now, Duration.ofMinutes(15)))
        instanceof Accepted<Moved>(var moved, var facts)) {
      assertThat(facts).hasSize(1);
      orders.add(moved.order());
      moved.stock().forEach(row -> stock.put(row.skuId(), row));
    }
  }

  private void apply(int index, laotie.fact.Decision<Moved> decision) {
    if (decision instanceof Accepted<Moved>(var moved, var facts)) {
      orders.set(index, moved.order());
      moved.stock().forEach(row -> stock.put(row.skuId(), row));
    }
  }

  private void pay(SplittableRandom random, int index, Order order) {
    String paymentId = "pay_" + order.orderId() + "_" + random.nextInt(2);
    Payment payment = payments.getOrDefault(
        paymentId, new Payment(paymentId, order.orderId(), PaymentStatus.PENDING));
    boolean isPaid = random.nextInt(4) > 0;
    long minor = order.deal().amount().minor() + (random.nextInt(10) == 0 ? 1 : 0);
    Notice notice = new Notice(paymentId, isPaid, Money.cny(isPaid ? minor : 0));
    Settlement settlement = Paying.settle(order, payment, notice, stock).value();
    orders.set(index, settlement.order());
    PaymentStatus next = switch (settlement) {
      case Settlement.Unchanged unchanged -> payment.status();
      case Settlement.Declined declined -> PaymentStatus.DECLINED;
      case Settlement.Honoured honoured -> {
        honoured.stock().forEach(row -> stock.put(row.skuId(), row));
        book(honoured.transfer());
        yield PaymentStatus.PAID;
      }
      case Settlement.Strayed strayed -> {
        book(strayed.transfer());
        moneyOwed.merge(paymentId, 1, Integer::sum);
        yield PaymentStatus.RETURNED;
      }
    };
    payments.put(paymentId, new Payment(paymentId, order.orderId(), next));
  }

  private void book(Transfer transfer) {
    for (Transfer.Entry entry : transfer.entries()) {
      switch (entry.purse()) {
        case PLATFORM_CASH -> cashMinor += entry.amount().minor();
        case HOST_OWED -> hostOwedMinor += entry.amount().minor();
        case BUYER_OWED -> buyerOwedMinor += entry.amount().minor();
      }
    }
  }

  private void assertRowsMatchOrders() {
    for (String sku : SKUS) {
      assertThat(stock.get(sku).held()).isEqualTo(units(sku, OrderStatus.PLACED));
      assertThat(stock.get(sku).sold())
          .isEqualTo(units(sku, OrderStatus.PAID) + units(sku, OrderStatus.SHIPPED));
    }
    long paid = orders.stream()
        .filter(order -> order.status() == OrderStatus.PAID || order.status() == OrderStatus.SHIPPED)
        .mapToLong(order -> order.deal().amount().minor()).sum();
    assertThat(-hostOwedMinor).isEqualTo(paid);
    assertThat(moneyOwed.values()).allMatch(times -> times == 1);
  }

  private long units(String sku, OrderStatus status) {
    return orders.stream().filter(order -> order.status() == status)
        .flatMap(order -> order.lines().stream()).filter(line -> line.skuId().equals(sku))
        .mapToLong(laotie.fact.TradeFact.Line::quantity).sum();
  }
}
