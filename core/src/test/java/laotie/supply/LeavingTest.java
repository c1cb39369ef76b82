package laotie.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import laotie.supply.Leaving.Lot;
import laotie.supply.Leaving.Taken;
import org.junit.jupiter.api.Test;

class LeavingTest {

  private static final List<Lot> LOTS =
      List.of(new Lot("old", "north", 5), new Lot("empty", "south", 0), new Lot("new", "south", 10));

  @Test
  void theOldestLotLeavesFirstAndTheHostsOwnLast() {
    assertThat(Leaving.take(LOTS, Set.of(), 3)).containsExactly(new Taken("old", 3));
    assertThat(Leaving.take(LOTS, Set.of(), 7)).containsExactly(new Taken("old", 5), new Taken("new", 2));
    assertThat(Leaving.take(LOTS, Set.of(), 17))
        .containsExactly(new Taken("old", 5), new Taken("new", 10), new Taken("", 2));
    assertThat(Leaving.take(List.of(), Set.of(), 2)).containsExactly(new Taken("", 2));
    assertThat(Leaving.take(LOTS, Set.of(), 0)).isEmpty();
  }

  @Test
  void whatWasPickedFromAWarehouseIsTakenFromThere() {
    assertThat(Leaving.take(LOTS, Set.of("south"), 4)).containsExactly(new Taken("new", 4));
    assertThat(Leaving.take(LOTS, Set.of("south"), 12))
        .containsExactly(new Taken("new", 10), new Taken("old", 2));
  }

  @Test
  void theLastTakenComesBackFirst() {
    assertThat(Leaving.comeBack(List.of(5L, 10L, 2L), 3)).containsExactly(0L, 1L, 2L);
    assertThat(Leaving.comeBack(List.of(5L, 10L, 2L), 17)).containsExactly(5L, 10L, 2L);
    assertThat(Leaving.comeBack(List.of(5L), 9)).containsExactly(5L);
    assertThat(Leaving.comeBack(List.of(), 1)).isEmpty();
  }

  @Test
  void noUnitIsTakenTwiceAndNoneIsForgotten() {
    Random random = new Random(20_261_128);
    for (int i = 0; i < 2_000; i++) {
      List<Lot> lots = new ArrayList<>();
      for (int k = random.nextInt(5); k > 0; k--) {
        lots.add(new Lot("lot" + k, "w" + random.nextInt(2), random.nextInt(8)));
      }
      long units = random.nextInt(30);
      List<Taken> taken = Leaving.take(lots, Set.of("w1"), units);
      assertThat(taken.stream().mapToLong(Taken::units).sum()).isEqualTo(units);
      assertThat(taken.stream().map(Taken::lotId)).doesNotHaveDuplicates();
      for (Taken one : taken) {
        lots.stream().filter(lot -> lot.lotId().equals(one.lotId()))
            .forEach(lot -> assertThat(one.units()).isBetween(1L, lot.onHand()));
      }
      long back = random.nextInt(40);
      List<Long> came = Leaving.comeBack(taken.stream().map(Taken::units).toList(), back);
      assertThat(came.stream().mapToLong(n -> n).sum()).isEqualTo(Math.min(units, back));
    }
  }
}
