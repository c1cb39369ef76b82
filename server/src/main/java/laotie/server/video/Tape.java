package laotie.server.video;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import laotie.video.Muxed;

/**
 * The recording of one show. The hub hands fragments over without waiting; a thread of its own writes them.
 * When the disk is slower than the picture, fragments are left out up to the next keyframe; when it fails,
 * the tape is over and the show goes on.
 *
 * <p>A file a generation, {@code <millis>.mp4}, and beside it {@code <millis>.index}: a line a second and a
 * keyframe, {@code K|F <millis of the wall clock> <offset of the fragment>}.
 */
final class Tape implements Hub.Tap {

  /** Bytes that may wait for the disk. */
  static final long WAITING_BYTES_MAX = 16L << 20;

  /** Pieces of one show: each is two files, and whoever sends new headers all the time would make many. */
  static final int PIECES_MAX = 500;

  static final String VIDEO_END = ".mp4";
  static final String INDEX_END = ".index";

  private static final long INDEX_EVERY_MS = 1000;
  private static final Item END = new Item(new byte[0], Kind.END, 0, 0);

  private enum Kind {
    INIT,
    KEYFRAME,
    FRAGMENT,
    END
  }

  private record Item(byte[] bytes, Kind kind, int generation, long atMs) {}

  private final Path folder;
  private final InstantSource clock;
  private final int piecesMax;
  private final BlockingQueue<Item> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicLong writtenBytes = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final Thread writer;
  private boolean isBehind = true;
  private int pieces;
  private volatile boolean isBroken;
  private volatile boolean isFull;
  private FileChannel video;
  private BufferedWriter index;
  private int generation;
  private long indexedAtMs;

  /** A tape that writes into {@code folder}, at most {@code piecesMax} files with their indexes. */
  Tape(Path folder, InstantSource clock, int piecesMax) {
    this.folder = folder;
    this.clock = clock;
    this.piecesMax = piecesMax;
    this.writer = Thread.ofVirtual().name("tape " + folder.getFileName()).start(this::writeAll);
  }

  long writtenBytes() {
    return writtenBytes.get();
  }

  /** Fragments left out because the disk was slow. */
  long skipped() {
    return skipped.get();
  }

  boolean isBroken() {
    return isBroken;
  }

  /** True when another piece was wanted than may be: the tape is over. */
  boolean isFull() {
    return isFull;
  }

  @Override
  public void begin(Muxed.Init init) {
    isBehind = true;
    isFull = pieces >= piecesMax;
    if (isFull || isBroken) {
      return;
    }
    pieces++;
    offer(new Item(init.bytes(), Kind.INIT, init.generation(), clock.millis()));
  }

  @Override
  public void take(Muxed.Fragment fragment) {
    if (isBroken || isFull) {
      return;
    }
    if (waitingBytes.get() > WAITING_BYTES_MAX) {
      isBehind = true;
    } else if (fragment.isKeyframe()) {
      isBehind = false;
    }
    if (isBehind) {
      skipped.incrementAndGet();
      return;
    }
    offer(new Item(fragment.bytes(), fragment.isKeyframe() ? Kind.KEYFRAME : Kind.FRAGMENT,
        fragment.generation(), clock.millis() - fragment.durationMs()));
  }

  private void offer(Item item) {
    waitingBytes.addAndGet(item.bytes().length);
    waiting.add(item);
  }

  /** Ends the recording; what waits is written still. */
  void close() {
    waiting.add(END);
  }

  /** For tests and the end of the server: waits until everything is on the disk. */
  void join() throws InterruptedException {
    writer.join(TimeUnit.SECONDS.toMillis(3));
  }

  private void writeAll() {
    try {
      Files.createDirectories(folder);
      for (Item item = waiting.take(); item.kind() != Kind.END; item = waiting.take()) {
        write(item);
        waitingBytes.addAndGet(-item.bytes().length);
        if (waiting.isEmpty() && index != null) {
          index.flush();
        }
      }
    } catch (IOException full) {
      isBroken = true;
      waiting.clear();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      closeFiles();
    }
  }

  private void write(Item item) throws IOException {
    switch (item.kind()) {
      case INIT -> {
        closeFiles();
        generation = item.generation();
        video = FileChannel.open(folder.resolve(item.atMs() + VIDEO_END), StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        index = Files.newBufferedWriter(folder.resolve(item.atMs() + INDEX_END), StandardCharsets.US_ASCII);
        append(item.bytes());
      }
      case KEYFRAME, FRAGMENT -> {
        if (video == null || item.generation() != generation) {
          return;
        }
        boolean isKeyframe = item.kind() == Kind.KEYFRAME;
        if (isKeyframe || item.atMs() - indexedAtMs >= INDEX_EVERY_MS) {
          index.write((isKeyframe ? "K " : "F ") + item.atMs() + " " + video.position() + "\n");
          indexedAtMs = item.atMs();
        }
        append(item.bytes());
      }
      case END -> throw new IllegalStateException("the end is not written");
    }
  }

  private void append(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      video.write(buffer);
    }
    writtenBytes.addAndGet(bytes.length);
  }

  private void closeFiles() {
    try {
      if (index != null) {
        index.close();
      }
      if (video != null) {
        video.close();
      }
    } catch (IOException full) {
      isBroken = true;
    }
    index = null;
    video = null;
  }
}
