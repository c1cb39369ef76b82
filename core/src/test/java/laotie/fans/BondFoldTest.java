package laotie.fans;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import laotie.fact.BusinessDays;
import laotie.fact.Channel;
import laotie.fact.ClipsFact;
import laotie.fact.Cursor;
import laotie.fact.Fact;
import laotie.fact.LiveFact;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Recorded;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact;
import laotie.fact.VideoFact;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BondFoldTest {

  private static final Instant NOON = Instant.parse("2026-05-01T04:00:00Z");
  private static final BondFold FOLD = new BondFold(BusinessDays.SHANGHAI);
  private static final Origin ORIGIN = new Origin("", Channel.FEED, Relation.FOLLOWER, "", "");

  private static Recorded at(Instant at, Fact fact) {
    return new Recorded(Cursor.START, at, fact);
  }

  private static TradeFact.Deal deal(String buyer, long minor) {
    return new TradeFact.Deal(buyer, "host", "", "", "", Money.cny(minor), ORIGIN, Bill.NONE);
  }

  private static List<Recorded> some(Random chance) {
    List<Recorded> facts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Instant when = NOON.plus(Duration.ofHours(chance.nextInt(24 * 40)));
      String viewer = "viewer" + chance.nextInt(3);
      facts.add(at(when, switch (chance.nextInt(7)) {
        case 0 -> new LiveFact.ChatSaid("m" + i, viewer, "s", "host", "v", false);
        case 1 -> new LiveFact.RoomEntered("v" + i, viewer, "r", "s", "host", ORIGIN);
        case 2 -> new ClipsFact.ClipOpened("v" + i, viewer, "c", "host", ORIGIN);
        case 3 -> new ClipsFact.ClipCommented("c" + i, "", viewer, "c", "host", "v", true);
        case 4 -> new TradeFact.OrderPaid("o" + i, "p", deal(viewer, 100 + i), List.of());
        case 5 -> new TradeFact.OrderRefunded("o" + chance.nextInt(200), "p", deal(viewer, 100),
            Money.cny(50), chance.nextBoolean());
        default -> new VideoFact.WatchCredited("v", viewer, "s", "", "host", when,
            when.plusSeconds(1 + chance.nextInt(9_000)), VideoFact.Proof.BEAT_ONLY);
      }));
    }
    return facts;
  }

  private static Map<BondKey, Bond> cells(List<Recorded> facts) {
    Map<BondKey, Bond> cells = new HashMap<>();
    for (Recorded recorded : facts) {
      for (BondKey key : FOLD.keys(recorded)) {
        cells.put(key, FOLD.add(cells.getOrDefault(key, FOLD.zero()), key, recorded));
      }
    }
    return cells;
  }

  @RepeatedTest(20)
  void anyOrderAndAnyPartitionGiveTheSameBonds() {
    Random chance = new Random(7);
    List<Recorded> facts = some(chance);
    Map<BondKey, Bond> whole = cells(facts);
    List<Recorded> shuffled = new ArrayList<>(facts);
    Collections.shuffle(shuffled);
    assertThat(cells(shuffled)).isEqualTo(whole);
    int cut = new Random().nextInt(facts.size());
    Map<BondKey, Bond> parts = cells(shuffled.subList(0, cut));
    cells(shuffled.subList(cut, shuffled.size())).forEach((key, bond) -> parts.merge(key, bond, FOLD::merge));
    assertThat(parts).isEqualTo(whole);
    whole.values().forEach(bond -> {
      assertThat(FOLD.decode(FOLD.encode(bond))).isEqualTo(bond);
      assertThat(FOLD.encode(FOLD.decode(FOLD.encode(bond)))).isEqualTo(FOLD.encode(bond));
      assertThat(FOLD.merge(bond, FOLD.zero())).isEqualTo(bond);
      assertThat(FOLD.merge(FOLD.zero(), bond)).isEqualTo(bond);
    });
  }

  @Test
  void anIntervalOverMidnightCountsOnBothDays() {
    Instant late = Instant.parse("2026-05-01T15:50:00Z");
    Bond bond = cells(List.of(at(late, new VideoFact.WatchCredited("v", "viewer", "s", "", "host", late,
        late.plus(Duration.ofMinutes(25)), VideoFact.Proof.BYTES_AND_BEAT)))).values().iterator().next();
    assertThat(bond.days().values()).extracting(Bond.Day::watchMillis).containsExactly(600_000L, 900_000L);
  }

  @Test
  void heartsCountNothingAndAHostIsInNoBondWithHimself() {
    assertThat(cells(List.of(
        at(NOON, new LiveFact.Liked("viewer", "s", "host", "v", 50)),
        at(NOON, new ClipsFact.ClipLiked("viewer", "c", "host", "v")),
        at(NOON, new LiveFact.ChatSaid("m", "host", "s", "host", "v", false))))).isEmpty();
  }

  @Test
  void anOrderThatWentBackWholeIsNotKeptWhicheverFactCameFirst() {
    Recorded paid = at(NOON, new TradeFact.OrderPaid("o", "p", deal("viewer", 100), List.of()));
    Recorded back = at(NOON,
        new TradeFact.OrderRefunded("o", "p", deal("viewer", 100), Money.cny(100), true));
    for (List<Recorded> order : List.of(List.of(paid, back), List.of(back, paid))) {
      Bond bond = cells(order).values().iterator().next();
      assertThat(bond.keptOrders()).isZero();
      assertThat(bond.spentMinor()).isZero();
    }
  }
}
