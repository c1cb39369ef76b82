package laotie.intents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the questions that mean the same together, so that a host answers once and a flood is one line. */
public final class Clusters {

  private Clusters() {}

  /**
   * A question somebody asked.
   *
   * @param personId who asked; he counts once in a cluster however often he asks
   * @param productId the product it means, or empty
   */
  public record Ask(
      String commentId, String personId, Label label, Optional<String> productId, String text, Instant at) {}

  /**
   * Questions with one answer.
   *
   * @param key the same for the same questions: label and product, or label and the words of the oldest
   * @param asks oldest first, all of them
   * @param people how many different persons asked
   */
  public record Cluster(String key, Label label, Optional<String> productId, List<Ask> asks, int people) {
    public Cluster {
      asks = List.copyOf(asks);
    }
  }

  /** The clusters of one host's {@code asks}, the one with the oldest question first. */
  public static List<Cluster> of(List<Ask> asks) {
    Map<String, List<Ask>> groups = new LinkedHashMap<>();
    List<Ask> sorted = new ArrayList<>(asks);
    sorted.sort(Comparator.comparing(Ask::at).thenComparing(Ask::commentId));
    for (Ask ask : sorted) {
      String what = ask.productId().orElse("~" + ask.text().strip());
      groups.computeIfAbsent(ask.label() + " " + what, key -> new ArrayList<>()).add(ask);
    }
    List<Cluster> clusters = new ArrayList<>();
    groups.forEach((key, group) -> {
      Set<String> people = new HashSet<>();
      group.forEach(ask -> people.add(ask.personId()));
      clusters.add(
          new Cluster(key, group.getFirst().label(), group.getFirst().productId(), group, people.size()));
    });
    return clusters;
  }
}
