package laotie.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import laotie.fact.Pool;
import org.junit.jupiter.api.Test;

class RankingTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void followedHostsComeFirstFromThePrivatePool() {
    List<Placed> page = Ranking.home(List.of(
        live("a", false, 900, 1_000), live("b", true, 1, 1_000), live("c", true, 5, 1_000)), NOW);
    assertThat(rooms(page)).containsExactly("c", "b", "a");
    assertThat(page).extracting(Placed::pool).containsExactly(Pool.PRIVATE, Pool.PRIVATE, Pool.PUBLIC);
    assertThat(page).extracting(Placed::why)
        .containsExactly(Why.FOLLOWED, Why.FOLLOWED, Why.RECENTLY_POPULAR);
  }

  @Test
  void showsToComeFollowTheLiveOnesSoonestFirst() {
    List<Placed> page = Ranking.home(List.of(toCome("late", false, 100_000), toCome("soon", false, 60),
        toCome("mine", true, 3_600), live("l", false, 0, 1_000)), NOW);
    assertThat(rooms(page)).containsExactly("l", "mine", "soon", "late");
    assertThat(page).extracting(Placed::why)
        .containsExactly(Why.LIVE_NOW, Why.FOLLOWED, Why.STARTS_SOON, Why.ANNOUNCED);
  }

  @Test
  void everyFifthPublicPlaceGoesToTheRoomShownLeast() {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      candidates.add(live("old" + (10 + i), false, 100 - i, 5_000));
    }
    candidates.add(live("new1", false, 0, 3));
    candidates.add(live("new2", false, 0, 199));
    candidates.add(live("head", false, 0, 200));
    List<Placed> page = Ranking.home(candidates, NOW);
    assertThat(page.get(4).candidate().itemId()).isEqualTo("new1");
    assertThat(page.get(4).why()).isEqualTo(Why.NEW_HOST);
    assertThat(page.get(9).candidate().itemId()).isEqualTo("new2");
    assertThat(page.get(14).candidate().itemId()).isEqualTo("old22");
    assertThat(page.getLast().candidate().itemId()).isEqualTo("head");
  }

  @Test
  void everyCandidateStandsOnceWhateverTheOrderOfTheInput() {
    for (int seed = 0; seed < 100; seed++) {
      Random chance = new Random(seed);
      List<Candidate> candidates = new ArrayList<>();
      for (int i = 0; i < chance.nextInt(60); i++) {
        candidates.add(chance.nextInt(4) == 0 ? toCome("s" + i, chance.nextBoolean(), chance.nextInt(200_000))
            : live("r" + i, chance.nextInt(5) == 0, chance.nextInt(3), chance.nextInt(400)));
      }
      List<Placed> page = Ranking.home(candidates, NOW);
      assertThat(page).extracting(Placed::candidate).containsExactlyInAnyOrderElementsOf(candidates);
      List<Candidate> shuffled = new ArrayList<>(candidates);
      Collections.shuffle(shuffled, chance);
      assertThat(Ranking.home(shuffled, NOW)).isEqualTo(page);
    }
  }

  private static List<String> rooms(List<Placed> page) {
    return page.stream().map(placed -> placed.candidate().itemId()).toList();
  }

  private static Candidate live(String room, boolean isFollowed, int entries, long exposures) {
    return new Candidate(Candidate.Kind.ROOM, room, "acc_" + room, NOW.minusSeconds(60),
        tie(isFollowed), new Candidate.Known(entries, exposures, exposures));
  }

  private static Candidate toCome(String room, boolean isFollowed, long inSeconds) {
    return new Candidate(Candidate.Kind.SHOW, room, "acc_" + room, NOW.plusSeconds(inSeconds),
        tie(isFollowed), new Candidate.Known(0, 0, 0));
  }

  private static Candidate.Tie tie(boolean isFollowed) {
    return new Candidate.Tie(isFollowed, 0, 0, Candidate.Tie.NEVER);
  }
}
