package laotie.sim.days;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import laotie.fact.Decision.Accepted;
import laotie.fact.Fact;
import laotie.fact.Money;
import laotie.fact.TradeFact.Discount;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderDelivered;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.Payer;
import laotie.fact.TradeFact.ReturnAsked;
import laotie.fact.TradeFact.ReturnClosed;
import laotie.fact.Transfer;
import laotie.fact.Transfer.Entry;
import laotie.fact.Transfer.Purse;
import laotie.settlement.Kept;
import laotie.settlement.Payable;
import laotie.settlement.Shares;
import laotie.settlement.Terms;

/** The end of the platform's hold of an order's money, what later refunds take back, and payouts. */
final class Settling {

  private static final int FACTS_AT_ONCE = 7;

  private final World world;
  private final Books books;
  private final Set<String> openReturns = new HashSet<>();

  Settling(World world) {
    this.world = world;
    this.books = world.books();
  }

  /** Reads some more facts, with its mark in the same transaction, so that each counts once. */
  void readFacts() {
    while (books.factsRead < books.facts.size()) {
      world.point();
      int to = Math.min(books.facts.size(), books.factsRead + FACTS_AT_ONCE);
      books.facts.subList(books.factsRead, to).forEach(this::read);
      books.factsRead = to;
      world.point();
    }
  }

  private void read(Fact fact) {
    switch (fact) {
      case OrderDelivered delivered -> {
        Row row = books.orders.get(delivered.orderId());
        Terms terms = books.shops.get(delivered.hostId()).terms();
        books.settled.putIfAbsent(delivered.orderId(), new Books.Settled(
            row, terms, row.deliveredAt.plus(Duration.ofDays(terms.afterDays()))));
      }
      case OrderRefunded refunded -> {
        touch(refunded.orderId());
        if (refunded.isWhole()) {
          emptied(books.orders.get(refunded.orderId()));
        }
      }
      case ReturnAsked asked -> openReturns.add(asked.orderId() + " " + asked.returnId());
      case ReturnClosed closed -> {
        openReturns.remove(closed.orderId() + " " + closed.returnId());
        touch(closed.orderId());
      }
      default -> { }
    }
  }

  /** An order that lost all its money on the way is never delivered; its host owes what stays out. */
  private void emptied(Row row) {
    boolean isOut = row.isSent() && IntStream.range(0, row.notOut.size())
        .anyMatch(line -> row.notOut.get(line) < row.placed.lines().get(line).quantity());
    String orderId = row.placed.orderId();
    if (isOut && !books.settled.containsKey(orderId)) {
      Terms terms = books.shops.get(row.placed.deal().hostId()).terms();
      books.settled.put(orderId, new Books.Settled(
          row, terms, world.now().plus(Duration.ofDays(terms.afterDays()))));
      world.count("orders that lost all on the way");
    }
  }

  private void touch(String orderId) {
    Books.Settled settled = books.settled.get(orderId);
    if (settled != null && settled.revision > 0) {
      settled.isTouched = true;
    }
  }

  /** Settles what is due and books the difference of what was refunded since. */
  void settle() {
    for (Books.Settled one : List.copyOf(books.settled.values())) {
      boolean isDue = one.revision == 0 && !world.now().isBefore(one.dueAt)
          && openReturns.stream().noneMatch(id -> id.startsWith(one.row.order.orderId() + " "));
      if (isDue || one.isTouched) {
        world.point();
        book(one);
        world.point();
      }
    }
  }

  private void book(Books.Settled one) {
    Shares shares = Shares.of(kept(one.row), one.terms);
    one.revision++;
    String orderId = one.row.order.orderId();
    shares.since(one.shares, new Shares.Subject(orderId, one.row.order.deal().hostId(),
        "stl_" + orderId + "_" + one.revision, Money.CNY)).ifPresent(books::book);
    one.shares = shares;
    one.isTouched = false;
    world.count(one.revision == 1 ? "settlements" : "settlements taken back");
  }

  private static Kept kept(Row row) {
    List<Kept.Line> lines = new ArrayList<>();
    boolean isByPlatform = row.order.deal().bill().discounts().stream()
        .map(Discount::payer).anyMatch(Payer.PLATFORM::equals);
    for (int i = 0; i < row.order.lines().size(); i++) {
      Line line = row.order.lines().get(i);
      lines.add(new Kept.Line(line.quantity(), row.back.units().get(i), row.notOut.get(i),
          isByPlatform ? line.offMinor() : 0,
          List.of(new Kept.Portion(row.supply(i), line.quantity()))));
    }
    return new Kept(row.amountMinor(), row.back.minor(), row.order.deal().bill().shippingMinor(), lines);
  }

  /** Gathers a payout for each host who may have one, or says what became of those under way. */
  void payOut(SplittableRandom dice) {
    world.point();
    for (Books.Payout payout : books.payouts.values()) {
      if (payout.state == Books.Payout.State.OPEN && dice.nextInt(3) > 0) {
        payout.state = dice.nextInt(5) == 0 ? Books.Payout.State.FAILED : Books.Payout.State.PAID;
        if (payout.state == Books.Payout.State.PAID) {
          book(payout, 1);
        }
      } else if (payout.state == Books.Payout.State.PAID && dice.nextInt(12) == 0) {
        payout.state = Books.Payout.State.BOUNCED;
        book(payout, -1);
      }
    }
    world.point();
    books.shops.keySet().forEach(this::gather);
    world.point();
  }

  private void gather(String hostId) {
    long underWay = books.payouts.values().stream()
        .filter(one -> one.hostId.equals(hostId) && one.state == Books.Payout.State.OPEN)
        .mapToLong(one -> one.minor).sum();
    Payable payable = new Payable(-books.balance(Purse.HOST_DUE, hostId), underWay,
        books.keptBack.getOrDefault(hostId, List.of()));
    if (payable.at(world.now(), 1) instanceof Accepted<Long>(Long minor, var none)) {
      world.laws().payoutIsFree(hostId, minor, world.now());
      books.payouts.put(books.id("po"), new Books.Payout(hostId, minor));
      world.count("payouts");
    }
  }

  private void book(Books.Payout payout, int sign) {
    Money amount = Money.cny(payout.minor * sign);
    books.book(new Transfer(Transfer.Kind.PAID_OUT, "", "", books.id("out"), List.of(
        new Entry(Purse.HOST_DUE, payout.hostId, amount),
        new Entry(Purse.PLATFORM_CASH, "", amount.negated()))));
  }

  /** Keeps money of a host back for a case. */
  void keepBack(SplittableRandom dice) {
    String hostId = world.pick(books.shops.keySet(), dice);
    List<Payable.Hold> holds = new ArrayList<>(books.keptBack.getOrDefault(hostId, List.of()));
    holds.add(new Payable.Hold("case_" + books.next(), dice.nextInt(5_000) / 1_000 * 1_000L,
        world.now().plus(Duration.ofHours(1 + dice.nextInt(200)))));
    books.keptBack.put(hostId, holds);
  }
}
