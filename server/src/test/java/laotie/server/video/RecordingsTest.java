package laotie.server.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.http.Settings;
import org.junit.jupiter.api.Test;

/** Which shows are recorded, and when it is too much. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
@TestProfile(VideoProfile.class)
class RecordingsTest {

  /** What one show may take, where all of them may take {@link VideoProfile#GIGABYTES}. */
  private static final long BYTES_MAX = VideoProfile.GIGABYTES * 1_000_000_000 / Recordings.HOST_SHARE;

  @Inject Hubs hubs;
  @Inject TestRooms rooms;
  @Inject Settings settings;
  @Inject MeterRegistry meters;

  private double refused(String reason) {
    Counter counter = meters.find("laotie.recordings.refused").tag("reason", reason).counter();
    return counter == null ? 0 : counter.count();
  }

  private Path folder(String name) {
    return settings.data().dir().resolve("recordings/show_" + name);
  }

  /** A file without blocks on the disk, as an earlier tape of this show would have left one. */
  private void earlier(String name, long bytes) throws IOException {
    Path file = Files.createDirectories(folder(name)).resolve(
        Instant.now().toEpochMilli() + Tape.VIDEO_END);
    try (RandomAccessFile video = new RandomAccessFile(file.toFile(), "rw")) {
      video.setLength(bytes);
    }
  }

  private Hub published(String name) {
    rooms.room(name);
    Hub hub = hubs.hubOf("rm_" + name);
    hub.publish(why -> { });
    return hub;
  }

  @Test
  void whatEarlierTapesOfAShowLeftCountsWhenItsPublisherComesAgain() throws Exception {
    double before = refused("too-long");
    earlier("little", BYTES_MAX - 1_000_000);
    earlier("much", BYTES_MAX + 1);
    Hub little = published("little");
    Await.until("the first is recorded", () -> Files.exists(folder("little").resolve("host")));
    Hub much = published("much");
    Await.until("the second is over", () -> refused("too-long") > before);
    assertThat(refused("too-long")).as("the first goes on").isEqualTo(before + 1);
    little.cutPublisher("the end");
    much.cutPublisher("the end");
  }
}
