package laotie.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import laotie.fact.Fold;
import laotie.fact.Recorded;

/** The laws of {@link Fold}, stated once and run for every fold. */
public final class FoldLaws {

  private FoldLaws() {}

  public static <K, S> Map<K, S> cells(Fold<K, S> fold, List<Recorded> facts) {
    Map<K, S> cells = new HashMap<>();
    for (Recorded recorded : facts) {
      for (K key : fold.keys(recorded)) {
        cells.put(key, fold.add(cells.getOrDefault(key, fold.zero()), key, recorded));
      }
    }
    return cells;
  }

  public static <K, S> void hold(Fold<K, S> fold, List<Recorded> facts, Random chance) {
    Map<K, S> whole = cells(fold, facts);
    assertThat(whole).isNotEmpty();
    List<Recorded> shuffled = new ArrayList<>(facts);
    Collections.shuffle(shuffled, chance);
    assertThat(cells(fold, shuffled)).as("any order").isEqualTo(whole);
    assertThat(inParts(fold, shuffled, 1 + chance.nextInt(7), chance)).as("any partition").isEqualTo(whole);
    addIsMergeOfOne(fold, facts, whole);
    mergeIsAnAlgebra(fold, new ArrayList<>(whole.values()), chance);
    whole.values().forEach(state -> bytesAreTheState(fold, state));
  }

  /** Facts that are told twice leave what one telling leaves. */
  public static <K, S> void ignoreRepeats(Fold<K, S> fold, List<Recorded> facts, Random chance) {
    List<Recorded> twice = new ArrayList<>(facts);
    for (Recorded recorded : facts) {
      if (chance.nextBoolean()) {
        twice.add(recorded);
      }
    }
    Collections.shuffle(twice, chance);
    assertThat(cells(fold, twice)).isEqualTo(cells(fold, facts));
  }

  private static <K, S> Map<K, S> inParts(Fold<K, S> fold, List<Recorded> facts, int parts, Random chance) {
    List<List<Recorded>> dealt = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      dealt.add(new ArrayList<>());
    }
    facts.forEach(recorded -> dealt.get(chance.nextInt(parts)).add(recorded));
    Collections.shuffle(dealt, chance);
    Map<K, S> merged = new HashMap<>();
    for (List<Recorded> part : dealt) {
      cells(fold, part).forEach((key, state) -> merged.merge(key, state, fold::merge));
    }
    return merged;
  }

  private static <K, S> void addIsMergeOfOne(Fold<K, S> fold, List<Recorded> facts, Map<K, S> cells) {
    for (Recorded recorded : facts) {
      for (K key : fold.keys(recorded)) {
        S one = fold.add(fold.zero(), key, recorded);
        S state = cells.get(key);
        assertThat(fold.add(state, key, recorded)).isEqualTo(fold.merge(state, one));
      }
    }
  }

  private static <K, S> void mergeIsAnAlgebra(Fold<K, S> fold, List<S> states, Random chance) {
    for (int i = 0; i < 50; i++) {
      S a = states.get(chance.nextInt(states.size()));
      S b = states.get(chance.nextInt(states.size()));
      S c = states.get(chance.nextInt(states.size()));
      assertThat(fold.merge(a, b)).isEqualTo(fold.merge(b, a));
      assertThat(fold.merge(fold.merge(a, b), c)).isEqualTo(fold.merge(a, fold.merge(b, c)));
      assertThat(fold.merge(a, fold.zero())).isEqualTo(a);
      assertThat(fold.merge(fold.zero(), a)).isEqualTo(a);
    }
  }

  private static <K, S> void bytesAreTheState(Fold<K, S> fold, S state) {
    byte[] bytes = fold.encode(state);
    assertThat(fold.decode(bytes)).isEqualTo(state);
    assertThat(fold.encode(fold.decode(bytes))).isEqualTo(bytes);
  }
}
