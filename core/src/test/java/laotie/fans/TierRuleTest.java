package laotie.fans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import laotie.fact.Relation;
import org.junit.jupiter.api.Test;

class TierRuleTest {

  private static final TierRule RULE = TierRule.STANDARD;

  private static Bond watched(int day, int minutes) {
    return Bond.of(day, new Bond.Day(minutes * 60_000L, 0, 1));
  }

  private static Bond paid(String id, int day) {
    return Bond.of(id, new Bond.Purchase(day, 100, 0, false));
  }

  @Test
  void nobodyIsAFanOfNothing() {
    assertThat(RULE.tier(Bond.NONE, 100)).isEqualTo(Relation.FOLLOWER);
  }

  @Test
  void oneLongDayOfWatchingMakesAFanAndNoMore() {
    assertThat(RULE.tier(watched(100, 54), 100)).isEqualTo(Relation.FOLLOWER);
    assertThat(RULE.tier(watched(100, 55), 100)).isEqualTo(Relation.FAN);
    assertThat(RULE.tier(watched(100, 60 * 24), 100)).isEqualTo(Relation.FAN);
  }

  @Test
  void aFloodOfOneKindEarnsWhatOneGoodDayEarns() {
    Bond bot = Bond.of(100, new Bond.Day(0, 10_000, 10_000));
    assertThat(RULE.standing(bot, 100).points()).isEqualTo(5 * 2 + 5);
    Bond orders = paid("a", 100).merge(paid("b", 100)).merge(paid("c", 100)).merge(paid("d", 100));
    assertThat(RULE.standing(orders, 100).points()).isEqualTo(80);
  }

  @Test
  void theUpperTiersAskForKeptOrders() {
    Bond bond = Bond.NONE;
    for (int day = 60; day <= 100; day++) {
      bond = bond.merge(watched(day, 60));
    }
    assertThat(RULE.standing(bond, 100).points()).isGreaterThan(1_000);
    assertThat(RULE.tier(bond, 100)).isEqualTo(Relation.FAN);
    bond = bond.merge(paid("a", 100));
    assertThat(RULE.tier(bond, 100)).isEqualTo(Relation.LOYAL);
    bond = bond.merge(paid("b", 100)).merge(paid("c", 100));
    assertThat(RULE.tier(bond, 100)).isEqualTo(Relation.LAOTIE);
    Bond back = bond.merge(Bond.of("c", new Bond.Purchase(Bond.Purchase.UNKNOWN, 0, 100, true)));
    assertThat(RULE.tier(back, 100)).isEqualTo(Relation.LOYAL);
  }

  @Test
  void pointsAreWorthHalfAfterAHalfLife() {
    double today = RULE.standing(watched(100, 40), 100).points();
    assertThat(RULE.standing(watched(100, 40), 145).points()).isCloseTo(today / 2, within(1e-9));
    assertThat(RULE.standing(watched(100, 40), 99).points()).as("not before it happened").isZero();
  }

  @Test
  void aTierFallsNoEarlierThanItMayAndNoLaterThanADayAfter() {
    Bond bond = watched(100, 60).merge(watched(99, 60)).merge(paid("a", 100));
    Relation tier = RULE.tier(bond, 100);
    int may = RULE.mayFallOn(RULE.standing(bond, 100).points(), 100, tier);
    assertThat(tier).isEqualTo(Relation.FAN);
    assertThat(RULE.tier(bond, may - 1)).isEqualTo(tier);
    assertThat(RULE.tier(bond, may + 1)).isEqualTo(Relation.FOLLOWER);
  }

  @Test
  void saysWhoIsLateByHisOwnRhythm() {
    assertThat(Buying.of(Bond.NONE)).isEmpty();
    assertThat(Buying.of(paid("a", 100))).containsExactly(new Buying(100, 100, 146));
    Bond monthly = paid("a", 100).merge(paid("b", 130)).merge(paid("c", 160));
    assertThat(Buying.of(monthly)).containsExactly(new Buying(100, 160, 206));
    Bond sameDay = paid("a", 100).merge(paid("b", 100));
    assertThat(Buying.of(sameDay).getFirst().lateOn()).isEqualTo(146);
    Bond twiceAWeek = paid("a", 100).merge(paid("b", 102));
    assertThat(Buying.of(twiceAWeek).getFirst().lateOn()).isEqualTo(102 + 11 + 1);
    assertThat(new Bond(new TreeMap<>(), new TreeMap<>())).isEqualTo(Bond.NONE);
  }

  @Test
  void aHostReachesAFanOnceADayThriceAWeekAndAllHostsSixTimes() {
    Instant now = Instant.parse("2026-05-10T00:00:00Z");
    assertThat(Reach.isFree("h", List.of(), now)).isTrue();
    assertThat(Reach.isFree("h", List.of(past("h", now, 23)), now)).isFalse();
    assertThat(Reach.isFree("h", List.of(past("h", now, 24)), now)).isTrue();
    assertThat(Reach.isFree("h", List.of(past("h", now, 25), past("h", now, 50), past("h", now, 75)), now))
        .isFalse();
    assertThat(Reach.isFree("h", List.of(past("h", now, 25), past("h", now, 50), past("h", now, 168)), now))
        .isTrue();
    List<Reach.Past> six = List.of(past("a", now, 1), past("b", now, 1), past("c", now, 1),
        past("d", now, 1), past("e", now, 1), past("f", now, 1));
    assertThat(Reach.isFree("h", six, now)).isFalse();
    assertThat(Reach.isFree("h", six.subList(0, 5), now)).isTrue();
  }

  private static Reach.Past past(String hostId, Instant now, int hours) {
    return new Reach.Past(hostId, now.minus(Duration.ofHours(hours)));
  }
}
