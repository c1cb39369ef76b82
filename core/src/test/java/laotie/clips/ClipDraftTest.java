package laotie.clips;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClipDraftTest {

  private static Draft draft(String caption, Draft.Card... cards) {
    return new Draft(caption, List.of(cards), "");
  }

  @Test
  void countsCharactersAndNotTheirHalves() {
    assertThat(draft("茶".repeat(200)).wrong(1000)).isEmpty();
    assertThat(draft("🍵".repeat(200)).wrong(1000)).isEmpty();
    assertThat(draft("🍵".repeat(201)).wrong(1000)).get().extracting(Draft.Wrong::pointer)
        .isEqualTo("/caption");
  }

  @Test
  void wantsMomentsInsideTheVideoAndAProductOnce() {
    assertThat(draft("", new Draft.Card("a", 0), new Draft.Card("b", 1000)).wrong(1000)).isEmpty();
    assertThat(draft("", new Draft.Card("a", 1001)).wrong(1000)).get().extracting(Draft.Wrong::pointer)
        .isEqualTo("/cards/0/fromMs");
    assertThat(draft("", new Draft.Card("a", -1)).wrong(1000)).isPresent();
    assertThat(draft("", new Draft.Card("a", 0), new Draft.Card("a", 5)).wrong(1000)).get()
        .extracting(Draft.Wrong::pointer).isEqualTo("/cards/1/productId");
  }

  @Test
  void holdsTwentyCards() {
    List<Draft.Card> cards =
        IntStream.range(0, 21).mapToObj(i -> new Draft.Card("p" + i, 0)).toList();
    assertThat(new Draft("", cards.subList(0, 20), "").wrong(1000)).isEmpty();
    assertThat(new Draft("", cards, "").wrong(1000)).get().extracting(Draft.Wrong::pointer)
        .isEqualTo("/cards");
  }
}
