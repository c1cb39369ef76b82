package laotie.server.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import laotie.server.boot.Await;
import laotie.video.Muxed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recording of a show: what is written, found again by the clock, and what a bad disk does. */
class TapeTest {

  private static final long START = 1_700_000_000_000L;

  @TempDir private Path dir;
  private final AtomicLong now = new AtomicLong(START);

  private Tape tape(Path folder) {
    return new Tape(folder, () -> Instant.ofEpochMilli(now.get()), Tape.PIECES_MAX);
  }

  private static Muxed.Init init(int generation) {
    return new Muxed.Init(generation, "avc1", 2, 2, ("[head" + generation + "]").getBytes(
        StandardCharsets.US_ASCII));
  }

  /** A fragment of half a second that says when it was shown. */
  private void play(Tape tape, int generation, boolean isKeyframe) {
    long at = now.get() - START;
    now.addAndGet(500);
    tape.take(new Muxed.Fragment(generation, at, 500, isKeyframe,
        ("(" + at + ")").getBytes(StandardCharsets.US_ASCII)));
  }

  private void playSeconds(Tape tape, int generation, int seconds) {
    for (int i = 0; i < seconds * 2; i++) {
      play(tape, generation, i % 4 == 0);
    }
  }

  private static Reel reel(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return Reel.read(files.filter(each -> each.toString().endsWith(Tape.INDEX_END)).sorted().findFirst()
          .orElseThrow());
    }
  }

  @Test
  void findsAPieceByTheClockFromItsKeyframeOn() throws Exception {
    Path show = dir.resolve("show_1");
    Tape tape = tape(show);
    tape.begin(init(1));
    playSeconds(tape, 1, 20);
    tape.close();
    tape.join();
    Path cut = dir.resolve("cut.mp4");
    Video.Cut piece = reel(show).copy(
        Instant.ofEpochMilli(START + 5_000), Instant.ofEpochMilli(START + 8_000), cut);
    // Keyframes stand at 0, 2, 4 s and so on.
    assertThat(piece.lead()).isEqualTo(Duration.ofSeconds(1));
    assertThat(piece.length()).isEqualTo(Duration.ofSeconds(3));
    assertThat(Files.readString(cut)).startsWith("[head1](4000)(4500)(5000)").endsWith("(7500)");
  }

  @Test
  void holdsNothingBeforeAndAfter() throws Exception {
    Path show = dir.resolve("show_1");
    Tape tape = tape(show);
    tape.begin(init(1));
    playSeconds(tape, 1, 10);
    tape.close();
    tape.join();
    assertThat(reel(show).overlapMs(Instant.ofEpochMilli(START - 9_000), Instant.ofEpochMilli(START)))
        .isLessThan(Reel.SHORTEST_MS);
    assertThat(reel(show).overlapMs(
        Instant.ofEpochMilli(START + 11_000), Instant.ofEpochMilli(START + 15_000)))
        .isLessThan(Reel.SHORTEST_MS);
  }

  @Test
  void beginsAFileForEachGenerationAndAtAKeyframe() throws Exception {
    Path show = dir.resolve("show_1");
    Tape tape = tape(show);
    tape.begin(init(1));
    play(tape, 1, false);
    play(tape, 1, true);
    tape.begin(init(2));
    play(tape, 1, true);
    play(tape, 2, true);
    tape.close();
    tape.join();
    try (var files = Files.list(show)) {
      var videos = files.filter(each -> each.toString().endsWith(Tape.VIDEO_END)).sorted().toList();
      assertThat(videos).hasSize(2);
      assertThat(Files.readString(videos.getFirst())).isEqualTo("[head1](500)");
      assertThat(Files.readString(videos.getLast())).isEqualTo("[head2](1500)");
    }
  }

  private static Recordings.Kept kept(String showId, String hostId, int minute, long bytes) {
    return new Recordings.Kept(
        Path.of(showId), hostId, Instant.ofEpochMilli(START).plusSeconds(60L * minute), bytes);
  }

  @Test
  void aHostBeyondHisShareLosesHisOwnOldestShows() {
    List<Recordings.Kept> kept = List.of(kept("other", "b", 0, 20), kept("unknown", "", 1, 30),
        kept("first", "a", 2, 10), kept("second", "a", 3, 10), kept("live", "a", 4, 10));
    Instant epoch = Instant.EPOCH;
    assertThat(Recordings.due(kept, Set.of("live"), epoch, 100)).extracting(Recordings.Kept::showId)
        .containsExactly("first");
    // The show on the air counts and stays; the whole is held by the oldest of all.
    assertThat(Recordings.due(kept, Set.of("live"), epoch, 35)).extracting(Recordings.Kept::showId)
        .containsExactly("other", "first", "second", "unknown");
    assertThat(Recordings.due(kept, Set.of("live"), Instant.ofEpochMilli(START + 90_000), 1000))
        .extracting(Recordings.Kept::showId).containsExactly("other", "unknown");
  }

  @Test
  void aBrokenDiskEndsTheTapeAndThrowsNothing() throws Exception {
    Path file = Files.writeString(dir.resolve("file"), "no folder");
    Tape tape = tape(file.resolve("show_1"));
    tape.begin(init(1));
    playSeconds(tape, 1, 2);
    Await.until("broken", tape::isBroken);
    playSeconds(tape, 1, 2);
    tape.begin(init(2));
    tape.close();
  }

  @Test
  void whoeverSendsNewHeadersAllTheTimeMakesFewFiles() throws Exception {
    Path show = dir.resolve("show_1");
    Tape tape = new Tape(show, () -> Instant.ofEpochMilli(now.get()), 3);
    for (int generation = 1; generation <= 3; generation++) {
      tape.begin(init(generation));
      play(tape, generation, true);
      assertThat(tape.isFull()).isFalse();
    }
    for (int generation = 4; generation <= 50; generation++) {
      tape.begin(init(generation));
      play(tape, generation, true);
    }
    assertThat(tape.isFull()).isTrue();
    tape.close();
    tape.join();
    try (var files = Files.list(show)) {
      assertThat(files.filter(each -> each.toString().endsWith(Tape.VIDEO_END))).hasSize(3);
    }
  }
}
