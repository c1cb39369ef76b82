package laotie.server.video;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import laotie.server.http.Bodies;
import laotie.server.http.Settings;
import org.jboss.logging.Logger;

/**
 * Keeps what shows sent, so that clips can be cut from it. It looks once a second which room sends a show
 * and lets a {@link Tape} into its hub. Whatever fails here is counted and touches no viewer.
 */
@Singleton
final class Recordings {

  /** Hours of one show that are kept. */
  static final Duration SHOW_MAX = Duration.ofHours(12);

  /** Bytes of one show that are kept. */
  static final long SHOW_BYTES_MAX = 8L << 30;

  /** The part of all recordings that one host may take: one of so many. */
  static final int HOST_SHARE = 4;

  /** The file of a show's folder that says whose it is. */
  private static final String HOST_FILE = "host";

  private static final int ID_BYTES_MAX = 200;

  /** Indexes in memory; one of twelve hours takes some 4 MB. */
  private static final int REELS_CACHED_MAX = 8;

  private static final long BYTES_PER_GIGABYTE = 1_000_000_000;
  private static final long BYTES_PER_MEGABYTE = 1_000_000;
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);
  private static final Logger LOGGER = Logger.getLogger(Recordings.class);

  private final Hubs hubs;
  private final Settings settings;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Path folder;
  /** Room, then the tape of the show that is on there. */
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  /** Shows that are recorded no more: too long, or the disk failed. */
  private final Set<String> over = new HashSet<>();
  private final Cache<Path, Read> reels = Caffeine.newBuilder().maximumSize(REELS_CACHED_MAX).build();
  private Instant sweptAt = Instant.EPOCH;
  private final Thread looker = Thread.ofVirtual().unstarted(this::lookAll);

  Recordings(Hubs hubs, Settings settings, InstantSource clock, MeterRegistry meters) {
    this.hubs = hubs;
    this.settings = settings;
    this.clock = clock;
    this.meters = meters;
    this.folder = settings.data().dir().resolve("recordings");
    meters.gaugeMapSize("laotie.recordings.running", List.of(), running);
  }

  /** A tape, and what earlier tapes of the same show left: a publisher may come again and again. */
  private record Running(String showId, Tape tape, Instant since, long bytesBefore) {
    long bytes() {
      return bytesBefore + tape.writtenBytes();
    }
  }

  /** An index as it was when it had so many bytes. */
  private record Read(long bytes, Reel reel) {}

  void start(@Observes StartupEvent event) {
    if (settings.video().recording().isPositive()) {
      looker.start();
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    looker.interrupt();
    for (Map.Entry<String, Running> each : List.copyOf(running.entrySet())) {
      end(each.getKey(), each.getValue());
      each.getValue().tape().join();
    }
  }

  private void lookAll() {
    try {
      while (true) {
        try {
          look();
          sweepIfDue();
        } catch (IOException | RuntimeException fault) {
          count("fault");
          LOGGER.warnf("recordings: %s", fault.getMessage());
        }
        Thread.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Begins and ends tapes as rooms and shows do. */
  private void look() throws IOException {
    boolean hasRoom = freeBytes() > 2 * settings.data().freeMegabytesMin() * BYTES_PER_MEGABYTE;
    Set<String> onAir = new HashSet<>();
    for (Hub hub : hubs.all()) {
      String roomId = hub.roomId();
      Optional<Rooms.RoomRef> room = hub.isOn() ? hubs.roomOf(roomId) : Optional.empty();
      String showId = room.flatMap(Rooms.RoomRef::showId).orElse("");
      onAir.add(showId);
      Running now = running.get(roomId);
      if (now != null && (!now.showId().equals(showId) || isTooMuch(now, hasRoom))) {
        end(roomId, now);
        hub.untap();
        now = null;
      }
      boolean isWanted = !showId.isEmpty() && Bodies.isId(showId) && !over.contains(showId);
      if (now == null && isWanted && hasRoom) {
        begin(hub, showId, room.orElseThrow().hostId());
      } else if (now == null && isWanted) {
        count("disk-full");
      }
    }
    over.retainAll(onAir);
  }

  private void begin(Hub hub, String showId, String hostId) {
    Path show = folder.resolve(showId);
    try {
      Files.createDirectories(show);
      Kept before = kept(show);
      Files.writeString(show.resolve(HOST_FILE), hostId);
      Tape tape = new Tape(show, clock, Tape.PIECES_MAX - pieces(show));
      running.put(hub.roomId(), new Running(showId, tape, since(show), before.bytes()));
      hub.tap(tape);
    } catch (IOException full) {
      count("disk-failed");
      over.add(showId);
    }
  }

  /** When the first tape of a show began: files are named by it. */
  private Instant since(Path show) throws IOException {
    return files(show).stream().map(file -> file.getFileName().toString())
        .filter(name -> name.matches("\\d{1,15}\\" + Tape.VIDEO_END))
        .map(name -> Instant.ofEpochMilli(Long.parseLong(name.substring(0, name.indexOf('.')))))
        .min(Comparator.naturalOrder()).orElseGet(clock::instant);
  }

  private static int pieces(Path show) throws IOException {
    return (int) files(show).stream().filter(file -> file.toString().endsWith(Tape.VIDEO_END)).count();
  }

  private boolean isTooMuch(Running now, boolean hasRoom) {
    Tape tape = now.tape();
    boolean isTooLong = clock.instant().isAfter(now.since().plus(SHOW_MAX))
        || now.bytes() > Math.min(SHOW_BYTES_MAX, allBytesMax() / HOST_SHARE);
    if (isTooLong || tape.isFull() || tape.isBroken()) {
      count(isTooLong ? "too-long" : tape.isFull() ? "too-many-pieces" : "disk-failed");
      over.add(now.showId());
    }
    return isTooLong || tape.isFull() || tape.isBroken() || !hasRoom;
  }

  private void end(String roomId, Running now) {
    now.tape().close();
    running.remove(roomId);
    if (now.tape().skipped() > 0) {
      meters.counter("laotie.recordings.skipped").increment(now.tape().skipped());
    }
    LOGGER.infof("show %s: %d bytes recorded", now.showId(), now.tape().writtenBytes());
  }

  private long freeBytes() throws IOException {
    Files.createDirectories(folder);
    return Files.getFileStore(folder).getUsableSpace();
  }

  private void count(String reason) {
    meters.counter("laotie.recordings.refused", "reason", reason).increment();
  }

  private void sweepIfDue() throws IOException {
    Instant now = clock.instant();
    if (sweptAt.plus(SWEEP_EVERY).isBefore(now)) {
      sweptAt = now;
      sweep(now.minus(settings.video().recording()),
          allBytesMax());
    }
  }

  private long allBytesMax() {
    return settings.video().recordingsGigabytesMax() * BYTES_PER_GIGABYTE;
  }

  /** A show's folder, whose it is (empty when nobody knows), the last instant it was written, its bytes. */
  record Kept(Path folder, String hostId, Instant at, long bytes) {
    String showId() {
      return folder.getFileName().toString();
    }
  }

  /** Deletes what is due. */
  void sweep(Instant oldest, long bytesMax) throws IOException {
    List<Kept> kept = new ArrayList<>();
    try (Stream<Path> shows = Files.list(folder)) {
      for (Path show : shows.filter(Files::isDirectory).toList()) {
        kept.add(kept(show));
      }
    }
    Set<String> onAir = new HashSet<>();
    running.values().forEach(each -> onAir.add(each.showId()));
    for (Kept each : due(kept, onAir, oldest, bytesMax)) {
      erase(each.folder());
    }
  }

  /**
   * What goes: recordings last written before {@code oldest}; of a host beyond his share his oldest ones;
   * then the oldest of all beyond {@code bytesMax}. Shows on the air count and stay.
   */
  static List<Kept> due(List<Kept> kept, Set<String> onAir, Instant oldest, long bytesMax) {
    List<Kept> ended = kept.stream().filter(each -> !onAir.contains(each.showId()))
        .sorted(Comparator.comparing(Kept::at)).toList();
    long bytes = kept.stream().mapToLong(Kept::bytes).sum();
    Map<String, Long> ofHost = new HashMap<>();
    kept.forEach(each -> ofHost.merge(each.hostId(), each.bytes(), Long::sum));
    List<Kept> due = new ArrayList<>();
    for (Kept each : ended) {
      boolean isBeyondShare =
          !each.hostId().isEmpty() && ofHost.get(each.hostId()) > bytesMax / HOST_SHARE;
      if (each.at().isBefore(oldest) || isBeyondShare) {
        due.add(each);
        bytes -= each.bytes();
        ofHost.merge(each.hostId(), -each.bytes(), Long::sum);
      }
    }
    for (Kept each : ended) {
      if (bytes > bytesMax && !due.contains(each)) {
        due.add(each);
        bytes -= each.bytes();
      }
    }
    return due;
  }

  private static Kept kept(Path show) throws IOException {
    Instant at = Files.getLastModifiedTime(show).toInstant();
    long bytes = 0;
    for (Path file : files(show)) {
      bytes += Files.size(file);
      Instant changed = Files.getLastModifiedTime(file).toInstant();
      at = changed.isAfter(at) ? changed : at;
    }
    return new Kept(show, hostOf(show), at, bytes);
  }

  private static String hostOf(Path show) throws IOException {
    Path file = show.resolve(HOST_FILE);
    return Files.exists(file) && Files.size(file) <= ID_BYTES_MAX ? Files.readString(file) : "";
  }

  private static void erase(Path show) throws IOException {
    for (Path file : files(show)) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(show);
  }

  private static List<Path> files(Path show) throws IOException {
    try (Stream<Path> files = Files.list(show)) {
      return files.sorted().toList();
    }
  }

  boolean holds(String showId, Instant from, Instant to) {
    try {
      return longest(showId, from, to).isPresent();
    } catch (IOException | UncheckedIOException gone) {
      return false;
    }
  }

  /** Copies the longest piece between the instants that one generation holds, from a keyframe on. */
  Optional<Video.Cut> cut(String showId, Instant from, Instant to, Path target) throws IOException {
    Optional<Reel> reel = longest(showId, from, to);
    if (reel.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(reel.get().copy(from, to, target));
  }

  /** An index that grew is read anew; one page asks about many explanations at once. */
  private Reel reel(Path index) throws IOException {
    long bytes = Files.size(index);
    Read known = reels.getIfPresent(index);
    if (known == null || known.bytes() != bytes) {
      known = new Read(bytes, Reel.read(index));
      reels.put(index, known);
    }
    return known.reel();
  }

  private Optional<Reel> longest(String showId, Instant from, Instant to) throws IOException {
    Path show = folder.resolve(showId);
    if (!Bodies.isId(showId) || !Files.isDirectory(show)) {
      return Optional.empty();
    }
    Optional<Reel> best = Optional.empty();
    for (Path file : files(show)) {
      if (file.toString().endsWith(Tape.INDEX_END)) {
        Reel reel = reel(file);
        long held = reel.overlapMs(from, to);
        if (held >= Reel.SHORTEST_MS && held > best.map(each -> each.overlapMs(from, to)).orElse(0L)) {
          best = Optional.of(reel);
        }
      }
    }
    return best;
  }
}
