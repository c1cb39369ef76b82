package laotie.server.clips;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.DoublePredicate;
import laotie.clips.ClipsReason;
import laotie.server.log.Database;
import laotie.server.log.Turns;
import laotie.server.video.Video;
import org.jboss.logging.Logger;

/**
 * Makes clips out of what came in, few at a time. The rows are the queue: whoever works on one holds a
 * lease that he renews as he gets on, so that after a kill somebody begins again.
 */
@Singleton
final class TranscodeJob {

  /** A lease without a sign of life. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** Times a clip is begun before it counts as too hard. */
  static final int ATTEMPTS_MAX = 3;

  /** A host waits longer the more of his clips were begun within this time. */
  private static final Duration FAIR_WITHIN = Duration.ofHours(1);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
  private static final long RENEW_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int PROCESSORS_PER_WORKER = 4;
  private static final Logger LOGGER = Logger.getLogger(TranscodeJob.class);

  private final Database database;
  private final InstantSource clock;
  private final Means means;
  private final MeterRegistry meters;
  private final ObjectMapper json;
  private final Tool tool = new Tool();
  private final Turns turns = new Turns("clips", this::work);

  /** What a clip is made with. */
  @Singleton
  static final class Means {
    private final Video video;
    private final Uploads uploads;
    private final Vault vault;
    private final Studio studio;

    Means(Video video, Uploads uploads, Vault vault, Studio studio) {
      this.video = video;
      this.uploads = uploads;
      this.vault = vault;
      this.studio = studio;
    }
  }

  TranscodeJob(Database database, InstantSource clock, Means means, MeterRegistry meters,
      ObjectMapper json) {
    this.database = database;
    this.clock = clock;
    this.means = means;
    this.meters = meters;
    this.json = json;
  }

  void start(@Observes StartupEvent event) {
    database.write(connection -> {
      JobStore.freeAll(connection);
      return "";
    });
    turns.start(Math.max(1, Runtime.getRuntime().availableProcessors() / PROCESSORS_PER_WORKER));
  }

  void stop(@Observes ShutdownEvent event) {
    turns.stop();
    tool.stop();
  }

  /** Tells the workers that there is something to do. */
  void wake() {
    turns.wake();
  }

  /** Makes the next clip; false when none waits. */
  private boolean work() {
    Instant now = clock.instant();
    Optional<ClipStore.Row> next = database.write(connection -> {
      Optional<String> clipId = JobStore.take(
          connection, now.plus(LEASE), now, now.minus(FAIR_WITHIN));
      return clipId.isEmpty() ? Optional.empty() : ClipStore.find(connection, clipId.get());
    });
    next.ifPresent(this::make);
    return next.isPresent();
  }

  private void make(ClipStore.Row clip) {
    if (clip.attempts() > ATTEMPTS_MAX) {
      fail(clip, ClipsReason.VIDEO_TOO_HARD);
      return;
    }
    try {
      Transcoder.Outcome outcome = attempt(clip);
      if (turns.isStopping()) {
        return;
      }
      switch (outcome) {
        case Transcoder.Outcome.Made made -> keep(clip, made.size());
        case Transcoder.Outcome.Unfit unfit -> fail(clip, unfit.reason());
      }
    } catch (IOException fault) {
      LOGGER.warnf("clip %s, attempt %d: %s", clip.clipId(), clip.attempts(), fault.getMessage());
      database.write(connection -> {
        JobStore.release(connection, clip.clipId(), clock.instant().plus(RETRY_AFTER));
        return "";
      });
    }
  }

  private Transcoder.Outcome attempt(ClipStore.Row clip) throws IOException {
    if (means.video.ffmpeg().isEmpty()) {
      return new Transcoder.Outcome.Unfit(ClipsReason.TRANSCODER_MISSING);
    }
    Path work = means.vault.workshop(clip.clipId());
    Path source = means.uploads.fileOf(clip.source().uploadId());
    Optional<Video.Cut> cut = Optional.empty();
    if (clip.source().from().isPresent()) {
      source = work.resolve("cut.mp4");
      cut = means.video.cut(clip.source().showId(), clip.source().from().get(),
          clip.source().to().orElseThrow(), source);
    }
    boolean isGone = clip.source().uploadId().isEmpty() ? cut.isEmpty() : !Files.exists(source);
    if (isGone) {
      return new Transcoder.Outcome.Unfit(clip.source().uploadId().isEmpty()
          ? ClipsReason.RECORDING_MISSING : ClipsReason.VIDEO_UNREADABLE);
    }
    return new Transcoder(means.video, tool, json)
        .run(new Transcoder.Job(source, cut, work), progress(clip.clipId()));
  }

  /** Renews the lease at most once a second; false when the clip was withdrawn meanwhile. */
  private DoublePredicate progress(String clipId) {
    long[] renewedAt = {0};
    return done -> {
      long nanos = System.nanoTime();
      if (nanos - renewedAt[0] < RENEW_EVERY_NANOS) {
        return true;
      }
      renewedAt[0] = nanos;
      return database.write(connection ->
          JobStore.keep(connection, clipId, done, clock.instant().plus(LEASE)));
    };
  }

  private void keep(ClipStore.Row clip, ClipStore.Size size) throws IOException {
    means.vault.keep(clip.clipId());
    if (!means.studio.made(clip.clipId(), size)) {
      means.vault.erase(clip.clipId());
    }
    finish(clip, "made");
  }

  private void fail(ClipStore.Row clip, ClipsReason reason) {
    database.write(connection -> {
      JobStore.fail(connection, clip.clipId(), reason.name());
      return "";
    });
    means.vault.erase(clip.clipId());
    finish(clip, reason.name());
  }

  private void finish(ClipStore.Row clip, String how) {
    meters.counter("laotie.clips.made", "how", how).increment();
    LOGGER.infof("clip %s: %s", clip.clipId(), how);
    if (!clip.source().uploadId().isEmpty()) {
      means.uploads.cancel(clip.source().uploadId());
    }
  }
}
