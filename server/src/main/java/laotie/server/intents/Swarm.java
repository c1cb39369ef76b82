package laotie.server.intents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts how many people of one network ask what has one answer within a minute. A shop, a dormitory or a
 * phone company may hide many people behind one address, so those beyond the limit are not thrown away: they
 * get their answer, they only count no more and stand nowhere on their own.
 */
@Singleton
final class Swarm {

  /** People of one network who count for one question to one host within {@link #WINDOW}. */
  static final int PER_NETWORK_MAX = 20;

  static final Duration WINDOW = Duration.ofMinutes(1);

  /** Networks that are remembered; one that is pushed out starts afresh. */
  private static final int NETWORKS_MAX = 200_000;

  private final Cache<String, Set<String>> askers =
      Caffeine.newBuilder().maximumSize(NETWORKS_MAX).expireAfterWrite(WINDOW).build();

  /** True when its writer is one too many; the window begins with the first question and does not slide. */
  boolean isTooMany(Intents.Heard heard, String gist, String networkHash) {
    if (networkHash.isEmpty()) {
      return false;
    }
    Set<String> here = askers.get(
        heard.hostId() + " " + gist + " " + networkHash, key -> ConcurrentHashMap.newKeySet());
    return !here.contains(heard.viewerId())
        && (here.size() >= PER_NETWORK_MAX || !here.add(heard.viewerId()));
  }
}
