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
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.trade.Basket.Wanted;
import laotie.trade.Checkout.Turn;
import laotie.trade.Waitlist.Passed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitlistTest {

  private static final Duration OFFER = Duration.ofMinutes(15);
  private static final Stock OUT = new Stock("a", 0, 3, 2, 5);

  private static Wait place(int number) {
    return new Wait("w" + number, "a", "acc_" + number, number, Wait.NOT_YET);
  }

  private static List<String> buyers(List<Wait> waits) {
    return waits.stream().map(Wait::buyerId).toList();
  }

  @Test
  void whatComesBackIsKeptForTheSmallestNumbers() {
    Passed passed = Waitlist.passOn(List.of(place(1), place(2), place(3)), OUT.release(2), NOW, OFFER);
    assertThat(buyers(passed.offered())).containsExactly("acc_1", "acc_2");
    assertThat(passed.offered()).allMatch(wait -> wait.offeredUntil().equals(NOW.plus(OFFER)));
    assertThat(passed.stock()).isEqualTo(OUT);
    assertThat(Waitlist.position(passed.line(), "acc_3")).isEqualTo(1);
    assertThat(Waitlist.position(passed.line(), "acc_1")).isZero();
  }

  @Test
  void whatNobodyWaitsForIsAnybodys() {
    Passed passed = Waitlist.passOn(List.of(place(1)), OUT.release(3), NOW, OFFER);
    assertThat(passed.stock().available()).isEqualTo(2);
  }

  @Test
  void anOfferThatLapsedGoesToTheNextInTheSameInstant() {
    Passed first = Waitlist.passOn(List.of(place(1), place(2)), OUT.release(1), NOW, OFFER);
    Instant end = NOW.plus(OFFER);
    assertThat(Waitlist.passOn(first.line(), first.stock(), end.minusNanos(1), OFFER).lapsed()).isEmpty();
    Passed second = Waitlist.passOn(first.line(), first.stock(), end, OFFER);
    assertThat(buyers(second.lapsed())).containsExactly("acc_1");
    assertThat(buyers(second.offered())).containsExactly("acc_2");
    assertThat(buyers(second.line())).containsExactly("acc_2");
    assertThat(second.stock()).isEqualTo(OUT);
  }

  @Test
  void refusesThoseWhoNeedNotWaitAFullLineAndTooManyWaits() {
    assertThat(Waitlist.join(List.of(), OUT.release(1), place(1), 0))
        .isInstanceOfSatisfying(Refused.class,
            no -> assertThat(no.reason()).isEqualTo(TradeReason.WAIT_NOT_NEEDED));
    List<Wait> full = new ArrayList<>();
    for (int i = 1; i <= Waitlist.LINE_MAX; i++) {
      full.add(place(i));
    }
    assertThat(Waitlist.join(full, OUT, place(999), 0)).isInstanceOfSatisfying(Refused.class,
        no -> assertThat(no.reason()).isEqualTo(TradeReason.WAITLIST_FULL));
    assertThat(Waitlist.join(full.subList(1, full.size()), OUT, place(999), 0))
        .isInstanceOf(Accepted.class);
    assertThat(Waitlist.join(List.of(), OUT, place(1), Waitlist.OF_BUYER_MAX))
        .isInstanceOfSatisfying(Refused.class,
            no -> assertThat(no.reason()).isEqualTo(TradeReason.TOO_MANY_WAITS));
  }

  @Test
  void joiningTwiceKeepsTheFirstPlace() {
    Wait again = new Wait("w9", "a", "acc_1", 9, Wait.NOT_YET);
    assertThat(Waitlist.join(List.of(place(1), place(2)), OUT, again, 1))
        .isEqualTo(new Accepted<>(List.of(place(1), place(2)), List.of()));
  }

  /** A clock that jumps up to an hour either way, between buyers, holds, offers and those who wait. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void aClockThatJumpsLosesNothingAndSellsNothingTwice(long seed) {
    new JumpingDay(seed).run();
  }

  private static final class JumpingDay {
    private static final int UNITS = 7;
    private final SplittableRandom random;
    private final Map<String, Stock> stock = new HashMap<>(Map.of("a", Stock.of("a", UNITS)));
    private final List<Order> open = new ArrayList<>();
    private List<Wait> line = List.of();
    private Instant now = NOW;

    JumpingDay(long seed) {
      random = new SplittableRandom(seed);
    }

    void run() {
      for (int step = 1; step <= 3_000; step++) {
        now = now.plusSeconds(random.nextInt(60));
        if (random.nextInt(20) == 0) {
          now = now.plusSeconds(random.nextInt(-3_600, 3_601));
        }
        move(step);
        Stock row = stock.get("a");
        long offers = line.stream().filter(Wait::isOffered).count();
        long holds = open.stream().mapToLong(order -> order.lines().getFirst().quantity()).sum();
        assertThat(row.held()).isEqualTo(offers + holds);
        assertThat(row.available() + row.held() + row.sold()).isEqualTo(UNITS);
        assertThat(line.stream().mapToLong(Wait::number).toArray()).isSorted();
        if (row.available() > 0) {
          assertThat(line).allMatch(Wait::isOffered);
        }
      }
      now = now.plus(Duration.ofDays(1));
      for (Order order : List.copyOf(open)) {
        end(order, Holding.expire(order, stock, now));
      }
      while (!line.isEmpty()) {
        passOn();
        now = now.plus(OFFER);
      }
      assertThat(stock.get("a").held()).isZero();
    }

    private void move(int step) {
      int kind = random.nextInt(100);
      if (kind < 30 || open.isEmpty()) {
        Basket basket = new Basket("ord_" + step, "acc_" + step, List.of(new Wanted(
            Samples.offer("a", 100), 1 + random.nextInt(2))), "", "", "", Samples.ORIGIN);
        if (Checkout.decide(basket, stock, new Turn(step, now, OFFER))
            instanceof Accepted<Moved>(var moved, var facts)) {
          open.add(moved.order());
          moved.stock().forEach(row -> stock.put(row.skuId(), row));
        }
      } else if (kind < 60) {
        if (Waitlist.join(line, stock.get("a"), place(step), 0)
            instanceof Accepted<List<Wait>>(var after, var none)) {
          line = after;
        }
      } else {
        Order order = open.get(random.nextInt(open.size()));
        end(order, kind < 75 ? Holding.cancel(order, stock) : Holding.expire(order, stock, now));
      }
      passOn();
    }

    private void end(Order order, laotie.fact.Decision<Moved> decision) {
      if (decision instanceof Accepted<Moved>(var moved, var facts)) {
        open.remove(order);
        moved.stock().forEach(row -> stock.put(row.skuId(), row));
      }
    }

    private void passOn() {
      List<Long> before = line.stream().filter(wait -> !wait.isOffered()).map(Wait::number).toList();
      Passed passed = Waitlist.passOn(line, stock.get("a"), now, OFFER);
      assertThat(passed.offered().stream().map(Wait::number).toList())
          .isEqualTo(before.subList(0, passed.offered().size()));
      line = passed.line();
      stock.put("a", passed.stock());
    }
  }
}
