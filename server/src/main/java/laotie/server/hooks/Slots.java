package laotie.server.hooks;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Attempts at work in this process: bounded by lane, and in each lane by endpoint. */
final class Slots {

  private final Map<Lane, Integer> free = new EnumMap<>(Lane.class);
  private final Map<String, Integer> atWork = new HashMap<>();

  Slots() {
    for (Lane lane : Lane.values()) {
      free.put(lane, lane.slots());
    }
  }

  /** Takes what may be taken for an endpoint, 0 when it or its lane has no room. */
  synchronized int take(Lane lane, String endpointId) {
    int room = lane.perEndpointMax() - atWork.getOrDefault(endpointId, 0);
    int taken = Math.max(0, Math.min(room, free.get(lane)));
    if (taken > 0) {
      free.merge(lane, -taken, Integer::sum);
      atWork.merge(endpointId, taken, Integer::sum);
    }
    return taken;
  }

  synchronized void give(Lane lane, String endpointId, int count) {
    free.merge(lane, count, Integer::sum);
    atWork.computeIfPresent(endpointId, (id, now) -> now > count ? now - count : null);
  }

  /** Attempts at work now. */
  synchronized int busy() {
    return atWork.values().stream().mapToInt(Integer::intValue).sum();
  }
}
