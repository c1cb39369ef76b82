package laotie.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import laotie.fact.Decision;
import laotie.fact.LiveFact;
import org.junit.jupiter.api.Test;

class CardQueueTest {

  private final CardQueue empty = new CardQueue("shw_1", "acc_1", List.of());

  @Test
  void pinningTakesTheOtherCardDown() {
    CardQueue queue = yes(yes(yes(empty.add("c1", "p1")).add("c2", "p2")).pin("c1"));
    Decision<CardQueue> second = queue.pin("c2");
    assertThat(yes(second).cards()).containsExactly(
        new CardQueue.Card("c1", "p1", false), new CardQueue.Card("c2", "p2", true));
    assertThat(((Decision.Accepted<CardQueue>) second).facts())
        .containsExactly(new LiveFact.CardPinned("shw_1", "acc_1", "c2", "p2"));
    assertThat(((Decision.Accepted<CardQueue>) yes(second).pin("c2")).facts()).isEmpty();
  }

  @Test
  void removingThePinnedCardUnpinsIt() {
    CardQueue queue = yes(yes(empty.add("c1", "p1")).pin("c1"));
    assertThat(((Decision.Accepted<CardQueue>) queue.remove("c1")).facts())
        .containsExactly(new LiveFact.CardUnpinned("shw_1", "acc_1", "c1", "p1"));
  }

  @Test
  void refusesOneProductTwiceAndUnknownCards() {
    CardQueue queue = yes(empty.add("c1", "p1"));
    assertThat(ShowTest.reason(queue.add("c2", "p1"))).isEqualTo(LiveReason.CARD_ALREADY_QUEUED);
    assertThat(ShowTest.reason(queue.pin("c9"))).isEqualTo(LiveReason.CARD_UNKNOWN);
    assertThat(ShowTest.reason(queue.remove("c9"))).isEqualTo(LiveReason.CARD_UNKNOWN);
  }

  @Test
  void refusesMoreCardsThanAShowMayHave() {
    CardQueue queue = empty;
    for (int i = 0; i < CardQueue.CARDS_MAX; i++) {
      queue = yes(queue.add("c" + i, "p" + i));
    }
    assertThat(ShowTest.reason(queue.add("c", "p"))).isEqualTo(LiveReason.CARDS_FULL);
  }

  @Test
  void refusesAnOrderThatNamesOtherCards() {
    CardQueue queue = yes(yes(empty.add("c1", "p1")).add("c2", "p2"));
    for (List<String> wrong : List.of(List.of("c1"), List.of("c1", "c1"), List.of("c1", "c2", "c2"),
        List.of("c1", "c3"), List.<String>of())) {
      assertThat(ShowTest.reason(queue.reorder(wrong))).isEqualTo(LiveReason.CARD_ORDER_STALE);
    }
    assertThat(yes(queue.reorder(List.of("c2", "c1"))).cards()).extracting(CardQueue.Card::cardId)
        .containsExactly("c2", "c1");
  }

  @Test
  void atMostOneCardIsPinnedWhateverHappens() {
    for (int seed = 0; seed < 200; seed++) {
      Random chance = new Random(seed);
      CardQueue queue = empty;
      for (int step = 0; step < 60; step++) {
        String card = "c" + chance.nextInt(8);
        Decision<CardQueue> decision = switch (chance.nextInt(5)) {
          case 0 -> queue.add("c" + chance.nextInt(8) + "x" + step, "p" + chance.nextInt(8));
          case 1 -> queue.pin(cardOf(queue, chance, card));
          case 2 -> queue.unpin(cardOf(queue, chance, card));
          case 3 -> queue.remove(cardOf(queue, chance, card));
          default -> {
            List<String> ids = new ArrayList<>(queue.cards().stream().map(CardQueue.Card::cardId).toList());
            java.util.Collections.shuffle(ids, chance);
            yield queue.reorder(ids);
          }
        };
        if (decision instanceof Decision.Accepted<CardQueue> accepted) {
          queue = accepted.value();
        }
        assertThat(queue.cards()).extracting(CardQueue.Card::productId).doesNotHaveDuplicates();
        assertThat(queue.cards().stream().filter(CardQueue.Card::isPinned).count()).isLessThanOrEqualTo(1);
      }
    }
  }

  private static String cardOf(CardQueue queue, Random chance, String otherwise) {
    return queue.cards().isEmpty() ? otherwise
        : queue.cards().get(chance.nextInt(queue.cards().size())).cardId();
  }

  private static CardQueue yes(Decision<CardQueue> decision) {
    return ((Decision.Accepted<CardQueue>) decision).value();
  }
}
