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

  /** Questions without a product are one when their pairs of characters are alike this much, 0..1. */
  private static final double LIKENESS_MIN = 0.7;

  /** Groups that one question is compared with; beyond, only equal words join. */
  private static final int LOOKED_MAX = 500;

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
    Map<String, Set<Long>> runs = new LinkedHashMap<>();
    List<Ask> sorted = new ArrayList<>(asks);
    sorted.sort(Comparator.comparing(Ask::at).thenComparing(Ask::commentId));
    for (Ask ask : sorted) {
      String key = ask.productId().isPresent() ? ask.label() + " " + ask.productId().get()
          : keyOfWords(ask, runs);
      groups.computeIfAbsent(key, each -> new ArrayList<>()).add(ask);
    }
    List<Cluster> clusters = new ArrayList<>();
    groups.forEach((key, group) -> clusters.add(clusterOf(key, group)));
    return clusters;
  }

  private static Cluster clusterOf(String key, List<Ask> group) {
    Set<String> people = new HashSet<>();
    group.forEach(ask -> people.add(ask.personId()));
    return new Cluster(key, group.getFirst().label(), group.getFirst().productId(), group, people.size());
  }

  /** The group of the same label whose oldest question has near-equal words, or a new one. */
  private static String keyOfWords(Ask ask, Map<String, Set<Long>> runs) {
    String words = Plain.of(ask.text()).toString().replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    String thing = DemandWords.of(ask.text()).orElse(words);
    String start = ask.label() + " ~";
    String exact = start + thing;
    if (runs.containsKey(exact)) {
      return exact;
    }
    Set<Long> own = pairsOf(words);
    int looked = 0;
    for (Map.Entry<String, Set<Long>> each : runs.entrySet()) {
      if (++looked > LOOKED_MAX) {
        break;
      }
      if (each.getKey().startsWith(start) && likeness(own, each.getValue()) >= LIKENESS_MIN) {
        return each.getKey();
      }
    }
    runs.put(exact, own);
    return exact;
  }

  /** Every pair of neighbours, spaces left out. */
  private static Set<Long> pairsOf(String words) {
    String close = "^" + words.replace(" ", "") + "$";
    Set<Long> pairs = new HashSet<>();
    for (int i = 0; i + 1 < close.length(); i++) {
      pairs.add((long) close.charAt(i) << 16 | close.charAt(i + 1));
    }
    return pairs;
  }

  /** Dice's coefficient (Dice 1945), 0..1. */
  private static double likeness(Set<Long> left, Set<Long> right) {
    long both = left.stream().filter(right::contains).count();
    return 2.0 * both / (left.size() + right.size());
  }
}
