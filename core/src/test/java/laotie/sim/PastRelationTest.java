package laotie.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.fact.Channel;
import laotie.fact.Fact;
import laotie.fact.FansFact.ConsentGiven;
import laotie.fact.FansFact.ConsentRevoked;
import laotie.fact.FansFact.Followed;
import laotie.fact.FansFact.TierChanged;
import laotie.fact.FansFact.Unfollowed;
import laotie.fact.GoodsFact.ProductOpened;
import laotie.fact.GoodsFact.Searched;
import laotie.fact.IntentsFact.Answered;
import laotie.fact.IntentsFact.Asked;
import laotie.fact.LiveFact.ReservationReminded;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.LiveFact.ShowReserved;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPaid;
import org.junit.jupiter.api.Test;

/** What the past tells of the relation holds together. */
class PastRelationTest {

  private static final Instant END = Instant.parse("2026-11-20T09:00:00Z");
  private static final Stage STAGE = Stage.rehearsal();
  private static final List<Told> TOLD = tell();

  private record Told(Instant at, Fact fact) {}

  private static List<Told> tell() {
    List<Told> told = new ArrayList<>();
    new Past(STAGE, 5, END, 200).tell(new Past.Sink() {
      @Override
      public void row(PastRow row) {}

      @Override
      public void fact(Instant at, Fact fact) {
        told.add(new Told(at, fact));
      }
    });
    return told;
  }

  @Test
  void aboutFourOfFiveOrdersAreUnplanned() {
    Map<String, String> categories = new HashMap<>();
    STAGE.stands().forEach(stand -> stand.goods().forEach(
        good -> categories.put(good.productId(), good.product().category())));
    Map<String, Instant> wishes = new HashMap<>();
    int orders = 0;
    int unplanned = 0;
    for (Told told : TOLD) {
      switch (told.fact()) {
        case Searched searched ->
            searched.categories().forEach(what -> wishes.put(searched.viewerId() + what, told.at()));
        case ProductOpened opened when opened.isFromOutside() ->
            wishes.put(opened.viewerId() + opened.productId(), told.at());
        case OrderPaid paid -> {
          boolean isPlanned = false;
          for (Line line : paid.lines()) {
            for (String what : List.of(line.productId(), categories.get(line.productId()))) {
              Instant wished = wishes.getOrDefault(paid.deal().buyerId() + what, Instant.EPOCH);
              isPlanned |= Duration.between(wished, told.at()).toHours() < 24;
            }
          }
          orders++;
          unplanned += isPlanned ? 0 : 1;
        }
        default -> {}
      }
    }
    assertThat((double) unplanned / orders).isBetween(0.74, 0.88);
  }

  @Test
  void onlyFollowersHaveTiersAndEachChangeBeginsWhereTheLastEnded() {
    Map<String, Relation> tiers = new HashMap<>();
    Set<Relation> reached = new HashSet<>();
    for (Told told : TOLD) {
      switch (told.fact()) {
        case Followed followed -> tiers.put(followed.viewerId() + followed.hostId(), Relation.FOLLOWER);
        case TierChanged changed -> {
          assertThat(tiers.put(changed.viewerId() + changed.hostId(), changed.to()))
              .isEqualTo(changed.from()).isNotEqualTo(changed.to());
          reached.add(changed.to());
        }
        case Unfollowed unfollowed ->
            assertThat(tiers.remove(unfollowed.viewerId() + unfollowed.hostId()))
                .isEqualTo(Relation.FOLLOWER);
        case RoomEntered entered ->
            assertThat(entered.origin().relation()).isEqualTo(
                tiers.getOrDefault(entered.viewerId() + entered.hostId(), Relation.STRANGER));
        default -> {}
      }
    }
    assertThat(reached).contains(Relation.FOLLOWER, Relation.FAN, Relation.LOYAL, Relation.LAOTIE);
  }

  @Test
  void onlyFollowersConsentAndMoreOfThemOnceTheyBought() {
    Map<String, Boolean> followers = new HashMap<>();
    Set<String> consenting = new HashSet<>();
    Set<String> everConsented = new HashSet<>();
    Set<String> buyers = new HashSet<>();
    int takenBack = 0;
    for (Told told : TOLD) {
      switch (told.fact()) {
        case Followed followed -> followers.put(followed.viewerId() + followed.hostId(), true);
        case Unfollowed unfollowed -> followers.put(unfollowed.viewerId() + unfollowed.hostId(), false);
        case OrderPaid paid -> buyers.add(paid.deal().buyerId() + paid.deal().hostId());
        case ConsentGiven given -> {
          assertThat(followers.get(given.viewerId() + given.hostId())).isTrue();
          assertThat(consenting.add(given.viewerId() + given.hostId())).isTrue();
          everConsented.add(given.viewerId() + given.hostId());
        }
        case ConsentRevoked revoked -> {
          assertThat(consenting.remove(revoked.viewerId() + revoked.hostId())).isTrue();
          takenBack++;
        }
        default -> {}
      }
    }
    followers.values().removeIf(follows -> !follows);
    assertThat(followers.keySet()).as("who unfollows takes it back").containsAll(consenting);
    assertThat(takenBack).isBetween(1, everConsented.size() / 5);
    assertThat(share(followers.keySet(), consenting, buyers, true)).isBetween(0.5, 0.7);
    assertThat(share(followers.keySet(), consenting, buyers, false)).isBetween(0.18, 0.32);
  }

  private static double share(Set<String> of, Set<String> consenting, Set<String> buyers, boolean bought) {
    List<String> asked = of.stream().filter(pair -> buyers.contains(pair) == bought).toList();
    return (double) asked.stream().filter(consenting::contains).count() / asked.size();
  }

  @Test
  void whoWaitsIsRemindedAndSomeOfThemCome() {
    Set<String> waiting = new HashSet<>();
    int came = 0;
    for (Told told : TOLD) {
      switch (told.fact()) {
        case ShowReserved reserved ->
            assertThat(waiting.add(reserved.viewerId() + reserved.showId())).isTrue();
        case ReservationReminded reminded ->
            assertThat(waiting).contains(reminded.viewerId() + reminded.showId());
        case RoomEntered entered when entered.origin().channel() == Channel.RESERVATION -> {
          assertThat(waiting).contains(entered.viewerId() + entered.showId());
          came++;
        }
        default -> {}
      }
    }
    assertThat((double) came / waiting.size()).isBetween(0.4, 0.85);
  }

  @Test
  void onlyWhatWasAskedIsAnswered() {
    Map<String, Instant> asked = new HashMap<>();
    int answered = 0;
    for (Told told : TOLD) {
      if (told.fact() instanceof Asked ask) {
        asked.put(ask.commentId(), told.at());
      }
      if (told.fact() instanceof Answered answer) {
        assertThat(asked.get(answer.commentId())).isBefore(told.at());
        answered++;
      }
    }
    assertThat((double) answered / asked.size()).isBetween(0.5, 0.75);
  }
}
