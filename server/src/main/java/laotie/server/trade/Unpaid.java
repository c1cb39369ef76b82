package laotie.server.trade;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import laotie.server.http.Settings;

/**
 * Whose unpaid orders must be counted. Hardly anybody places several orders while one hold lasts, so the
 * orders placed through this process are remembered for that time, and only who placed some is looked up.
 * Within one process the limit is exact; each further process, and each start, lets a buyer exceed it by at
 * most {@link #UNCOUNTED}.
 */
@Singleton
final class Unpaid {

  /** Orders of one buyer that nobody counts while a hold lasts. */
  static final int UNCOUNTED = 3;

  /** Buyers remembered; who is forgotten is not counted. */
  private static final int BUYERS_MAX = 200_000;

  /** Of each buyer's newest orders so many times the limit are looked at. */
  private static final int LOOKED_TIMES = 10;

  private final int max;
  private final Cache<String, Integer> placed;

  Unpaid(Settings settings) {
    this.max = settings.trade().unpaidOrdersMax();
    this.placed = Caffeine.newBuilder()
        .maximumSize(BUYERS_MAX).expireAfterWrite(settings.trade().hold()).build();
  }

  /** Unpaid orders one buyer may have; 0 for any number. */
  int max() {
    return max;
  }

  int looked() {
    return max * LOOKED_TIMES;
  }

  /** Those of the buyers, each as often as he asks, who must be counted. */
  Set<String> suspects(Collection<String> buyerIds) {
    if (max == 0) {
      return Set.of();
    }
    Map<String, Integer> asked = new HashMap<>();
    Set<String> suspects = new HashSet<>();
    for (String buyerId : buyerIds) {
      int orders = asked.merge(buyerId, 1, Integer::sum);
      Integer before = placed.getIfPresent(buyerId);
      if (orders + (before == null ? 0 : before) > Math.min(UNCOUNTED, max)) {
        suspects.add(buyerId);
      }
    }
    return suspects;
  }

  void placed(String buyerId) {
    if (max > 0) {
      placed.asMap().merge(buyerId, 1, Integer::sum);
    }
  }
}
