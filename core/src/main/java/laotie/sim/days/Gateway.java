package laotie.sim.days;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import laotie.fact.Money;
import laotie.payments.Movement;
import laotie.trade.Notice;

/**
 * The gateway, which no kill reaches: it takes a buyer's money when he gives it, tells of it until it is
 * heard, and gives money back once for each refund's id, however often it is asked. Its books are what the
 * others are compared with.
 */
final class Gateway {

  /** How a payment goes. */
  enum Manner {
    /** It is paid at once and told once. */
    PROMPT,
    /** It is paid when the hold is long over. */
    LATE,
    /** It is told again and again. */
    TWICE,
    /** The first card is declined and the second pays; what is told of them comes in the wrong order. */
    SHUFFLED,
    /** No card is good. */
    DECLINED,
    /** Another amount comes than was asked for. */
    WRONG_AMOUNT,
    /** It is paid and nothing is told; only who asks is answered. */
    UNTOLD,
    /** The buyer goes away. */
    LEFT
  }

  /** What it says to a refund. */
  enum Answer { BACK, UNDERWAY, AWAY }

  /** A payment as the gateway knows it. */
  static final class Charge {
    final Money asked;
    long capturedMinor;
    boolean isDeclined;
    Instant capturedAt = Row.NEVER;
    final Map<String, Long> refunds = new LinkedHashMap<>();

    Charge(Money asked) {
      this.asked = asked;
    }

    long refundedMinor() {
      return refunds.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private static final Duration TOLD_AGAIN = Duration.ofSeconds(45);

  final Map<String, Charge> charges = new LinkedHashMap<>();
  private final World world;
  private Instant silentUntil = Instant.MIN;

  Gateway(World world) {
    this.world = world;
  }

  void fallSilent(Duration howLong) {
    silentUntil = world.time().plus(howLong);
  }

  boolean isSilent() {
    return world.time().isBefore(silentUntil);
  }

  /** A payment begins; the buyer pays it in this manner. */
  void start(String paymentId, Money amount, Manner manner, SplittableRandom dice) {
    charges.putIfAbsent(paymentId, new Charge(amount));
    Duration soon = Duration.ofSeconds(1 + dice.nextInt(20));
    switch (manner) {
      case PROMPT -> capture(paymentId, amount.minor(), soon, List.of(1));
      case LATE -> capture(paymentId, amount.minor(), Duration.ofMinutes(8 + dice.nextInt(30)), List.of(1));
      case TWICE -> capture(paymentId, amount.minor(), soon, List.of(3, 1, 2, dice.nextInt(900)));
      case WRONG_AMOUNT -> capture(paymentId,
          Math.max(1, amount.minor() + (dice.nextBoolean() ? 1 : -1) * (1 + dice.nextInt(50))), soon,
          List.of(1, 5));
      case UNTOLD -> capture(paymentId, amount.minor(), soon, List.of());
      case SHUFFLED -> {
        capture(paymentId, amount.minor(), soon, List.of(1 + dice.nextInt(40)));
        tell(new Notice(paymentId, false, Money.cny(0)), Duration.ofSeconds(1 + dice.nextInt(80)));
      }
      case DECLINED -> world.later(soon, () -> {
        charges.get(paymentId).isDeclined = true;
        tell(new Notice(paymentId, false, Money.cny(0)), Duration.ofSeconds(1));
      });
      case LEFT -> { }
    }
  }

  private void capture(String paymentId, long minor, Duration when, List<Integer> toldAfterSeconds) {
    world.later(when, () -> {
      Charge charge = charges.get(paymentId);
      charge.capturedMinor = minor;
      charge.capturedAt = world.time();
      Notice notice = new Notice(paymentId, true, Money.cny(minor));
      toldAfterSeconds.forEach(seconds -> tell(notice, Duration.ofSeconds(seconds)));
    });
  }

  /** Tells until it is heard. */
  private void tell(Notice notice, Duration when) {
    world.later(when, () -> {
      if (isSilent() || !world.call(() -> world.till().settle(notice))) {
        tell(notice, TOLD_AGAIN);
      }
    });
  }

  /** What became of a payment; empty while it is open, and when the gateway never heard of it. */
  Optional<Notice> query(String paymentId) {
    Charge charge = charges.get(paymentId);
    if (charge == null || charge.capturedMinor == 0 && !charge.isDeclined) {
      return Optional.empty();
    }
    return Optional.of(charge.capturedMinor > 0
        ? new Notice(paymentId, true, Money.cny(charge.capturedMinor))
        : new Notice(paymentId, false, Money.cny(0)));
  }

  /** Gives money back; the same id is given back once. */
  Answer refund(String refundId, String paymentId, Money amount) {
    if (isSilent()) {
      return Answer.AWAY;
    }
    Charge charge = charges.get(paymentId);
    Broken.unless(charge != null, "no refund of what never came", refundId);
    boolean isNew = charge.refunds.putIfAbsent(refundId, amount.minor()) == null;
    Broken.unless(charge.refunds.get(refundId) == amount.minor(), "a refund has one amount", refundId);
    Broken.unless(charge.refundedMinor() <= charge.capturedMinor, "never more goes back than came",
        paymentId, "came", charge.capturedMinor, "went back", charge.refunds);
    // The bank behind it takes its time with every third; who asks again is told that it is done.
    return isNew && charge.refunds.hashCode() % 3 == 0 ? Answer.UNDERWAY : Answer.BACK;
  }

  /** Everything it ever moved. */
  List<Movement> statement(Instant at) {
    List<Movement> moved = new ArrayList<>();
    charges.forEach((paymentId, charge) -> {
      if (charge.capturedMinor > 0) {
        moved.add(movement(Movement.Kind.PAYMENT, paymentId, charge.capturedMinor, at));
      }
      charge.refunds.forEach((refundId, minor) ->
          moved.add(movement(Movement.Kind.REFUND, refundId, minor, at)));
    });
    return moved;
  }

  static Movement movement(Movement.Kind kind, String id, long minor, Instant at) {
    return new Movement(kind, id, "", Money.cny(minor), Money.cny(0), at);
  }
}
