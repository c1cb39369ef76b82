package laotie.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderCancelled;
import laotie.fact.TradeFact.OrderClosed;
import laotie.fact.TradeFact.OrderDelivered;
import laotie.fact.TradeFact.OrderExpired;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderPlaced;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.OrderShipped;
import laotie.fact.TradeFact.PaymentDeclined;
import laotie.fact.TradeFact;

/** How orders of the past go: placed while stock lasts, then paid, left, cancelled, shipped, sent back. */
final class PastTill {

  /** The time a promise of stock lasts. */
  static final Duration HOLD = Duration.ofMinutes(15);

  /** The time after arrival in which goods may go back. */
  static final Duration RETURNS = Duration.ofDays(7);

  // Shares of orders, invented: what a calm small shop may see.
  private static final double CANCELLED = 0.025;
  private static final double EXPIRED = 0.045;
  private static final double DECLINED_FIRST = 0.035;
  private static final double REFUNDED = 0.032;
  private static final double REFUNDED_WHOLE = 0.7;

  /** Who buys, from which view: of a show or of a clip, the other is empty. */
  record Visit(
      Past.Member member, int stand, String showId, String clipId, String viewId, Origin origin) {}

  /** Who hears of what a buyer's bond went through. */
  @FunctionalInterface
  interface Weighing {
    void weigh(Visit visit, Instant at);
  }

  private final Chronicle chronicle;
  private final Shelves shelves;
  private final RandomGenerator random;
  private final Weighing weighing;
  private long sequence;

  PastTill(Chronicle chronicle, Shelves shelves, RandomGenerator random, Weighing weighing) {
    this.weighing = weighing;
    this.chronicle = chronicle;
    this.shelves = shelves;
    this.random = random;
  }

  /** Places an order of one or two goods at {@code at}; sold out means no order. */
  void buy(Visit visit, Stage.Stand stand, List<Stage.Good> wanted, int day, Instant at) {
    List<Line> lines = new ArrayList<>();
    for (Stage.Good good : wanted) {
      line(good, visit.member().person).ifPresent(lines::add);
    }
    if (lines.isEmpty()) {
      return;
    }
    lines.forEach(line -> shelves.take(line.skuId(), line.quantity()));
    long amount = lines.stream().mapToLong(l -> Math.multiplyExact(l.priceMinor(), l.quantity())).sum();
    Deal deal =
        new Deal(
            visit.member().accountId,
            stand.hostId(),
            visit.showId(),
            visit.clipId(),
            visit.viewId(),
            Money.cny(amount),
            visit.origin(), Bill.NONE);
    OrderPlaced placed =
        new OrderPlaced(Chance.id(random, "ord_"), ++sequence, deal, lines, at.plus(HOLD));
    List<PastRow.Step> steps = life(at, placed);
    steps.removeIf(step -> !step.at().isBefore(chronicle.end()));
    chronicle.row(new PastRow.Order(placed.orderId(), stand, steps));
    for (PastRow.Step step : steps) {
      chronicle.plan(step.at(), () -> tell(step, visit, lines, stand.host().appeal(), day));
    }
  }

  private Optional<Line> line(Stage.Good good, Person person) {
    int first = Math.min(random.nextInt(good.skuIds().size()), random.nextInt(good.skuIds().size()));
    long price = good.product().skus().get(first).priceMinor();
    double dice = random.nextDouble();
    int quantity = dice < 0.86 || price > person.budgetMinor() ? 1 : dice < 0.97 ? 2 : 3;
    String skuId = good.skuIds().get(first);
    return shelves.available(skuId) < quantity
        ? Optional.empty()
        : Optional.of(new Line(skuId, good.productId(), quantity, price));
  }

