package laotie.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import laotie.fact.Pool;
import org.junit.jupiter.api.Test;

class ClipRankingTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Candidate.Known OLD = new Candidate.Known(20, 5_000, 9_000);

  private static Candidate clip(String id, String host, Candidate.Tie tie, Candidate.Known known) {
    return new Candidate(Candidate.Kind.CLIP, id, host, NOW.minus(Duration.ofDays(30)), tie, known);
  }

  private static Candidate.Tie tie(boolean isFollowed, double warmth, double alike) {
    return new Candidate.Tie(isFollowed, warmth, alike, Candidate.Tie.NEVER);
  }

  private static Candidate room(String id, boolean isFollowed) {
    return new Candidate(Candidate.Kind.ROOM, id, "h" + id, NOW, tie(isFollowed, 0, 0), OLD);
  }

  private static List<String> ids(List<Placed> page) {
    return page.stream().map(placed -> placed.candidate().itemId()).toList();
  }

  @Test
  void ownRelationsComeFirstThenWhatPeopleAlikeWatchThenWhatManyWatch() {
    List<Placed> page = Ranking.clips(List.of(
        clip("popular", "a", Candidate.Tie.NONE, new Candidate.Known(10_000, 90_000, 90_000)),
        clip("alike", "b", tie(false, 0, 3), OLD),
        clip("visited", "c", tie(false, 12, 0), OLD),
        clip("followed", "d", tie(true, 0, 0), OLD)), 10, NOW);
    assertThat(ids(page)).containsExactly("followed", "visited", "alike", "popular");
    assertThat(page).extracting(Placed::why)
        .containsExactly(Why.FOLLOWED, Why.VISITED, Why.ALIKE, Why.RECENTLY_POPULAR);
    assertThat(page).extracting(Placed::pool)
        .containsExactly(Pool.PRIVATE, Pool.PUBLIC, Pool.PUBLIC, Pool.PUBLIC);
  }

  @Test
  void aClipRestsForAWeekAfterItWasSeen() {
    Candidate.Tie seen = new Candidate.Tie(true, 9, 9, NOW.minus(Duration.ofDays(7)).plusSeconds(1));
    Candidate.Tie rested = new Candidate.Tie(true, 9, 9, NOW.minus(Duration.ofDays(7)));
    List<Candidate> clips = List.of(clip("seen", "a", seen, OLD), clip("rested", "b", rested, OLD),
        clip("unseen", "c", tie(false, 0, 0), OLD));
    assertThat(ids(Ranking.clips(clips, 10, NOW))).containsExactly("rested", "unseen");
    assertThat(ids(Ranking.home(clips, NOW))).containsExactly("rested", "unseen");
    assertThat(ids(Ranking.clipsAgain(clips, 10, NOW))).containsExactly("rested", "unseen", "seen");
    assertThat(ids(Ranking.clipsAgain(clips, 2, NOW))).containsExactly("rested", "unseen");
  }

  @Test
  void aHostDoesNotFillAPageWhileOthersAreThere() {
    List<Candidate> clips = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      clips.add(clip("mine" + (10 + i), "mine", tie(true, 50, 0), OLD));
      clips.add(clip("other" + (10 + i), "host" + i, Candidate.Tie.NONE, OLD));
    }
    List<Placed> page = Ranking.clips(clips, 40, NOW);
    for (int from = 0; from + Allocation.NEAR <= page.size(); from++) {
      assertThat(page.subList(from, from + Allocation.NEAR).stream()
          .filter(placed -> placed.candidate().hostId().equals("mine")).count())
          .isLessThanOrEqualTo(Allocation.OF_ONE_HOST_MAX);
    }
    List<Candidate> alone = clips.stream().filter(one -> one.hostId().equals("mine")).toList();
    assertThat(Ranking.clips(alone, 40, NOW)).hasSize(40);
  }

  @Test
  void everyFifthPlaceIsANewcomersAndSaysWhy() {
    List<Candidate> clips = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      clips.add(clip("old" + (10 + i), "host" + i, tie(i % 2 == 0, 5, 1), OLD));
    }
    clips.add(clip("newclip", "known", Candidate.Tie.NONE, new Candidate.Known(0, 3, 800)));
    clips.add(clip("newhost", "nobody", Candidate.Tie.NONE, new Candidate.Known(0, 0, 0)));
    List<Placed> page = Ranking.clips(clips, 20, NOW);
    assertThat(page.get(4).candidate().itemId()).isEqualTo("newhost");
    assertThat(page.get(4).why()).isEqualTo(Why.NEW_HOST);
    assertThat(page.get(9).candidate().itemId()).isEqualTo("newclip");
    assertThat(page.get(9).why()).isEqualTo(Why.NEW_CLIP);
    assertThat(page.get(9).pool()).isEqualTo(Pool.PUBLIC);
  }

  /** Pages of ten, exposures counted: whatever a flooding host does, each newcomer gets out of the dark. */
  @Test
  void noNewcomerStarvesBesideAFloodOfNewClips() {
    Map<String, Long> shown = new HashMap<>();
    List<Candidate> first = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      first.add(clip("flood" + (100 + i), "flooder", Candidate.Tie.NONE, new Candidate.Known(0, 0, 0)));
      first.add(clip("old" + (100 + i), "old" + i, Candidate.Tie.NONE, OLD));
    }
    for (int i = 0; i < 5; i++) {
      first.add(clip("small" + i, "small" + i, Candidate.Tie.NONE, new Candidate.Known(0, 0, 0)));
    }
    for (int request = 0; request < 200; request++) {
      List<Candidate> now = first.stream().map(one -> clip(one.itemId(), one.hostId(), one.tie(),
          new Candidate.Known(one.known().recentOpens(),
              one.known().exposures() + shown.getOrDefault(one.itemId(), 0L),
              one.known().hostExposures()))).toList();
      Ranking.clips(now, 10, NOW).forEach(placed ->
          shown.merge(placed.candidate().itemId(), 1L, Long::sum));
    }
    for (int i = 0; i < 5; i++) {
      // 400 newcomers' places among six hosts: a fair share is 66.
      assertThat(shown.get("small" + i)).isGreaterThan(50);
    }
  }

  @Test
  void onTheHomePageAClipFollowsEverySecondRoomAndTheyAreFew() {
    List<Candidate> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.add(room("r" + i, i < 2));
    }
    for (int i = 0; i < 50; i++) {
      all.add(clip("c" + (10 + i), "ch" + i, Candidate.Tie.NONE, OLD));
    }
    List<Placed> page = Ranking.home(all, NOW);
    assertThat(page.stream().map(placed -> placed.candidate().kind().name().charAt(0)).limit(9)
        .map(String::valueOf).reduce("", String::concat)).isEqualTo("RRCRRCRRC");
    assertThat(page.getFirst().pool()).isEqualTo(Pool.PRIVATE);
    assertThat(page).hasSize(6 + Ranking.CLIPS_AT_HOME_MAX);
  }

  @Test
  void everyClipStandsOnceAndTheSameInputGivesTheSamePage() {
    for (int seed = 0; seed < 60; seed++) {
      Random chance = new Random(seed);
      List<Candidate> clips = new ArrayList<>();
      for (int i = 0; i < chance.nextInt(80); i++) {
        clips.add(clip("c" + i, "h" + chance.nextInt(6),
            tie(chance.nextInt(4) == 0, chance.nextInt(3), chance.nextDouble()),
            new Candidate.Known(chance.nextInt(30), chance.nextInt(400), 400)));
      }
      List<Placed> page = Ranking.clips(clips, 500, NOW);
      assertThat(page).extracting(Placed::candidate).containsExactlyInAnyOrderElementsOf(clips);
      List<Candidate> shuffled = new ArrayList<>(clips);
      java.util.Collections.shuffle(shuffled, chance);
      assertThat(Ranking.clips(shuffled, 500, NOW)).isEqualTo(page);
    }
  }
}
