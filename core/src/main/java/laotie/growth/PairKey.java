package laotie.growth;

import java.util.Comparator;
import java.util.Objects;

/** The cell of one person with one host: a relation is always to somebody. */
public record PairKey(String hostId, String personId) implements Comparable<PairKey> {

  private static final Comparator<PairKey> ORDER =
      Comparator.comparing(PairKey::hostId).thenComparing(PairKey::personId);

  public PairKey {
    Objects.requireNonNull(hostId);
    Objects.requireNonNull(personId);
  }

  @Override
  public int compareTo(PairKey other) {
    return ORDER.compare(this, other);
  }
}
