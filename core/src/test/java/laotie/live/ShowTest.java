package laotie.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import laotie.fact.Decision;
import laotie.fact.LiveFact;
import org.junit.jupiter.api.Test;

class ShowTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Show.Head HEAD = new Show.Head("shw_1", "rm_1", "acc_1", "Winter coats", "");

  @Test
  void announcesAShowToCome() {
    Instant startsAt = NOW.plus(Duration.ofHours(2));
    assertThat(Show.schedule(HEAD, startsAt, 0, NOW)).isEqualTo(new Decision.Accepted<Show>(
        new Show.Scheduled(HEAD, startsAt),
        java.util.List.of(new LiveFact.ShowScheduled("shw_1", "rm_1", "acc_1", startsAt))));
  }

  @Test
  void refusesToAnnounceThePastAndTheFarFuture() {
    assertThat(reason(Show.schedule(HEAD, NOW.minus(Show.LATE_MAX).minusMillis(1), 0, NOW)))
        .isEqualTo(LiveReason.START_OUT_OF_RANGE);
    assertThat(reason(Show.schedule(HEAD, NOW.plus(Show.AHEAD_MAX).plusMillis(1), 0, NOW)))
        .isEqualTo(LiveReason.START_OUT_OF_RANGE);
    assertThat(Show.schedule(HEAD, NOW.plus(Show.AHEAD_MAX), 0, NOW)).isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void refusesMorePlannedShowsThanMayWait() {
    assertThat(Show.draft(HEAD, Show.PLANNED_MAX - 1)).isInstanceOf(Decision.Accepted.class);
    assertThat(reason(Show.draft(HEAD, Show.PLANNED_MAX))).isEqualTo(LiveReason.SHOWS_FULL);
  }

  @Test
  void startsOneShowPerRoom() {
    assertThat(Show.start(new Show.Draft(HEAD), "", NOW)).isEqualTo(new Decision.Accepted<Show>(
        new Show.Live(HEAD, NOW), java.util.List.of(new LiveFact.ShowStarted("shw_1", "rm_1", "acc_1"))));
    assertThat(reason(Show.start(new Show.Draft(HEAD), "shw_2", NOW)))
        .isEqualTo(LiveReason.ROOM_ALREADY_LIVE);
  }

  @Test
  void startingAndEndingTwiceChangesNothing() {
    Show live = new Show.Live(HEAD, NOW);
    Show ended = new Show.Ended(HEAD, NOW, NOW);
    assertThat(Show.start(live, "shw_1", NOW)).isEqualTo(
        new Decision.Accepted<>(live, java.util.List.of()));
    assertThat(Show.end(ended, NOW.plusSeconds(1))).isEqualTo(
        new Decision.Accepted<>(ended, java.util.List.of()));
    assertThat(reason(Show.start(ended, "", NOW))).isEqualTo(LiveReason.SHOW_ENDED);
    assertThat(reason(Show.end(new Show.Draft(HEAD), NOW))).isEqualTo(LiveReason.SHOW_NOT_LIVE);
  }

  @Test
  void editsUntilTheEnd() {
    assertThat(Show.edit(new Show.Live(HEAD, NOW), "Boots", "/c")).isInstanceOf(Decision.Accepted.class);
    assertThat(reason(Show.edit(new Show.Ended(HEAD, NOW, NOW), "Boots", "")))
        .isEqualTo(LiveReason.SHOW_ENDED);
  }

  @Test
  void aTitleHasSixtyCharactersAtMost() {
    new Show.Head("s", "r", "h", "鞋".repeat(60), "");
    assertThatThrownBy(() -> new Show.Head("s", "r", "h", "鞋".repeat(61), ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Show.Head("s", "r", "h", " ", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static Object reason(Decision<?> decision) {
    return ((Decision.Refused<?>) decision).reason();
  }
}
