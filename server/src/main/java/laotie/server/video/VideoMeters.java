package laotie.server.video;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** What is counted: bytes in and out, open video sockets, and every no by its reason. */
@Singleton
final class VideoMeters {

  private final MeterRegistry meters;
  private final Counter received;
  private final Counter written;
  private final AtomicInteger viewers;
  private final AtomicInteger publishers;

  VideoMeters(MeterRegistry meters) {
    this.meters = meters;
    received = meters.counter("laotie.video.bytes", "way", "in");
    written = meters.counter("laotie.video.bytes", "way", "out");
    viewers = meters.gauge("laotie.video.viewers", new AtomicInteger());
    publishers = meters.gauge("laotie.video.publishers", new AtomicInteger());
  }

  void received(long bytes) {
    received.increment(bytes);
  }

  void written(long bytes) {
    written.increment(bytes);
  }

  AtomicInteger viewers() {
    return viewers;
  }

  AtomicInteger publishers() {
    return publishers;
  }

  /** Counts a refusal; {@code reason} comes from a closed list of words, never from outside. */
  void refused(String reason) {
    meters.counter("laotie.video.refusals", "reason", reason).increment();
  }
}
