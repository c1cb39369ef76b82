package laotie.server.trade;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Decision;
import laotie.fact.Fact;
import laotie.fact.Transfer;
import laotie.fact.Transfer.Refund;
import laotie.server.goods.Goods.StockRow;
import laotie.server.goods.Goods;
import laotie.server.http.HttpReason;
import laotie.server.log.Log;
import laotie.server.trade.Command.Key;
import laotie.server.trade.Command.LineText;
import laotie.server.trade.OrderStore.Claimed;
import laotie.server.trade.OrderStore.Placed;
import laotie.server.trade.Ticket.Answer;
import laotie.trade.Allowance;
import laotie.trade.Back;
import laotie.trade.Checkout.Turn;
import laotie.trade.Checkout;
import laotie.trade.Holding;
import laotie.trade.Moved;
import laotie.trade.Notice;
import laotie.trade.Order;
import laotie.trade.Paying;
import laotie.trade.Payment;
import laotie.trade.PaymentStatus;
import laotie.trade.Settlement;
import laotie.trade.Stock;
import laotie.trade.Waitlist;

/**
 * One transaction of the till: locks, then looks up, then decides in order of arrival, then writes all rows
 * and facts at once. Always locks stock, then coupons, orders, payments, each in the order of their ids.
 */
final class Batch {

  private final List<Ticket> tickets;
  private final Goods goods;
  private final Log log;
  private final Duration hold;
  private final Instant now;
  private final Answer[] answers;

  private final PriceBook book;
  private final Map<String, Stock> stock = new HashMap<>();
  private final KnownOrders known;
  private final Map<String, Order> orders = new HashMap<>();
  /** Those of them whose row somebody wants to see. */
  private final Map<String, OrderRow> rows = new HashMap<>();
  private final Map<String, Payment> payments = new HashMap<>();
  private final Begins begins;
  private final Map<Key, Claimed> claimed = new HashMap<>();
  private final Map<Key, Integer> firstOfKey = new HashMap<>();
  private final Rations rations;
  private final WaitBook waits;
  private long[] sequences = {};
  private int sequencesUsed;

  private final Set<String> stockMoved = new TreeSet<>();
  private final List<Placed> placed = new ArrayList<>();
  private final Map<String, Order> ordersMoved = new LinkedHashMap<>();
  private final Map<String, Payment> paymentsMoved = new LinkedHashMap<>();
  private final List<Refund> strayed = new ArrayList<>();
  private final List<Transfer> transfers = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();

  Batch(List<Ticket> tickets, Batches with) {
    this.tickets = tickets;
    this.goods = with.goods();
    this.log = with.log();
    this.hold = with.hold();
    // As the rows keep it: a repeat reads the same instants.
    this.now = with.clock().instant().truncatedTo(ChronoUnit.MICROS);
    this.known = with.known();
    this.rations = new Rations(with.unpaid(), now);
    this.begins = new Begins(now);
    this.waits = new WaitBook(with.notices(), with.offer(), now);
    this.answers = new Answer[tickets.size()];
    this.book = new PriceBook(with.prices(), now, stock);
  }

  /** The answers in the order of the tickets; valid once the transaction has committed. */
  List<Answer> run(Connection connection) throws SQLException {
    OrderStore.planByIndex(connection);
    read(connection);
    passOn();
    for (int i = 0; i < answers.length; i++) {
      answers[i] = decide(i);
    }
    write(connection);
    return Arrays.asList(answers);
  }

  /** What has committed need not be read whole when it is paid. */
  void remember() {
    placed.forEach(one -> known.remember(one.order()));
    begins.begun().forEach(one -> known.remember(one.attempt()));
  }

  /** Orders this batch wrote. */
  int ordersPlaced() {
    return placed.size();
  }

