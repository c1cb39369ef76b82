package laotie.sim.days;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import laotie.prices.Favour;
import laotie.prices.Region;
import laotie.trade.Actor;
import laotie.trade.AfterSales;
import laotie.trade.OrderStatus;
import laotie.trade.ReturnAction;

/** One square on one day: rows, a process that may die, a clock that may jump, and people who ask again. */
final class World {

  /** A day of offers (六一八); any instant would do. */
  static final Instant BEGIN = Instant.parse("2026-06-18T12:00:00Z");

  private static final int BUYERS = 12;
  private static final int PARCELS = 3;
  private static final Duration ASKED_AGAIN = Duration.ofSeconds(4);
  private static final Duration STEP_AFTER = Duration.ofHours(7);
  private static final int STEPS_AFTER_MAX = 400;

  /** Something that will happen at an instant; of one instant in the order it was planned. */
  private record Later(Instant at, long number, Runnable what) implements Comparable<Later> {
    @Override
    public int compareTo(Later other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final Books books = new Books();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final PriorityQueue<Later> later = new PriorityQueue<>();
  private final Gateway gateway = new Gateway(this);
  private final Counter counter = new Counter(this);
  private final Till till = new Till(this);
  private final Desk desk = new Desk(this);
  private final Settling settling = new Settling(this);
  private final Stall stall = new Stall(this);
  private final Laws laws = new Laws(books, gateway);

  private Instant time = BEGIN;
  private Duration skew = Duration.ZERO;
  private int killIn;
  private long planned;

  World(long seed) {
    stall.open(new SplittableRandom(seed ^ 0x5DEECE66DL));
  }

  Books books() {
    return books;
  }

  Gateway gateway() {
    return gateway;
  }

  Laws laws() {
    return laws;
  }

  Till till() {
    return till;
  }

  Map<String, Integer> counts() {
    return counts;
  }

  /** What it really is. */
  Instant time() {
    return time;
  }

  /** What the server's clock says. */
  Instant now() {
    return time.plus(skew);
  }

  void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  void later(Duration after, Runnable what) {
    later.add(new Later(time.plus(after), planned++, what));
  }

  /** Between two steps: here the process may die. */
  void point() {
    if (killIn > 0 && --killIn == 0) {
      count("kills");
      throw new Killed();
    }
  }

  /** Calls the server; false when it died before it answered. */
  boolean call(Runnable step) {
    boolean isAnswered = true;
    try {
      step.run();
    } catch (Killed died) {
      isAnswered = false;
    }
    laws.look(false);
    return isAnswered;
  }

  <T> T pick(Collection<T> all, SplittableRandom dice) {
    return List.copyOf(all).get(dice.nextInt(all.size()));
  }

  AfterSales rulesOf(String hostId) {
    return hostId.endsWith("1") ? AfterSales.DEFAULT : new AfterSales(false, 0, true, 10);
  }

  Favour favourOf(String buyerId) {
    return buyerId.endsWith("3") ? new Favour("FAN", 7, 0) : Favour.NONE;
  }

  Region regionOf(String buyerId) {
    return buyerId.endsWith("5") ? new Region("CN-HI") : Region.UNKNOWN;
  }

  void happen(Event event) {
    runUntil(BEGIN.plus(event.at()));
    SplittableRandom dice = new SplittableRandom(event.dice());
    act(event.kind(), dice);
    if (dice.nextInt(3) > 0) {
      jobs();
    }
  }

  private void runUntil(Instant until) {
    while (!later.isEmpty() && !later.peek().at().isAfter(until)) {
      Later next = later.poll();
      time = next.at();
      next.what().run();
    }
    time = time.isBefore(until) ? until : time;
  }

  /** What the server does by itself, each in its turn; a kill ends them all. */
  private void jobs() {
    call(() -> {
      till.findExpired();
      till.askSilent();
      till.refund();
      desk.passTime();
      stall.tidy();
      settling.readFacts();
      settling.settle();
    });
  }

  private void act(Event.Kind kind, SplittableRandom dice) {
    switch (kind) {
      case ORDER -> order(dice);
      case PAY -> onOrder(dice, OrderStatus.PLACED::equals, row ->
          till.pay(row, Gateway.Manner.values()[dice.nextInt(Gateway.Manner.values().length)], dice));
      case TWO_TABS -> onOrder(dice, OrderStatus.PLACED::equals, row -> {
        till.pay(row, Gateway.Manner.PROMPT, dice);
        till.pay(row, Gateway.Manner.TWICE, dice);
      });
      case CANCEL -> cancel(dice);
      case PRICE -> call(() -> stall.price(pick(books.goods.values(), dice), dice));
      case STOCK -> call(() -> stall.stock(pick(books.goods.values(), dice), dice));
      case FLASH -> call(() -> stall.flash(pick(books.goods.values(), dice), dice));
      case COUPON -> call(() -> stall.coupon(dice));
      case SEND -> {
        for (int parcel = 0; parcel < PARCELS; parcel++) {
          onOrder(dice, World::isOnItsWay, row -> desk.send(row, dice.nextBoolean()));
        }
      }
      case ASK_BACK -> onOrder(dice, World::mayComeBack, row -> desk.askBack(row, dice));
      case STEP -> onReturn(dice, one -> desk.act(one, dice));
      case SHELVE -> onReturn(dice, desk::shelve);
      case PAYOUT -> call(() -> settling.payOut(dice));
      case KEEP_BACK -> settling.keepBack(dice);
      case SILENCE -> gateway.fallSilent(Duration.ofSeconds(60 + dice.nextInt(600)));
      case JUMP -> {
        skew = Duration.ofMinutes(dice.nextInt(-150, 150));
        count("clock jumps");
      }
      case KILL -> killIn = 1 + dice.nextInt(7);
      case WAIT -> { }
    }
  }

  private void order(SplittableRandom dice) {
    Books.Good first = pick(books.goods.values(), dice);
    List<Call.Want> wants = new ArrayList<>();
    wants.add(new Call.Want(first.skuId, 1 + dice.nextInt(3)));
    for (Books.Good other : books.goods.values()) {
      if (other != first && other.hostId.equals(first.hostId) && dice.nextInt(3) == 0) {
        wants.add(new Call.Want(other.skuId, 1 + dice.nextInt(4)));
      }
    }
    String couponId = dice.nextInt(2) == 0 ? "" : pick(List.of(
        "cpn_all", "cpn_" + first.hostId.charAt(first.hostId.length() - 1)), dice);
    Call call = new Call(books.id("key"), "acc_" + dice.nextInt(BUYERS), first.hostId, wants,
        new Call.Manner(dice.nextBoolean(), dice.nextInt(4) == 0), couponId, Long.MAX_VALUE);
    Call seen = dice.nextBoolean() ? call
        : counter.quote(call).map(call::expecting).orElse(call);
    // What he was shown may have changed when his request arrives, and a second click sends it twice.
    for (int click = 0; click < (dice.nextInt(8) == 0 ? 2 : 1); click++) {
      later(Duration.ofMillis(dice.nextInt(15_000)), () -> send(seen));
    }
  }

  private void send(Call call) {
    boolean isAnswered = call(() ->
        counter.place(call).ifPresent(orderId -> laws.acknowledged(call, orderId)));
    if (!isAnswered) {
      later(ASKED_AGAIN, () -> send(call));
    }
  }

  private void cancel(SplittableRandom dice) {
    onAny(dice, row -> {
      if (row.wasPaid()) {
        desk.cancel(row);
      } else {
        till.cancel(row);
      }
    });
  }

  private void onAny(SplittableRandom dice, Consumer<Row> step) {
    if (!books.orders.isEmpty()) {
      Row row = pick(books.orders.values(), dice);
      call(() -> step.accept(row));
    }
  }

  /** Most often an order that stands so, now and then any. */
  private void onOrder(SplittableRandom dice, Predicate<OrderStatus> fits, Consumer<Row> step) {
    List<Row> rows = books.orders.values().stream()
        .filter(row -> fits.test(row.order.status()) || dice.nextInt(12) == 0).toList();
    if (!rows.isEmpty()) {
      Row row = pick(rows, dice);
      call(() -> step.accept(row));
    }
  }

  private static boolean isOnItsWay(OrderStatus status) {
    return status == OrderStatus.PAID || status == OrderStatus.PACKED || status == OrderStatus.SHIPPED;
  }

  private static boolean mayComeBack(OrderStatus status) {
    return isOnItsWay(status) || status == OrderStatus.DELIVERED;
  }

  private void onReturn(SplittableRandom dice, Consumer<Books.Request> step) {
    List<Books.Request> some = books.returns.values().stream()
        .filter(one -> one.request.isOpen() || one.hasArrived && !one.isRestocked || dice.nextInt(12) == 0)
        .toList();
    if (!some.isEmpty()) {
      Books.Request one = pick(some, dice);
      call(() -> step.accept(one));
    }
  }

  /** Everything is healed and time passes until nothing is owed, held or open; then the last look. */
  void end() {
    killIn = 0;
    for (int i = 0; i < STEPS_AFTER_MAX && !isQuiet(); i++) {
      runUntil(time.plus(STEP_AFTER));
      call(() -> books.orders.values().forEach(row -> desk.send(row, false)));
      books.returns.values().forEach(one -> call(() -> desk.step(one,
          new ReturnAction.Decide(0, false), Actor.OPERATOR)));
      jobs();
    }
    laws.look(true);
  }

  private boolean isQuiet() {
    return later.isEmpty() && books.factsRead == books.facts.size()
        && books.owed.values().stream().allMatch(one -> one.isReturned)
        && books.returns.values().stream().noneMatch(one -> one.request.isOpen())
        && books.settled.values().stream().allMatch(one -> one.revision > 0 && !one.isTouched)
        && books.orders.values().stream().noneMatch(row -> switch (row.order.status()) {
          case PLACED, PAID, PACKED, SHIPPED, DELIVERED -> true;
          case CLOSED, EXPIRED, CANCELLED, REFUNDED -> false;
        });
  }
}
