package laotie.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import laotie.hooks.Health.Turn;
import laotie.hooks.Health.Verdict;
import laotie.hooks.Retries.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When a message is tried again, what an answer means, and when an endpoint is switched off. */
class RetriesTest {

  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final RandomGenerator CHANCE = new Random(1);
  private static final Attempt REFUSED = Attempt.of(Outcome.REFUSED);

  @ParameterizedTest
  @CsvSource({
    "200, DELIVERED", "201, DELIVERED", "204, DELIVERED", "299, DELIVERED", "199, REFUSED", "300, REDIRECTED",
    "301, REDIRECTED", "308, REDIRECTED", "399, REDIRECTED", "400, REFUSED", "401, REFUSED", "404, REFUSED",
    "409, REFUSED", "410, GONE", "429, BUSY", "500, REFUSED", "502, BUSY", "503, BUSY", "504, BUSY",
    "101, REFUSED", "599, REFUSED",
  })
  void readsAStatusAsTheSpecificationDoes(int status, Outcome outcome) {
    assertThat(Outcome.ofStatus(status)).isEqualTo(outcome);
  }

  @Test
  void triesTenTimesOverThreeDaysAndGivesUp() {
    Instant at = NOON;
    int attempts = 0;
    State state = State.WAITING;
    while (state == State.WAITING) {
      Retries.Next next = Retries.after(REFUSED, attempts, at, CHANCE);
      attempts++;
      state = next.state();
      at = next.dueAt();
    }
    assertThat(attempts).isEqualTo(10);
    assertThat(state).isEqualTo(State.GIVEN_UP);
    assertThat(Duration.between(NOON, at)).isBetween(Duration.ofHours(75), Duration.ofHours(91));
  }

  @Test
  void aPauseIsUpToAFifthLongerAndNeverShorter() {
    for (int failures = 0; failures < Retries.PAUSES.size(); failures++) {
      Duration pause = Retries.PAUSES.get(failures);
      Duration shortest = Duration.ofDays(9);
      Duration longest = Duration.ZERO;
      for (int i = 0; i < 500; i++) {
        Duration wait = Duration.between(NOON, Retries.after(REFUSED, failures, NOON, CHANCE).dueAt());
        shortest = wait.compareTo(shortest) < 0 ? wait : shortest;
        longest = wait.compareTo(longest) > 0 ? wait : longest;
      }
      assertThat(shortest).isBetween(pause, pause.multipliedBy(102).dividedBy(100));
      assertThat(longest).isBetween(
          pause.multipliedBy(118).dividedBy(100), pause.multipliedBy(12).dividedBy(10));
    }
  }

  @Test
  void waitsAsLongAsABusyReceiverAsksButNeverShorterThanTheSchedule() {
    Attempt hour = new Attempt(Outcome.BUSY, Duration.ofHours(1));
    assertThat(Retries.after(hour, 0, NOON, CHANCE).dueAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    Attempt second = new Attempt(Outcome.BUSY, Duration.ofSeconds(1));
    assertThat(Retries.after(second, 1, NOON, CHANCE).dueAt()).isAfterOrEqualTo(NOON.plusSeconds(300));
    assertThat(Health.GOOD.after(hour, NOON).health().restUntil())
        .as("nothing else is sent meanwhile").isEqualTo(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void readsSecondsAndDatesOfRetryAfterAndNothingElse() {
    assertThat(Outcome.retryAfter("120", NOON)).contains(Duration.ofSeconds(120));
    assertThat(Outcome.retryAfter(" 0 ", NOON)).contains(Duration.ZERO);
    assertThat(Outcome.retryAfter("999999999", NOON)).contains(Outcome.RETRY_AFTER_MAX);
    assertThat(Outcome.retryAfter("Sun, 22 Nov 2026 04:00:30 GMT", NOON)).contains(Duration.ofSeconds(30));
    assertThat(Outcome.retryAfter("Mon, 22 Nov 2020 04:00:30 GMT", NOON)).isEmpty();
    assertThat(Outcome.retryAfter("Fri, 20 Nov 2026 04:00:30 GMT", NOON)).contains(Duration.ZERO);
    for (String nonsense : new String[] {"", "-1", "soon", "1.5", "99999999999999999999", "2026-11-22"}) {
      assertThat(Outcome.retryAfter(nonsense, NOON)).as(nonsense).isEmpty();
    }
  }

  @Test
  void stopsAtOnceWhenTheReceiverIsGone() {
    Attempt gone = Attempt.of(Outcome.GONE);
    assertThat(Retries.after(gone, 0, NOON, CHANCE).state()).isEqualTo(State.GIVEN_UP);
    assertThat(Health.GOOD.after(gone, NOON).turn()).isEqualTo(Turn.OFF_GONE);
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void onlyADeliveryMakesAnEndpointGoodAgain(Outcome outcome) {
    Health bad = new Health(7, Optional.of(NOON), NOON.plusSeconds(60), true);
    Health after = bad.after(Attempt.of(outcome), NOON.plusSeconds(61)).health();
    assertThat(after.isGood()).isEqualTo(outcome == Outcome.DELIVERED);
    assertThat(after.failures()).isEqualTo(outcome == Outcome.DELIVERED ? 0 : 8);
  }

  @Test
  void aReceiverThatIsAwayRestsLongerEachTimeUpToAMinute() {
    Health health = Health.GOOD;
    long[] rests = {5, 10, 20, 40, 60, 60, 60};
    for (long rest : rests) {
      health = health.after(Attempt.of(Outcome.TIMED_OUT), NOON).health();
      assertThat(health.restUntil()).isCloseTo(NOON.plusSeconds(rest), within(0, ChronoUnit.SECONDS));
    }
    for (int i = 0; i < 100; i++) {
      health = health.after(Attempt.of(Outcome.TIMED_OUT), NOON).health();
    }
    assertThat(health.restUntil()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void aNoToOneMessageDelaysNoOtherUntilItIsANoToAll() {
    Health health = Health.GOOD;
    for (int i = 1; i < Health.REFUSALS_MAX; i++) {
      health = health.after(REFUSED, NOON).health();
      assertThat(health.isGood()).isTrue();
    }
    assertThat(health.after(REFUSED, NOON).health().restUntil()).isEqualTo(NOON.plusSeconds(5));
  }

  @Test
  void tellsItsOwnerOnceAfterADayAndStopsAfterFive() {
    Health health = Health.GOOD;
    int told = 0;
    Instant at = NOON;
    Verdict verdict = health.after(REFUSED, at);
    while (verdict.turn() != Turn.OFF_FAILING) {
      told += verdict.turn() == Turn.TELL ? 1 : 0;
      at = at.plus(Duration.ofHours(3));
      verdict = verdict.health().after(REFUSED, at);
    }
    assertThat(told).isEqualTo(1);
    assertThat(Duration.between(NOON, at)).isEqualTo(Health.OFF_AFTER);
  }

  @Test
  void twoFailuresAWeekApartSwitchNothingOff() {
    Health first = Health.GOOD.after(REFUSED, NOON).health();
    assertThat(first.after(REFUSED, NOON.plus(Duration.ofDays(7))).turn()).isEqualTo(Turn.TELL);
  }

  @Test
  void aDeliveryInBetweenBeginsTheDaysAnew() {
    Health health = Health.GOOD;
    for (int i = 0; i < 40; i++) {
      health = health.after(REFUSED, NOON.plus(Duration.ofHours(3L * i))).health();
    }
    health = health.after(Attempt.of(Outcome.DELIVERED), NOON.plus(Duration.ofDays(5))).health();
    assertThat(health).isEqualTo(Health.GOOD);
  }
}
