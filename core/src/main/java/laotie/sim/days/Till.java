package laotie.sim.days;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Transfer;
import laotie.payments.Patience;
import laotie.trade.Holding;
import laotie.trade.Moved;
import laotie.trade.Notice;
import laotie.trade.Order;
import laotie.trade.OrderStatus;
import laotie.trade.Paying;
import laotie.trade.Payment;
import laotie.trade.PaymentStatus;
import laotie.trade.Settlement;
import laotie.trade.Stock;

/** Payments, their notices, the end of holds, and money that goes back to buyers. */
final class Till {

  private static final Duration SILENT_AFTER = Duration.ofSeconds(20);
  private static final int EXPIRY_LAG_SECONDS = 60;
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(10), Duration.ofHours(1), 10_000);

  private final World world;
  private final Books books;

  Till(World world) {
    this.world = world;
    this.books = world.books();
  }

  /** A buyer pays; the attempt is written down before any gateway hears of it. */
  void pay(Row row, Gateway.Manner manner, SplittableRandom dice) {
    world.point();
    if (!(Paying.begin(row.order, world.now()) instanceof Accepted<Order>)) {
      return;
    }
    String paymentId = books.id("pay");
    books.payments.put(paymentId, new Payment(paymentId, row.order.orderId(), PaymentStatus.PENDING));
    books.startedAt.put(paymentId, world.time());
    world.point();
    world.gateway().start(paymentId, row.order.deal().amount(), manner, dice);
    world.count("payments " + manner);
    world.point();
  }

  /** What a gateway says becomes of a payment. */
  void settle(Notice notice) {
    world.point();
    Payment payment = books.payments.get(notice.paymentId());
    Row row = books.orders.get(payment.orderId());
    boolean wasExpired = row.order.status() == OrderStatus.EXPIRED;
    Accepted<Settlement> settled = Paying.settle(row.order, payment, notice, books.stock);
    books.facts.addAll(settled.facts());
    row.order = settled.value().order();
    switch (settled.value()) {
      case Settlement.Unchanged unchanged -> world.count("notices that change nothing");
      case Settlement.Declined declined -> put(payment, PaymentStatus.DECLINED);
      case Settlement.Honoured(Order order, List<Stock> moved, Transfer transfer) -> {
        books.put(moved);
        books.book(transfer);
        Broken.unless(!row.wasPaid(), "one order is paid once", order.orderId());
        row.paymentId = payment.paymentId();
        row.wasExpired = wasExpired;
        put(payment, PaymentStatus.PAID);
        world.count(wasExpired ? "late money that pays" : "money that pays");
      }
      case Settlement.Strayed(Order order, Transfer transfer) -> {
        books.book(transfer);
        put(payment, PaymentStatus.RETURNED);
        books.owe(new Transfer.Refund("rfd_" + payment.paymentId(), order.orderId(),
            payment.paymentId(), order.deal().buyerId(), notice.amount()), true, world.time());
        world.count("money that strays");
      }
    }
    world.point();
  }

  private void put(Payment payment, PaymentStatus status) {
    books.payments.put(payment.paymentId(), new Payment(payment.paymentId(), payment.orderId(), status));
  }

  /** A buyer takes an unpaid order back. */
  void cancel(Row row) {
    world.point();
    move(row, Holding.cancel(row.order, books.stock));
    world.point();
  }

  /** Looks for holds whose time is over; until each is ended its order may have been paid. */
  void findExpired() {
    for (Row row : books.orders.values()) {
      if (row.order.isOpen() && !world.now().isBefore(row.order.heldUntil())) {
        world.later(Duration.ofSeconds(row.order.sequence() % EXPIRY_LAG_SECONDS),
            () -> world.call(() -> expire(row)));
      }
    }
  }

  private void expire(Row row) {
    world.point();
    move(row, Holding.expire(row.order, books.stock, world.now()));
    world.point();
  }

  private void move(Row row, Decision<Moved> decided) {
    if (decided instanceof Accepted<Moved>(Moved moved, var facts)) {
      books.put(moved.stock());
      row.order = moved.order();
      books.facts.addAll(facts);
      facts.forEach(fact -> world.count("orders that are " + row.order.status()));
    }
  }

  /** Asks the gateway what became of payments that nobody told of. */
  void askSilent() {
    for (Payment payment : List.copyOf(books.payments.values())) {
      boolean isDue = payment.status() == PaymentStatus.PENDING
          && books.startedAt.get(payment.paymentId()).plus(SILENT_AFTER).isBefore(world.time());
      if (isDue && !world.gateway().isSilent()) {
        world.gateway().query(payment.paymentId()).ifPresent(this::settle);
      }
    }
  }

  /** Sends back what is owed; the gateway may have heard of it before this process began. */
  void refund() {
    for (Map.Entry<String, Books.Owed> one : new ArrayList<>(books.owed.entrySet())) {
      Books.Owed owed = one.getValue();
      if (!owed.isReturned && !world.time().isBefore(owed.nextAt)) {
        world.point();
        Gateway.Answer answer = world.gateway().refund(
            owed.refund.refundId(), owed.refund.paymentId(), owed.refund.amount());
        world.point();
        if (answer == Gateway.Answer.BACK) {
          owed.isReturned = true;
          books.book(Transfer.returned(owed.refund));
          world.count("refunds");
        } else {
          owed.attempts++;
          owed.nextAt = PATIENCE.next(owed.attempts, world.time()).orElse(Row.NEVER);
        }
        world.point();
      }
    }
  }
}
