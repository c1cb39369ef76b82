package laotie.server.intents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts how many questions with one answer come from one network within a minute. A shop, a dormitory or a
 * phone company may hide many people behind one address, so those beyond the limit are not thrown away: they
 * get their answer, they only count no more and stand nowhere on their own.
 */
@Singleton
final class Swarm {

  /** Questions with one answer, to one host, that one network may ask within {@link #WINDOW}. */
  static final int PER_NETWORK_MAX = 20;

  static final Duration WINDOW = Duration.ofMinutes(1);

  /** Networks that are remembered; one that is pushed out starts afresh. */
  private static final int NETWORKS_MAX = 200_000;

  private final Cache<String, AtomicInteger> counts =
      Caffeine.newBuilder().maximumSize(NETWORKS_MAX).expireAfterWrite(WINDOW).build();

  /** True when this one is too many; the window begins with the first question and does not slide. */
  boolean isTooMany(String hostId, String gist, String networkHash) {
    return !networkHash.isEmpty()
        && counts.get(hostId + " " + gist + " " + networkHash, key -> new AtomicInteger())
            .incrementAndGet() > PER_NETWORK_MAX;
  }
}
