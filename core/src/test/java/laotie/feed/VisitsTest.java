package laotie.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import laotie.fact.Channel;
import laotie.fact.ClipsFact;
import laotie.fact.Cursor;
import laotie.fact.Fact;
import laotie.fact.LiveFact;
import laotie.fact.Origin;
import laotie.fact.Recorded;
import laotie.fact.Relation;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class VisitsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Offset<Double> EXACT = within(1e-9);
  private static final Visits.Limits WIDE = new Visits.Limits(1_000, 50, 100_000);

  private static Visit visit(String viewer, String host, Instant at) {
    return new Visit(viewer, host, 1, at);
  }

  @Test
  void likenessIsTheLinearFilterOverWhoVisitedWhom() {
    for (int seed = 0; seed < 20; seed++) {
      Random chance = new Random(seed);
      Visits visits = new Visits(WIDE);
      Map<String, Set<String>> hostsOf = new HashMap<>();
      for (int i = 0; i < 400; i++) {
        String viewer = "v" + chance.nextInt(40);
        String host = "h" + chance.nextInt(12);
        hostsOf.computeIfAbsent(viewer, none -> new HashSet<>()).add(host);
        visits.add(visit(viewer, host, NOW.plusSeconds(i)));
      }
      for (int i = 0; i < 12; i++) {
        for (int j = 0; j < 12; j++) {
          if (i != j) {
            assertThat(visits.likeness("h" + i, "h" + j))
                .isCloseTo(byDefinition(hostsOf, "h" + i, "h" + j), EXACT);
          }
        }
      }
    }
  }

  private static double byDefinition(Map<String, Set<String>> hostsOf, String one, String other) {
    double sum = 0;
    int ofOne = 0;
    int ofOther = 0;
    for (Set<String> hosts : hostsOf.values()) {
      ofOne += hosts.contains(one) ? 1 : 0;
      ofOther += hosts.contains(other) ? 1 : 0;
      sum += hosts.contains(one) && hosts.contains(other) ? 1.0 / hosts.size() : 0;
    }
    return sum == 0 ? 0 : sum / Math.sqrt((double) ofOne * ofOther);
  }

  @Test
  void whatIsForgottenLeavesNoTrace() {
    Visits visits = new Visits(WIDE);
    visits.add(visit("v", "a", NOW));
    visits.add(visit("v", "b", NOW));
    assertThat(visits.likeness("a", "b")).isCloseTo(0.5, EXACT);
    visits.add(visit("v", "c", NOW.plus(Visit.REMEMBERED).plusSeconds(1)));
    assertThat(visits.likeness("a", "b")).isZero();
    assertThat(visits.pairs()).isZero();
    visits.add(visit("v", "d", NOW));
    assertThat(visits.warmth("v", NOW)).containsOnlyKeys("c");
  }

  @Test
  void limitsHoldAndTheEldestGoFirst() {
    Visits visits = new Visits(new Visits.Limits(10, 4, 8));
    Random chance = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      visits.add(visit("v" + chance.nextInt(30), "h" + chance.nextInt(30), NOW.plusSeconds(i)));
      assertThat(visits.pairs()).isLessThanOrEqualTo(8);
      assertThat(visits.viewers()).isLessThanOrEqualTo(10);
    }
    for (int i = 0; i < 10; i++) {
      visits.add(visit("last" + i, "h1", NOW.plusSeconds(6_000 + i)));
    }
    for (int i = 0; i < 30; i++) {
      assertThat(visits.warmth("v" + i, NOW)).isEmpty();
    }
    assertThat(visits.pairs()).isZero();
  }

  @Test
  void aViewerIsToldOfHostsOfPeopleLikeHimAndNeverOfHisOwn() {
    Visits visits = new Visits(WIDE);
    for (int i = 0; i < 5; i++) {
      visits.add(visit("tea" + i, "pu'er", NOW));
      visits.add(visit("tea" + i, "kilns", NOW));
      visits.add(visit("toy" + i, "robots", NOW));
    }
    visits.add(visit("me", "pu'er", NOW));
    assertThat(visits.alike("me")).containsOnlyKeys("kilns");
    assertThat(visits.alike("stranger")).isEmpty();
  }

  @Test
  void warmthFallsByHalfInAWeekWhateverTheOrder() {
    Visits visits = new Visits(WIDE);
    visits.add(new Visit("v", "a", 4, NOW));
    visits.add(new Visit("v", "a", 1, NOW.minus(Duration.ofDays(7))));
    assertThat(visits.warmth("v", NOW).get("a")).isCloseTo(4.5, EXACT);
    assertThat(visits.warmth("v", NOW.plus(Duration.ofDays(7))).get("a")).isCloseTo(2.25, EXACT);
    Visit early = new Visit("v", "a", 1, NOW.minusSeconds(100));
    Visit late = new Visit("v", "a", 5, NOW);
    assertThat(early.and(late)).isEqualTo(late.and(early));
  }

  @Test
  void heartsAndOnesOwnPageAreNoVisits() {
    Origin origin = new Origin("", Channel.FEED, Relation.STRANGER, "", "");
    assertThat(of(new ClipsFact.ClipOpened("view", "v", "c", "h", origin)))
        .contains(new Visit("v", "h", 1, NOW));
    assertThat(of(new ClipsFact.ClipOpened("view", "h", "c", "h", origin))).isEmpty();
    assertThat(of(new ClipsFact.ClipLiked("v", "c", "h", "view"))).isEmpty();
    assertThat(of(new LiveFact.Liked("v", "s", "h", "view", 50))).isEmpty();
  }

  private static Optional<Visit> of(Fact fact) {
    return Visit.of(new Recorded(new Cursor(1, 1, 1, NOW), NOW, fact));
  }
}
