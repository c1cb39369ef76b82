package laotie.server.sim;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Pushes a loop into a room over RTMP with a real stream key, as OBS would, for ever; a publisher that ends
 * is started again. Nothing is encoded: one costs about a hundredth of a core.
 */
final class Publisher implements AutoCloseable {

  private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);
  private static final Logger LOGGER = Logger.getLogger(Publisher.class);

  private final Function<List<String>, ProcessBuilder> ffmpeg;
  private final Path reel;
  private final String roomId;
  private final SquareClient host;
  private final int rtmpPort;
  private final Thread thread;
  private volatile boolean isStopped;
  private volatile Process process;

  Publisher(
      Function<List<String>, ProcessBuilder> ffmpeg, Path reel, Seeding.Actor actor, int rtmpPort) {
    this.ffmpeg = ffmpeg;
    this.reel = reel;
    this.roomId = actor.roomId();
    this.host = actor.client();
    this.rtmpPort = rtmpPort;
    this.thread = Thread.ofVirtual().name("publisher " + roomId).unstarted(this::run);
  }

  Publisher start() {
    thread.start();
    return this;
  }

  private void run() {
    try {
      while (!isStopped) {
        push();
        Thread.sleep(AGAIN_AFTER);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Publishes until the process ends, for whatever reason. */
  private void push() throws InterruptedException {
    try {
      String name =
          host.post("/api/v1/rooms/" + roomId + "/stream/key", Map.of()).get("streamName").asText();
      List<String> arguments =
          List.of(
              "-loglevel", "error", "-re", "-stream_loop", "-1", "-i", reel.toString(),
              "-c", "copy", "-flvflags", "no_duration_filesize", "-f", "flv",
              "rtmp://127.0.0.1:" + rtmpPort + "/live/" + name);
      ProcessBuilder builder = ffmpeg.apply(arguments);
      builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
      process = builder.start();
      if (isStopped) {
        process.destroy();
      }
      int code = process.waitFor();
      if (!isStopped) {
        LOGGER.infof("the publisher of room %s ended with %d; it starts again", roomId, code);
      }
    } catch (IOException | SquareClient.Refused failed) {
      LOGGER.warnf("the publisher of room %s waits: %s", roomId, failed.getMessage());
    }
  }

  @Override
  public void close() {
    isStopped = true;
    thread.interrupt();
    Process running = process;
    if (running != null) {
      running.destroy();
      try {
        if (!running.waitFor(2, TimeUnit.SECONDS)) {
          running.destroyForcibly();
        }
      } catch (InterruptedException stopped) {
        running.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
