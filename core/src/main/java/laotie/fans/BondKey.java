package laotie.fans;

import java.util.Comparator;
import java.util.Objects;

/** One viewer and one host: the two ends of a bond. */
public record BondKey(String hostId, String viewerId) implements Comparable<BondKey> {

  private static final Comparator<BondKey> ORDER =
      Comparator.comparing(BondKey::hostId).thenComparing(BondKey::viewerId);

  public BondKey {
    Objects.requireNonNull(hostId);
    Objects.requireNonNull(viewerId);
  }

  @Override
  public int compareTo(BondKey other) {
    return ORDER.compare(this, other);
  }
}
