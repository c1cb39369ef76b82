package laotie.server.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Who of the crowd waits for a host's next show (蹲直播), and comes when a notice tells him. */
final class ShowsToCome {

  /** People remembered as waiting; the one who waits longest is forgotten first. */
  private static final int WAITING_MAX = 500;

  private static final String RESERVATIONS = "reservations";
  private static final String NOTICES = "notices";

  private final OpenDoors doors;
  private final Map<Integer, String> hostsByPerson = new LinkedHashMap<>();

  ShowsToCome(OpenDoors doors) {
    this.doors = doors;
  }

  /** Reserves the next announced show of a host, if there is one. */
  void reserve(SquareClient client, int person, String hostId) throws InterruptedException {
    doors.through(RESERVATIONS, () -> {
      for (JsonNode show : client.get("/api/v1/hosts/" + hostId + "/shows?limit=10").get("items")) {
        if (show.get("status").asText().equals("SCHEDULED")) {
          client.put("/api/v1/shows/" + show.get("showId").asText() + "/reservation",
              Map.of("channel", "HOST_PAGE"));
          remember(person, hostId);
          return;
        }
      }
    });
  }

  private synchronized void remember(int person, String hostId) {
    hostsByPerson.put(person, hostId);
    if (hostsByPerson.size() > WAITING_MAX) {
      hostsByPerson.remove(hostsByPerson.keySet().iterator().next());
    }
  }

  /** Somebody who waits for this host. */
  synchronized Optional<Integer> oneFor(String hostId, RandomGenerator random) {
    List<Integer> waiting = new ArrayList<>();
    hostsByPerson.forEach((person, host) -> {
      if (host.equals(hostId)) {
        waiting.add(person);
      }
    });
    return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.get(random.nextInt(waiting.size())));
  }

  /** True when a notice told him that the host is on the air; then he waits no longer. */
  boolean isCalled(SquareClient client, int person, String hostId) throws InterruptedException {
    boolean[] isCalled = {false};
    doors.through(NOTICES, () -> {
      for (JsonNode notice : client.get("/api/v1/me/notices?limit=20").get("items")) {
        String kind = notice.path("kind").asText();
        isCalled[0] |= notice.path("hostId").asText().equals(hostId)
            && (kind.equals("SHOW_STARTED") || kind.equals("RESERVATION_SOON"));
      }
    });
    if (isCalled[0]) {
      synchronized (this) {
        hostsByPerson.remove(person);
      }
    }
    return isCalled[0];
  }
}
