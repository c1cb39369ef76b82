package laotie.server.video;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of a recording with its index by time, as {@link Tape} wrote them.
 *
 * @param marks in their order, maybe none
 */
record Reel(Path video, List<Mark> marks) {

  /** A piece shorter than this is none. */
  static final long SHORTEST_MS = 1000;

  /** Lines of an index: 12 hours, a keyframe and a second each. */
  private static final int MARKS_MAX = 200_000;

  /** Where a fragment begins. */
  record Mark(boolean isKeyframe, long atMs, long offset) {}

  static Reel read(Path index) throws IOException {
    List<Mark> marks = new ArrayList<>();
    // The last line may be half written.
    for (String line : Files.readString(index).split("\n")) {
      String[] words = line.split(" ");
      if (words.length == 3 && words[1].matches("\\d{1,15}") && words[2].matches("\\d{1,15}")
          && marks.size() < MARKS_MAX) {
        marks.add(new Mark(words[0].equals("K"), Long.parseLong(words[1]), Long.parseLong(words[2])));
      }
    }
    String name = index.getFileName().toString();
    String video = name.substring(0, name.length() - Tape.INDEX_END.length()) + Tape.VIDEO_END;
    return new Reel(index.resolveSibling(video), marks);
  }

  /** Milliseconds between the instants that this file holds. */
  long overlapMs(Instant from, Instant to) {
    if (marks.isEmpty()) {
      return 0;
    }
    return Math.min(to.toEpochMilli(), marks.getLast().atMs())
        - Math.max(from.toEpochMilli(), marks.getFirst().atMs());
  }

  /** Copies head and fragments between the instants, from the keyframe before the first one on. */
  Video.Cut copy(Instant from, Instant to, Path target) throws IOException {
    Mark begin = marks.getFirst();
    Mark end = marks.getLast();
    for (Mark mark : marks) {
      if (mark.isKeyframe() && mark.atMs() <= from.toEpochMilli()) {
        begin = mark;
      }
      if (mark.atMs() >= to.toEpochMilli()) {
        end = mark;
        break;
      }
    }
    try (FileChannel in = FileChannel.open(video, StandardOpenOption.READ);
        FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
      copy(in, 0, marks.getFirst().offset(), out);
      copy(in, begin.offset(), end.offset(), out);
    }
    Duration lead = Duration.ofMillis(Math.max(0, from.toEpochMilli() - begin.atMs()));
    return new Video.Cut(lead, Duration.ofMillis(overlapMs(from, to)));
  }

  private static void copy(FileChannel in, long from, long to, FileChannel out) throws IOException {
    for (long at = from; at < to; ) {
      long copied = in.transferTo(at, to - at, out);
      if (copied <= 0) {
        throw new IOException("the recording ends at " + at);
      }
      at += copied;
    }
  }
}
