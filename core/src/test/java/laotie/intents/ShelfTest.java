package laotie.intents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShelfTest {

  /** Titles of eighty different characters, and as many variants as goods may have. */
  private static Shelf wordy(int products) {
    return Shelf.of(IntStream.range(0, products)
        .mapToObj(i -> new Shelf.Item("product" + i, han(i * 80, 80), IntStream.range(0, 10)
            .mapToObj(k -> han(7_000 + i * 10 + k, 12)).toList()))
        .toList());
  }

  private static String han(int from, int length) {
    return IntStream.range(from, from + length)
        .mapToObj(i -> Character.toString('\u4e00' + i * 7 % 20_000))
        .reduce("", String::concat);
  }

  @Test
  void aShelfWeighsWhatItsWordsTake() {
    Shelf plain = Shelf.of(List.of(new Shelf.Item("tea", "茶", List.of("50g"))));
    Shelf same = Shelf.of(IntStream.range(0, 200)
        .mapToObj(i -> new Shelf.Item("product" + i, "茶", List.of("50g"))).toList());

    assertThat(plain.weight()).isLessThan(100);
    assertThat(same.weight()).isBetween(3_000, 5_000);
    assertThat(wordy(20).weight()).isGreaterThan(10 * plain.weight());
    assertThat(wordy(200).weight()).isBetween(100_000, 400_000);
  }

  @Test
  void productsBeyondTheMostWeighNothing() {
    assertThat(wordy(300).weight()).isEqualTo(wordy(200).weight());
  }
}
