package laotie.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import laotie.fact.Channel;
import laotie.fact.Decision;
import laotie.fact.Exposure;
import laotie.fact.Pool;
import laotie.fact.Relation;
import org.junit.jupiter.api.Test;

class EntranceTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Exposure SHOWN =
      new Exposure("exp_1", "acc_v", "acc_h", Pool.PUBLIC, Channel.FEED, NOW);

  @Test
  void believesOrdinaryWaysOnly() {
    assertThat(Entrance.believed(Channel.SEARCH, Relation.STRANGER)).isEqualTo(Channel.SEARCH);
    assertThat(Entrance.believed(Channel.HOST_PAGE, Relation.STRANGER)).isEqualTo(Channel.HOST_PAGE);
    for (Channel costly : new Channel[] {Channel.PAID, Channel.PUSH, Channel.RESERVATION}) {
      assertThat(Entrance.believed(costly, Relation.FOLLOWER)).isEqualTo(Entrance.UNEXPLAINED);
    }
  }

  @Test
  void believesThePrivateWaysOfTheHostsOwnPeople() {
    assertThat(Entrance.believed(Channel.FOLLOWING_TAB, Relation.FOLLOWER))
        .isEqualTo(Channel.FOLLOWING_TAB);
    assertThat(Entrance.believed(Channel.FOLLOWING_TAB, Relation.STRANGER))
        .isEqualTo(Entrance.UNEXPLAINED);
    assertThat(Entrance.UNEXPLAINED.isPrivate()).isFalse();
  }

  @Test
  void aShowingLeadsItsViewerToItsHostForADay() {
    assertThat(SHOWN.mayLead("acc_v", "acc_h", NOW.plus(Exposure.VALID))).isTrue();
    assertThat(SHOWN.mayLead("acc_v", "acc_h", NOW.plus(Exposure.VALID).plusMillis(1))).isFalse();
    assertThat(SHOWN.mayLead("acc_x", "acc_h", NOW)).isFalse();
    assertThat(SHOWN.mayLead("acc_v", "acc_x", NOW)).isFalse();
    Exposure toNobody = new Exposure("exp_1", "", "acc_h", Pool.PUBLIC, Channel.FEED, NOW);
    assertThat(toNobody.mayLead("acc_x", "acc_h", NOW)).isTrue();
  }

  @Test
  void aShowingSurvivesItsLineAndOtherLinesAreNone() {
    assertThat(Exposure.of(SHOWN.line())).contains(SHOWN);
    Exposure toNobody = new Exposure("exp_1", "", "acc_h", Pool.PRIVATE, Channel.FEED, NOW);
    assertThat(Exposure.of(toNobody.line())).contains(toNobody);
    for (String other : new String[] {"", "session x", "exposure a b c PUBLIC FEED x",
        "exposure a b c NONE FEED 1", "exposure a b c PUBLIC FEED 1 2"}) {
      assertThat(Exposure.of(other)).as(other).isEmpty();
    }
  }

  @Test
  void silencesForAtMostThirtyDaysAndNeverTheCrew() {
    Muting.Wish wish = new Muting.Wish("acc_v", "rm_1", "acc_h", "acc_a", false);
    Decision<Instant> decision = Muting.decide(wish, Duration.ofDays(365), NOW);
    assertThat(((Decision.Accepted<Instant>) decision).value()).isEqualTo(NOW.plus(Muting.SPAN_MAX));
    Muting.Wish crew = new Muting.Wish("acc_h", "rm_1", "acc_h", "acc_a", true);
    assertThat(ShowTest.reason(Muting.decide(crew, Duration.ofMinutes(1), NOW)))
        .isEqualTo(LiveReason.MAY_NOT_MUTE);
  }
}
