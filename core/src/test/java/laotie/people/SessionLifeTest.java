package laotie.people;

import static laotie.people.SessionLife.AGE_MAX;
import static laotie.people.SessionLife.IDLE_MAX;
import static laotie.people.SessionLife.SLIDE_EVERY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionLifeTest {

  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private final SessionLife life = SessionLife.startingAt(START);

  @Test
  void endsAtTheInstantOfExpiry() {
    assertThat(life.isAlive(START.plus(IDLE_MAX).minusMillis(1))).isTrue();
    assertThat(life.isAlive(START.plus(IDLE_MAX))).isFalse();
  }

  @Test
  void slidesWhileItIsUsed() {
    assertThat(life.isDueToSlide(START.plus(SLIDE_EVERY).minusMillis(1))).isFalse();
    Instant later = START.plus(SLIDE_EVERY);
    assertThat(life.isDueToSlide(later)).isTrue();
    assertThat(life.slide(later).expiresAt()).isEqualTo(later.plus(IDLE_MAX));
    assertThat(life.slide(later).isDueToSlide(later)).isFalse();
  }

  @Test
  void doesNotSlideOnceItIsOver() {
    assertThat(life.isDueToSlide(START.plus(IDLE_MAX))).isFalse();
  }

  @Test
  void endsForGoodAtItsLongestAge() {
    SessionLife used = life;
    Instant now = START;
    while (used.isAlive(now)) {
      if (used.isDueToSlide(now)) {
        used = used.slide(now);
      }
      now = now.plus(SLIDE_EVERY);
    }
    assertThat(used.expiresAt()).isBeforeOrEqualTo(START.plus(AGE_MAX));
    assertThat(used.expiresAt()).isAfter(START.plus(AGE_MAX).minus(SLIDE_EVERY));
  }
}