  private void read(Connection connection) throws SQLException {
    Set<String> paymentIds = new TreeSet<>();
    Set<String> moving = new TreeSet<>();
    Set<String> skuIds = new TreeSet<>();
    Set<String> toPay = new TreeSet<>();
    List<Command.Join> joins = new ArrayList<>();
    for (Ticket ticket : tickets) {
      switch (ticket.command()) {
        case Command.Place place -> {
          place.basket().wanted().forEach(line -> skuIds.add(line.stockId()));
          skuIds.addAll(book.want(place));
        }
        case Command.Pay pay -> toPay.add(pay.wanted().orderId());
        case Command.Settle settle -> paymentIds.add(settle.notice().paymentId());
        case Command.Expire expire -> moving.add(expire.orderId());
        case Command.Cancel cancel -> moving.add(cancel.orderId());
        case Command.Join join -> {
          skuIds.add(join.skuId());
          joins.add(join);
        }
        case Command.Leave leave -> skuIds.add(leave.skuId());
        case Command.PassOn pass -> skuIds.add(pass.skuId());
      }
    }
    Set<String> holding = ordersOf(connection, paymentIds);
    holding.addAll(moving);
    Set<String> orderIds = new TreeSet<>(holding);
    orderIds.addAll(toPay);
    Map<String, Order> asPlaced = asPlaced(connection, orderIds);
    for (String orderId : holding) {
      Optional.ofNullable(asPlaced.get(orderId)).ifPresent(order -> {
        order.lines().forEach(line -> skuIds.add(line.stockId()));
        book.want(order);
      });
    }
    for (StockRow row : goods.lockStock(connection, List.copyOf(skuIds)).values()) {
      stock.put(row.skuId(),
          new Stock(row.skuId(), row.available(), row.held(), row.sold(), row.supplied()));
    }
    waits.read(connection, skuIds, joins);
    book.read(connection);
    OrderStore.lockStands(connection, asPlaced.keySet())
        .forEach((orderId, stand) -> orders.put(orderId, stand.of(asPlaced.get(orderId))));
    rows.putAll(OrderStore.byId(connection, moving));
    begins.read(connection, toPay);
    payments.putAll(PaymentStore.lock(connection, paymentIds));
    readClaims(connection);
  }

  private Set<String> ordersOf(Connection connection, Set<String> paymentIds) throws SQLException {
    Set<String> orderIds = new TreeSet<>();
    Set<String> unknown = new TreeSet<>();
    for (String paymentId : paymentIds) {
      known.orderOf(paymentId).ifPresentOrElse(orderIds::add, () -> unknown.add(paymentId));
    }
    PaymentStore.byId(connection, unknown).values().forEach(one -> orderIds.add(one.orderId()));
    return orderIds;
  }

  /** What never changes of these orders; how they stand is not known. Unknown ids are left out. */
  private Map<String, Order> asPlaced(Connection connection, Set<String> orderIds) throws SQLException {
    Map<String, Order> found = new HashMap<>();
    Set<String> unknown = new TreeSet<>();
    for (String orderId : orderIds) {
      known.order(orderId).ifPresentOrElse(order -> found.put(orderId, order), () -> unknown.add(orderId));
    }
    OrderStore.byId(connection, unknown).forEach((orderId, row) -> found.put(orderId, row.order()));
    return found;
  }

  private void readClaims(Connection connection) throws SQLException {
    for (int i = 0; i < answers.length; i++) {
      if (tickets.get(i).command() instanceof Command.Place place) {
        firstOfKey.putIfAbsent(place.claim().key(), i);
      }
    }
    if (firstOfKey.isEmpty()) {
      return;
    }
    claimed.putAll(OrderStore.claimed(connection, firstOfKey.keySet()));
    if (!claimed.isEmpty()) {
      OrderStore.byId(connection, claimed.values().stream().map(Claimed::orderId).distinct().toList())
          .forEach((id, row) -> rows.putIfAbsent(id, row));
      book.readExplanations(connection, rows);
    }
    List<Command.Place> fresh = new ArrayList<>(firstOfKey.size());
    firstOfKey.forEach((key, i) -> {
      if (!claimed.containsKey(key)) {
        fresh.add((Command.Place) tickets.get(i).command());
      }
    });
    rations.read(connection, fresh);
    sequences = OrderStore.drawSequences(connection, fresh.size());
  }

