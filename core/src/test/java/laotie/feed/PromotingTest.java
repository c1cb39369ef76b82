package laotie.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import laotie.fact.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where promoted items stand, and that they push nobody off the page. */
class PromotingTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void noPrefixOfThePageIsSoldBeyondTheCeilingAndNothingLeavesIt(long seed) {
    Random chance = new Random(seed);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < 40 + chance.nextInt(80); i++) {
      candidates.add(clip("c" + i, chance.nextInt(4) == 0));
    }
    List<Placed> organic = Ranking.clips(candidates, 500, NOW);
    int ceiling = 1 + chance.nextInt(50);
    List<Candidate> offers = candidates.stream()
        .filter(one -> !one.tie().isFollowed() && chance.nextInt(3) == 0).toList();
    PublicMarket market = new PublicMarket(true, 100, ceiling, 100_000, 0);
    List<Placed> page = Promoting.page(organic, offers, market);
    assertThat(page).extracting(Placed::candidate)
        .containsExactlyInAnyOrderElementsOf(organic.stream().map(Placed::candidate).toList());
    int sold = 0;
    int open = 0;
    for (Placed placed : page) {
      open += placed.pool() == Pool.PUBLIC ? 1 : 0;
      sold += placed.why() == Why.PROMOTED ? 1 : 0;
      assertThat(sold * 100).isLessThanOrEqualTo(open * ceiling);
      assertThat(placed.why() != Why.PROMOTED || offers.contains(placed.candidate())).isTrue();
    }
    List<Placed> rest = page.stream().filter(one -> one.why() != Why.PROMOTED).toList();
    List<Placed> unsold = organic.stream().filter(rest::contains).toList();
    assertThat(rest).as("the order of the others is that of before").isEqualTo(unsold);
  }

  @Test
  void whoSeesItAnywayIsNotSold() {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      candidates.add(clip("c" + i, false));
    }
    List<Placed> organic = Ranking.clips(candidates, 500, NOW);
    PublicMarket fifth = new PublicMarket(true, 100, 20, 100_000, 0);
    Candidate first = organic.getFirst().candidate();
    Candidate last = organic.getLast().candidate();
    assertThat(Promoting.page(organic, List.of(first), fifth)).isEqualTo(organic);
    List<Placed> page = Promoting.page(organic, List.of(first, last), fifth);
    assertThat(page.get(4).candidate()).isEqualTo(last);
    assertThat(page.get(4).why()).isEqualTo(Why.PROMOTED);
    assertThat(page).hasSize(12);
    PublicMarket soldOut = new PublicMarket(true, 100, 20, 100_000, 20_000);
    assertThat(Promoting.page(organic, List.of(last), soldOut)).isEqualTo(organic);
  }

  private static Candidate clip(String id, boolean isFollowed) {
    return new Candidate(Candidate.Kind.CLIP, id, "h" + id.length() + id.charAt(id.length() - 1),
        NOW.minusSeconds(60 + id.hashCode() % 50),
        new Candidate.Tie(isFollowed, 0, 0, Candidate.Tie.NEVER),
        new Candidate.Known(id.hashCode() % 30, 1_000, 2_000));
  }
}
