package laotie.growth;

import java.util.Comparator;
import java.util.Objects;

/**
 * A cell of time.
 *
 * @param scopeId the show or host; {@code platform} for all
 * @param hostId whose cell it is; empty for the platform's
 * @param bucket number of the minute, hour or business day since 1970
 * @param day the business day in which it begins, by its number since 1970
 */
public record TimeKey(
    Tier tier, Scope scope, String scopeId, String hostId, Grain grain, long bucket, long day)
    implements Comparable<TimeKey> {

  /** The id of the only platform. */
  public static final String PLATFORM = "platform";

  private static final Comparator<TimeKey> ORDER =
      Comparator.comparing(TimeKey::scope)
          .thenComparing(TimeKey::scopeId)
          .thenComparing(TimeKey::grain)
          .thenComparing(TimeKey::day)
          .thenComparing(TimeKey::bucket)
          .thenComparing(TimeKey::tier);

  public TimeKey {
    Objects.requireNonNull(tier);
    Objects.requireNonNull(scope);
    Objects.requireNonNull(scopeId);
    Objects.requireNonNull(hostId);
    Objects.requireNonNull(grain);
  }

  /** The cell of the same scope and time in another tier. */
  public TimeKey inTier(Tier other) {
    return new TimeKey(other, scope, scopeId, hostId, grain, bucket, day);
  }

  @Override
  public int compareTo(TimeKey other) {
    return ORDER.compare(this, other);
  }
}