  private Answer decide(int i) {
    return switch (tickets.get(i).command()) {
      case Command.Place place -> place(place, i);
      case Command.Pay pay -> begin(pay);
      case Command.Settle settle -> settle(settle.notice());
      case Command.Expire expire -> move(expire.orderId(), order -> Holding.expire(order, stock, now));
      case Command.Cancel cancel -> move(cancel.orderId(), order -> Holding.cancel(order, stock));
      case Command.Join join -> stock.containsKey(join.skuId())
          ? waits.join(join, stock.get(join.skuId())) : new Answer.Unknown();
      case Command.Leave leave -> waits(leave.skuId(),
          row -> waits.leave(leave.buyerId(), leave.skuId(), row));
      case Command.PassOn pass -> waits(pass.skuId(),
          row -> pass.isGone() ? waits.close(pass.skuId(), row) : Optional.empty());
    };
  }

  /** What is on the shelf goes first to those who wait. */
  private void passOn() {
    waits.passOn(stock).forEach(this::put);
  }

  private Answer waits(String skuId, Function<Stock, Optional<Stock>> change) {
    if (!stock.containsKey(skuId)) {
      return new Answer.Unknown();
    }
    change.apply(stock.get(skuId)).ifPresent(this::put);
    passOn();
    return new Answer.Waits();
  }

  private Answer place(Command.Place place, int i) {
    Claimed before = claimed.get(place.claim().key());
    if (before != null) {
      return before.bodyHash().equals(place.claim().bodyHash())
          ? new Answer.Done(rows.get(before.orderId())) : keyReused();
    }
    int first = firstOfKey.get(place.claim().key());
    if (first != i) {
      Command.Place earlier = (Command.Place) tickets.get(first).command();
      return earlier.claim().equals(place.claim()) ? answers[first] : keyReused();
    }
    Command.Place chosen = place.with(book.chosen(place), place.texts());
    List<Stock> lent = waits.lent(place.claim().key().buyerId(),
        chosen.basket().wanted().stream().map(one -> one.stockId()).distinct().toList(), stock);
    lent.forEach(row -> stock.put(row.skuId(), row));
    Answer answer = switch (rations.decide(chosen, stock)) {
      case Refused<Command.Place> refused -> new Answer.No(refused);
      case Accepted<Command.Place>(Command.Place granted, var none) -> place(place, granted);
    };
    keepAgain(lent, answer);
    return answer;
  }

  /** What an order did not take of what was kept for its buyer stays kept. */
  private void keepAgain(List<Stock> lent, Answer answer) {
    List<String> left = answer instanceof Answer.Done(OrderRow row)
        ? waits.taken(lent, row.order()) : lent.stream().map(Stock::skuId).toList();
    left.forEach(skuId -> stock.put(skuId, stock.get(skuId).hold(Waitlist.UNITS_EACH)));
  }

  /** Places as much of it as was granted. */
  private Answer place(Command.Place wanted, Command.Place place) {
    Turn turn = new Turn(sequences[sequencesUsed++], now, hold);
    return switch (Checkout.decide(place.basket(), stock, turn, book.pricer(place))) {
      case Refused<Moved> refused -> new Answer.No(refused);
      case Accepted<Moved>(Moved moved, List<Fact> told) -> {
        List<LineText> texts = book.accepted(place, moved.order());
        OrderRow row = new OrderRow(moved.order(), texts, place.address(), now, Optional.empty(),
            OrderRow.Shipment.NONE, Back.none(moved.order().lines().size()),
            book.explanation(moved.order().orderId()));
        moved.stock().forEach(this::put);
        placed.add(new Placed(place, moved.order(), texts));
        rations.placed(wanted, moved.order());
        facts.addAll(told);
        yield new Answer.Done(row);
      }
    };
  }

  /** Other people's orders do not exist. */
  private Answer begin(Command.Pay pay) {
    Order order = orders.get(pay.wanted().orderId());
    return order == null || !order.deal().buyerId().equals(pay.wanted().buyerId())
        ? new Answer.Unknown() : begins.begin(pay, order);
  }

