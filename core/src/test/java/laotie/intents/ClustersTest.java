package laotie.intents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClustersTest {

  private static final Instant NOON = Instant.parse("2026-11-24T04:00:00Z");

  private static Clusters.Ask ask(int number, String person, Label label, String product, String text) {
    Optional<String> productId = Optional.of(product).filter(id -> !id.isEmpty());
    return new Clusters.Ask("c" + number, person, label, productId, text, NOON.plusSeconds(number));
  }

  @Test
  void sameLabelAndProductIsOneWhateverTheWords() {
    List<Clusters.Cluster> clusters = Clusters.of(List.of(
        ask(1, "ann", Label.PRICE, "tea", "多少钱"), ask(2, "bob", Label.PRICE, "tea", "how much"),
        ask(3, "ann", Label.SIZE, "tea", "多大"), ask(4, "cat", Label.PRICE, "bowl", "多少钱")));
    assertThat(clusters).extracting(cluster -> cluster.asks().size()).containsExactly(2, 1, 1);
    assertThat(clusters.getFirst().people()).isEqualTo(2);
  }

  @Test
  void nearEqualWordsWithoutAProductAreOne() {
    List<Clusters.Cluster> clusters = Clusters.of(List.of(
        ask(1, "ann", Label.BUY, "", "有没有羊绒围巾"), ask(2, "bob", Label.BUY, "", "羊绒围巾 求链接"),
        ask(3, "cat", Label.BUY, "", "有沒有羊絨圍巾？？"), ask(4, "dan", Label.BUY, "", "有没有空气炸锅")));
    assertThat(clusters).extracting(Clusters.Cluster::people).containsExactly(3, 1);
  }

  @Test
  void personCountsOnceHoweverOftenHeAsks() {
    List<Clusters.Ask> flood = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      flood.add(ask(i, "bot", Label.PRICE, "tea", "多少钱"));
    }
    List<Clusters.Cluster> clusters = Clusters.of(flood);
    assertThat(clusters).hasSize(1);
    assertThat(clusters.getFirst().people()).isEqualTo(1);
  }

  @Test
  void orderOfArrivalChangesNothing() {
    List<Clusters.Ask> asks = new ArrayList<>(List.of(
        ask(1, "ann", Label.BUY, "", "cashmere scarf link"), ask(2, "bob", Label.BUY, "",
            "any cashmere scarf"),
        ask(3, "cat", Label.PRICE, "tea", "price"), ask(4, "dan", Label.BUY, "", "do you sell a wok")));
    List<Clusters.Cluster> before = Clusters.of(asks);
    Collections.shuffle(asks, new Random(1));
    assertThat(Clusters.of(asks)).isEqualTo(before);
    assertThat(Clusters.of(List.of())).isEmpty();
  }
}
