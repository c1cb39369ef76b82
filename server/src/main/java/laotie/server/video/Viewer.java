package laotie.server.video;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import laotie.video.Muxed;

/**
 * One video socket of a viewer. A slow one skips to the next keyframe while a megabyte waits, and is cut
 * when nothing moved for ten seconds. Nothing that goes wrong here leaves this class.
 *
 * <p>Called under the hub's monitor; the answers of the net come on other threads and touch atomics only.
 */
final class Viewer {

  /** Bytes that may wait for one viewer. */
  static final long WAITING_BYTES_MAX = 1 << 20;

  /** How long a viewer may take nothing while bytes wait. */
  static final Duration STUCK_MAX = Duration.ofSeconds(10);

  /** The socket of a viewer. */
  interface Line {
    Future<Void> send(Buffer bytes);

    Future<Void> tell(String text);

    void cut();
  }

  /**
   * What one write carried, when it is done.
   *
   * @param bytes really written
   * @param mediaMs milliseconds of media in them
   */
  interface Written {
    void add(long bytes, long mediaMs);
  }

  private final Line line;
  private final Written written;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong movedAtNanos = new AtomicLong(System.nanoTime());
  private int generation;
  private boolean isBehind = true;
  private volatile boolean isOver;

  Viewer(Line line, Written written) {
    this.line = line;
    this.written = written;
  }

  boolean isOver() {
    return isOver;
  }

  long waitingBytes() {
    return waiting.get();
  }

  /** A short message about the signal. */
  void tell(String text) {
    guard(() -> line.tell(text));
  }

  /** Begins a generation for this viewer; what follows must start at a keyframe. */
  void begin(Muxed.Init init, String announcement, Buffer bytes) {
    guard(() -> {
      generation = init.generation();
      isBehind = true;
      line.tell(announcement);
      send(bytes, 0);
    });
  }

  /** Sends a fragment, or skips it while this viewer is behind. */
  void take(Muxed.Fragment fragment, Buffer bytes) {
    guard(() -> {
      if (fragment.generation() != generation) {
        return;
      }
      if (waiting.get() > WAITING_BYTES_MAX) {
        isBehind = true;
      } else if (fragment.isKeyframe()) {
        isBehind = false;
      }
      if (!isBehind) {
        send(bytes, fragment.durationMs());
      }
    });
  }

  private void send(Buffer bytes, int mediaMs) {
    int length = bytes.length();
    if (waiting.getAndAdd(length) == 0) {
      movedAtNanos.set(System.nanoTime());
    }
    line.send(bytes).onComplete(result -> {
      waiting.addAndGet(-length);
      movedAtNanos.set(System.nanoTime());
      if (result.succeeded()) {
        written.add(length, mediaMs);
      } else {
        isOver = true;
      }
    });
  }

  /** Cuts a viewer who took nothing for ten seconds; answers whether it is over with him. */
  boolean checkStuck(long nowNanos) {
    boolean isStuck = waiting.get() > 0 && nowNanos - movedAtNanos.get() > STUCK_MAX.toNanos();
    if (isStuck && !isOver) {
      cut();
    }
    return isOver;
  }

  void cut() {
    isOver = true;
    guard(line::cut);
  }

  /** Whatever a socket throws ends this viewer and nobody else. */
  private void guard(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException broken) {
      isOver = true;
    }
  }
}
