package laotie.fans;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How often hosts may write to one fan. The square enforces it, so that a fan need not defend himself by
 * leaving: one message a day and three a week of one host, six a week of all of them.
 */
public final class Reach {

  public static final Duration DAY = Duration.ofHours(24);
  public static final Duration WEEK = Duration.ofDays(7);

  public static final int OF_HOST_A_DAY = 1;
  public static final int OF_HOST_A_WEEK = 3;
  public static final int OF_ALL_A_WEEK = 6;

  private Reach() {}

  /** A message that reached the fan. */
  public record Past(String hostId, Instant at) {}

  /** True when this host may write to the fan now; {@code past} is at least the last seven days. */
  public static boolean isFree(String hostId, List<Past> past, Instant now) {
    Instant day = now.minus(DAY);
    Instant week = now.minus(WEEK);
    List<Past> lately = past.stream().filter(one -> one.at().isAfter(week)).toList();
    List<Past> ofHost = lately.stream().filter(one -> one.hostId().equals(hostId)).toList();
    return lately.size() < OF_ALL_A_WEEK && ofHost.size() < OF_HOST_A_WEEK
        && ofHost.stream().filter(one -> one.at().isAfter(day)).count() < OF_HOST_A_DAY;
  }
}
