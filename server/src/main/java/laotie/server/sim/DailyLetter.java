package laotie.server.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import laotie.sim.Hosting;
import laotie.sim.Stage;

/** What a simulated host writes to those of his fans who are about to leave (快要流失), once a day. */
final class DailyLetter {

  private static final Duration EVERY = Duration.ofDays(1);
  private static final String SEGMENT = "lapsed";
  private static final String LETTERS = "messages of hosts";

  private final SquareClient client;
  private final Stage.Stand stand;
  private final OpenDoors doors;
  private final InstantSource clock;
  private Instant next = Instant.MIN;

  DailyLetter(SquareClient client, Stage.Stand stand, OpenDoors doors, InstantSource clock) {
    this.client = client;
    this.stand = stand;
    this.doors = doors;
    this.clock = clock;
  }

  /** Writes when it is time and there is somebody to write to. */
  void write(Hosting hosting) throws InterruptedException {
    if (clock.instant().isBefore(next)) {
      return;
    }
    String path = "/api/v1/hosts/" + stand.hostId() + "/messages";
    doors.through(LETTERS, () -> {
      for (JsonNode written : client.get(path + "?limit=1").get("items")) {
        next = Instant.parse(written.get("at").asText()).plus(EVERY);
      }
      boolean isTime = !clock.instant().isBefore(next);
      if (isTime && client.get(path + "/preview?segment=" + SEGMENT).get("free").asInt() > 0) {
        client.post(
            path, Map.of("segment", SEGMENT, "words", hosting.letter(), "path", "/room/" + stand.roomId()));
        next = clock.instant().plus(EVERY);
      }
    });
  }
}
