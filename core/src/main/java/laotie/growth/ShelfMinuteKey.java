package laotie.growth;

import java.util.Comparator;
import java.util.Objects;

/**
 * A product of a host in one minute.
 *
 * @param minute minutes since 1970 UTC
 */
public record ShelfMinuteKey(String hostId, long minute, String productId)
    implements Comparable<ShelfMinuteKey> {

  private static final Comparator<ShelfMinuteKey> ORDER =
      Comparator.comparing(ShelfMinuteKey::hostId)
          .thenComparing(ShelfMinuteKey::minute)
          .thenComparing(ShelfMinuteKey::productId);

  public ShelfMinuteKey {
    Objects.requireNonNull(hostId);
    Objects.requireNonNull(productId);
  }

  @Override
  public int compareTo(ShelfMinuteKey other) {
    return ORDER.compare(this, other);
  }
}