  private List<PastRow.Step> life(Instant at, OrderPlaced placed) {
    String orderId = placed.orderId();
    String buyerId = placed.deal().buyerId();
    String hostId = placed.deal().hostId();
    List<PastRow.Step> steps = new ArrayList<>();
    steps.add(new PastRow.Step(at, placed));
    if (Chance.is(random, EXPIRED)) {
      steps.add(new PastRow.Step(placed.heldUntil(), new OrderExpired(orderId, buyerId, hostId)));
      return steps;
    }
    Instant then = at.plusSeconds(6 + random.nextInt(80));
    if (Chance.is(random, CANCELLED)) {
      steps.add(new PastRow.Step(then, new OrderCancelled(orderId, buyerId, hostId)));
      return steps;
    }
    if (Chance.is(random, DECLINED_FIRST)) {
      PaymentDeclined declined = new PaymentDeclined(orderId, Chance.id(random, "pay_"), buyerId, hostId);
      steps.add(new PastRow.Step(then, declined));
      then = then.plusSeconds(15 + random.nextInt(60));
      if (Chance.is(random, 0.3)) {
        steps.add(new PastRow.Step(placed.heldUntil(), new OrderExpired(orderId, buyerId, hostId)));
        return steps;
      }
    }
    OrderPaid paid = new OrderPaid(orderId, Chance.id(random, "pay_"), placed.deal(), placed.lines());
    steps.add(new PastRow.Step(then, paid));
    Instant shipped = then.plus(Duration.ofMinutes(11 * 60 + random.nextInt(14 * 60)));
    steps.add(new PastRow.Step(shipped, new OrderShipped(orderId, buyerId, hostId)));
    Optional<PastRow.Step> refund =
        Chance.is(random, REFUNDED) ? Optional.of(refund(shipped, paid)) : Optional.empty();
    refund.ifPresent(steps::add);
    steps.addAll(arrival(shipped, paid, refund));
    steps.sort(Comparator.comparing(PastRow.Step::at));
    return steps;
  }

  /** Parcels take one to three days; a week later nothing is open, but of what went back whole. */
  private static List<PastRow.Step> arrival(Instant shipped, OrderPaid paid, Optional<PastRow.Step> refund) {
    Instant arrives = shipped.plus(Duration.ofMinutes(24 * 60 + shipped.getEpochSecond() % (48 * 60)));
    Optional<Instant> wentBack = refund
        .filter(step -> step.fact() instanceof OrderRefunded back && back.isWhole()).map(PastRow.Step::at);
    List<PastRow.Step> steps = new ArrayList<>();
    if (wentBack.isEmpty() || arrives.isBefore(wentBack.get())) {
      steps.add(new PastRow.Step(
          arrives, new OrderDelivered(paid.orderId(), paid.deal().buyerId(), paid.deal().hostId())));
    }
    if (wentBack.isEmpty()) {
      steps.add(new PastRow.Step(arrives.plus(RETURNS),
          new OrderClosed(paid.orderId(), paid.deal().buyerId(), paid.deal().hostId())));
    }
    return steps;
  }

  private PastRow.Step refund(Instant shipped, OrderPaid paid) {
    boolean isWhole = Chance.is(random, REFUNDED_WHOLE);
    // A part is a fifth of the amount: a bruised apple, a missing button. Rounded down, in the shop's favour.
    long minor = isWhole ? paid.deal().amount().minor() : Math.max(1, paid.deal().amount().minor() / 5);
    Instant at = shipped.plus(Duration.ofMinutes(24 * 60 + random.nextInt(7 * 24 * 60)));
    return new PastRow.Step(
        at,
        new OrderRefunded(paid.orderId(), paid.paymentId(), paid.deal(), Money.cny(minor), isWhole));
  }

  private void tell(
      PastRow.Step step, Visit visit, List<Line> lines, CastHost.Appeal appeal, int day) {
    chronicle.fact(step.at(), step.fact());
    Bond bond = visit.member().bond(visit.stand());
    TradeFact fact = step.fact();
    switch (fact) {
      case OrderPaid _ -> {
        bond.bought(day, appeal, visit.member().person, random);
        weighing.weigh(visit, step.at());
      }
      case OrderExpired _, OrderCancelled _ ->
          lines.forEach(line -> shelves.giveBack(line.skuId(), line.quantity()));
      case OrderRefunded refunded -> {
        if (refunded.isWhole()) {
          bond.disappointed();
          weighing.weigh(visit, step.at());
        }
      }
      default -> {}
    }
  }
}
