package laotie.server.hooks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import laotie.hooks.Subscription;

/**
 * How many more messages may wait for each endpoint. Counting a hundred thousand rows takes milliseconds, so
 * they are counted once a minute, and when the room grows short; in between what is written is subtracted.
 * At most {@value #COUNTED_MAX} are counted for one batch, since a transaction may not be long: for an
 * endpoint whose turn has not come there is room.
 */
final class Rooms {

  /** Endpoints counted for one batch. */
  static final int COUNTED_MAX = 50;

  private static final int REMEMBERED_MAX = 20_000;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

  private final Cache<String, AtomicInteger> left =
      Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).expireAfterWrite(REMEMBERED_FOR).build();

  /** Counts what is not known, or may not suffice for so many more. */
  void count(Connection connection, Collection<String> endpointIds, int more) throws SQLException {
    List<String> unknown = new ArrayList<>();
    for (String endpointId : endpointIds) {
      AtomicInteger room = left.getIfPresent(endpointId);
      if (unknown.size() < COUNTED_MAX && (room == null || room.get() < more)) {
        unknown.add(endpointId);
      }
    }
    if (!unknown.isEmpty()) {
      DeliveryStore.waiting(connection, unknown, Subscription.WAITING_MAX).forEach((endpointId, waiting) ->
          left.put(endpointId, new AtomicInteger(Subscription.WAITING_MAX - waiting)));
    }
  }

  /** Takes room for one message; false when there is none. */
  boolean take(String endpointId) {
    AtomicInteger room = left.getIfPresent(endpointId);
    return room == null || room.getAndDecrement() > 0;
  }
}
