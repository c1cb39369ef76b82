package laotie.growth;

import java.util.Comparator;
import java.util.Objects;

/** The cell of one buyer with one host: the loyalty of the story is to a person. */
public record LoyaltyKey(String hostId, String buyerId) implements Comparable<LoyaltyKey> {

  private static final Comparator<LoyaltyKey> ORDER =
      Comparator.comparing(LoyaltyKey::hostId).thenComparing(LoyaltyKey::buyerId);

  public LoyaltyKey {
    Objects.requireNonNull(hostId);
    Objects.requireNonNull(buyerId);
  }

  @Override
  public int compareTo(LoyaltyKey other) {
    return ORDER.compare(this, other);
  }
}
