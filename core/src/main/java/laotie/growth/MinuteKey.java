package laotie.growth;

import java.util.Objects;

/**
 * The smallest cell of time, out of which those of shows, hosts and the platform are put together.
 *
 * @param showId the show, or empty for what happened outside of one
 * @param minute minutes since 1970 UTC
 */
public record MinuteKey(Tier tier, String hostId, String showId, long minute) {

  /** Milliseconds of a minute. */
  public static final long MILLIS = 60_000;

  public MinuteKey {
    Objects.requireNonNull(tier);
    Objects.requireNonNull(hostId);
    Objects.requireNonNull(showId);
  }

  /** By hand: every beat asks for one. */
  @Override
  public int hashCode() {
    return (31 * hostId.hashCode() + showId.hashCode()) * 31 + (int) minute * 31 + tier.ordinal();
  }
}