  private static Answer keyReused() {
    return new Answer.No(new Refused<>(
        HttpReason.KEY_REUSED, "this Idempotency-Key came with another body before"));
  }

  private Answer move(String orderId, Function<Order, Decision<Moved>> rule) {
    Order order = orders.get(orderId);
    if (order == null) {
      return new Answer.Unknown();
    }
    return switch (rule.apply(order)) {
      case Refused<Moved> refused -> new Answer.No(refused);
      case Accepted<Moved>(Moved moved, List<Fact> told) -> {
        moved.stock().forEach(this::put);
        facts.addAll(told);
        put(order, moved.order());
        passOn();
        yield new Answer.Done(rows.get(orderId));
      }
    };
  }

  private Answer settle(Notice notice) {
    Payment payment = payments.get(notice.paymentId());
    if (payment == null || !orders.containsKey(payment.orderId())) {
      return new Answer.Unknown();
    }
    Order before = orders.get(payment.orderId());
    Accepted<Settlement> settled = Paying.settle(before, payment, notice, stock);
    facts.addAll(settled.facts());
    switch (settled.value()) {
      case Settlement.Unchanged unchanged -> { }
      case Settlement.Declined declined -> put(payment, PaymentStatus.DECLINED);
      case Settlement.Honoured(Order order, List<Stock> moved, Transfer transfer) -> {
        moved.forEach(this::put);
        transfers.add(transfer);
        put(payment, PaymentStatus.PAID);
      }
      case Settlement.Strayed(Order order, Transfer transfer) -> {
        transfers.add(transfer);
        put(payment, PaymentStatus.RETURNED);
        strayed.add(new Refund("rfd_" + payment.paymentId(), order.orderId(), payment.paymentId(),
            order.deal().buyerId(), notice.amount()));
      }
    }
    put(before, settled.value().order());
    return new Answer.Settled();
  }

  private void put(Stock row) {
    stock.put(row.skuId(), row);
    stockMoved.add(row.skuId());
  }

  private void put(Order before, Order after) {
    if (before.status() != after.status()) {
      orders.put(after.orderId(), after);
      ordersMoved.put(after.orderId(), after);
      rows.computeIfPresent(after.orderId(), (orderId, row) -> row.as(after, now));
    }
  }

  private Payment put(Payment before, PaymentStatus status) {
    Payment after = new Payment(before.paymentId(), before.orderId(), status);
    payments.put(after.paymentId(), after);
    paymentsMoved.put(after.paymentId(), after);
    return after;
  }

  private void write(Connection connection) throws SQLException {
    List<StockRow> rows = shelfRows();
    if (!rows.isEmpty()) {
      goods.saveStock(connection, rows);
    }
    book.write(connection, stockMoved);
    if (!placed.isEmpty()) {
      OrderStore.add(connection, now, placed);
      rations.write(connection);
    }
    begins.write(connection);
    if (!ordersMoved.isEmpty()) {
      OrderStore.move(connection, now, ordersMoved.values());
    }
    if (!paymentsMoved.isEmpty()) {
      PaymentStore.move(connection, now, paymentsMoved.values());
    }
    for (Refund refund : strayed) {
      PaymentStore.owe(connection, now, PaymentStore.Kind.STRAYED, refund);
    }
    if (!transfers.isEmpty()) {
      PaymentStore.book(connection, now, transfers);
    }
    facts.addAll(waits.write(connection));
    if (!facts.isEmpty()) {
      log.append(connection, now, facts);
    }
  }

  /** The rows that moved and stand on shelves; allowances are the book's. */
  private List<StockRow> shelfRows() {
    List<StockRow> rows = new ArrayList<>(stockMoved.size());
    for (String id : stockMoved) {
      if (!Allowance.isId(id)) {
        Stock row = stock.get(id);
        rows.add(new StockRow(id, row.available(), row.held(), row.sold(), row.supplied()));
      }
    }
    return rows;
  }
}
