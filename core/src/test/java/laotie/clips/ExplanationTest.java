package laotie.clips;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

  private static Explanation.Turn pin(long second, String card) {
    return new Explanation.Turn(START.plusSeconds(second), card, card.isEmpty() ? "" : "product of " + card);
  }

  private static Explanation said(String card, long from, long to) {
    return new Explanation(
        card, "product of " + card, START.plusSeconds(from), START.plusSeconds(to));
  }

  @Test
  void lastsUntilTheNextPinUntilItIsTakenDownOrUntilTheEnd() {
    List<Explanation.Turn> turns =
        List.of(pin(10, "a"), pin(40, "b"), pin(70, ""), pin(90, "c"), pin(99, ""));
    assertThat(Explanation.of(turns, START.plusSeconds(500))).containsExactly(
        said("a", 10, 40), said("b", 40, 70), said("c", 90, 99));
  }

  @Test
  void goesOnUntilNowAndThreeMinutesAtMost() {
    assertThat(Explanation.of(List.of(pin(0, "a")), START.plusSeconds(25)))
        .containsExactly(said("a", 0, 25));
    assertThat(Explanation.of(List.of(pin(0, "a")), START.plusSeconds(900)))
        .containsExactly(said("a", 0, 180));
  }

  @Test
  void takesASlipForNothing() {
    Explanation.Turn slip = new Explanation.Turn(START.plusMillis(999), "", "");
    assertThat(Explanation.of(List.of(pin(0, "a"), slip), START.plusSeconds(900))).isEmpty();
  }

  @Test
  void findsTheLastOneOfACard() {
    List<Explanation.Turn> turns = List.of(pin(0, "a"), pin(20, "b"), pin(50, "a"), pin(60, ""));
    assertThat(Explanation.last(turns, "a", START.plusSeconds(99))).contains(said("a", 50, 60));
    assertThat(Explanation.last(turns, "c", START.plusSeconds(99))).isEmpty();
  }
}
