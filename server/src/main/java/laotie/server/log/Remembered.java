package laotie.server.log;

import com.github.benmanes.caffeine.cache.Cache;
import io.vertx.core.Context;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads through a cache. A virtual thread waits for the database, or for another who reads the same; an
 * event loop takes what is in memory and is else told that it {@link MustWait}. So one piece of code serves
 * both, and no cache can stop an event loop by being empty.
 */
public final class Remembered {

  private Remembered() {}

  /** The value of {@code key}, read and remembered when it is not in memory. */
  public static <K, V> V of(Cache<K, V> cache, K key, Function<? super K, ? extends V> read) {
    if (!isEventLoop()) {
      return cache.get(key, read);
    }
    V known = cache.getIfPresent(key);
    if (known == null) {
      throw new MustWait();
    }
    return known;
  }

  /** The values of {@code keys}, those not in memory read at once and remembered. */
  public static <K, V> Map<K, V> all(
      Cache<K, V> cache, Set<K> keys, Function<Set<K>, Map<K, V>> read) {
    if (!isEventLoop()) {
      return cache.getAll(keys, missing -> read.apply(Set.copyOf(missing)));
    }
    Map<K, V> known = cache.getAllPresent(keys);
    if (known.size() < keys.size()) {
      throw new MustWait();
    }
    return known;
  }

  /** Throws {@link MustWait} on an event loop; to be called before what may take a while. */
  public static void requireMayWait() {
    if (isEventLoop()) {
      throw new MustWait();
    }
  }

  private static boolean isEventLoop() {
    return Context.isOnEventLoopThread();
  }
}
