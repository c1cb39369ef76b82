package laotie.video;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The last seconds of a room as Low-Latency HLS (RFC 8216bis): a playlist of segments, the newest of them
 * told in parts, so that a player follows the live edge by about a second and a half.
 */
public final class HlsWindow {

  /** Longest part, milliseconds. */
  static final int PART_MS = 500;

  /** Shortest segment that a keyframe ends, milliseconds. */
  static final int SEGMENT_MS_MIN = 1000;

  /** A segment is cut here even without a keyframe, milliseconds. */
  static final int SEGMENT_MS_MAX = 4000;

  /** Segments a playlist names. */
  static final int LISTED_SEGMENTS = 6;

  /** Segments that can still be fetched: those listed and three more for slow players. */
  static final int KEPT_SEGMENTS = 9;

  /** Segments, counted from the newest, whose parts are named. */
  static final int PARTED_SEGMENTS = 3;

  /** Most bytes kept for one room. */
  static final long KEPT_BYTES_MAX = 96L << 20;

  private record Part(int durationMs, boolean isKeyframe, byte[] bytes) {}

  private static final class Segment {
    final long number;
    final Muxed.Init init;
    final Instant startedAt;
    final boolean isDiscontinuous;
    final List<Part> parts = new ArrayList<>();
    boolean isWhole;

    Segment(long number, Muxed.Init init, Instant startedAt, boolean isDiscontinuous) {
      this.number = number;
      this.init = init;
      this.startedAt = startedAt;
      this.isDiscontinuous = isDiscontinuous;
    }

    int durationMs() {
      return parts.stream().mapToInt(Part::durationMs).sum();
    }

    long size() {
      return parts.stream().mapToLong(part -> part.bytes().length).sum();
    }
  }

  private final Deque<Segment> segments = new ArrayDeque<>();
  private Optional<Muxed.Init> init = Optional.empty();
  private Optional<Muxed.Init> older = Optional.empty();
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();
  private int openMs;
  private boolean isOpenKeyframe;
  private long nextNumber;
  private long discontinuities;

  /**
   * An empty window.
   *
   * @param firstNumber the number of its first segment; larger than any of an older window of the room, so
   *     that no cache mixes them up
   */
  public HlsWindow(long firstNumber) {
    nextNumber = firstNumber;
  }

  /** Begins a generation. What came before stays for those who are behind. */
  public void begin(Muxed.Init next) {
    endPart();
    endSegment();
    older = init;
    init = Optional.of(next);
  }

  /** Adds a fragment of the current generation; {@code at} is when it was made. */
  public void add(Muxed.Fragment fragment, Instant at) {
    if (init.isEmpty()) {
      return;
    }
    if (openMs > 0 && (openMs + fragment.durationMs() > PART_MS || fragment.isKeyframe())) {
      endPart();
    }
    Optional<Segment> current = current();
    int have = current.map(Segment::durationMs).orElse(0);
    boolean isDue = fragment.isKeyframe() && have >= SEGMENT_MS_MIN
        || openMs == 0 && have + PART_MS > SEGMENT_MS_MAX;
    if (isDue) {
      endSegment();
    }
    if (current().isEmpty()) {
      start(at.minusMillis(fragment.durationMs()));
    }
    if (openMs == 0) {
      isOpenKeyframe = fragment.isKeyframe();
    }
    open.writeBytes(fragment.bytes());
    openMs += fragment.durationMs();
    if (openMs + fragment.durationMs() > PART_MS) {
      endPart();
    }
  }

  private Optional<Segment> current() {
    return Optional.ofNullable(segments.peekLast()).filter(segment -> !segment.isWhole);
  }

  private void start(Instant at) {
    Muxed.Init map = init.orElseThrow();
    Segment last = segments.peekLast();
    boolean isDiscontinuous = last != null && last.init.generation() != map.generation();
    segments.add(new Segment(nextNumber++, map, at, isDiscontinuous));
    long bytes = segments.stream().mapToLong(Segment::size).sum();
    while (segments.size() > KEPT_SEGMENTS || bytes > KEPT_BYTES_MAX && segments.size() > 2) {
      Segment gone = segments.removeFirst();
      bytes -= gone.size();
      discontinuities += gone.isDiscontinuous ? 1 : 0;
    }
  }

  private void endPart() {
    if (openMs > 0) {
      current().ifPresent(segment -> segment.parts.add(new Part(openMs, isOpenKeyframe, open.toByteArray())));
    }
    open.reset();
    openMs = 0;
  }

  private void endSegment() {
    current().ifPresent(segment -> {
      if (segment.parts.isEmpty()) {
        segments.removeLast();
        nextNumber--;
      } else {
        segment.isWhole = true;
      }
    });
  }

  /** True once a player has something to start with. */
  public boolean isReady() {
    return segments.stream().anyMatch(segment -> !segment.parts.isEmpty());
  }

  /** The number of the newest segment, whole or not; one less than the first before it. */
  public long newestSegment() {
    return nextNumber - 1;
  }

  /** True when the playlist holds this part, or the whole segment when {@code part} is negative. */
  public boolean has(long segment, int part) {
    for (Segment each : segments) {
      if (each.number == segment) {
        return part < 0 ? each.isWhole : part < each.parts.size() || each.isWhole;
      }
    }
    return segment < nextNumber;
  }

  /** The playlist that names the one rendition with its exact codecs; without them players guess wrong. */
  public Optional<String> multivariant() {
    return init.map(map -> {
      long bytes = segments.stream().mapToLong(Segment::size).sum();
      long millis = Math.max(1, segments.stream().mapToLong(Segment::durationMs).sum());
      long bitrate = Math.max(100_000, bytes * 8000 / millis * 3 / 2);
      String size = map.width() > 0 ? ",RESOLUTION=" + map.width() + "x" + map.height() : "";
      return "#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-STREAM-INF:BANDWIDTH=" + bitrate
          + ",CODECS=\"" + map.codecs() + "\"" + size + "\nlive.m3u8\n";
    });
  }

  /** The media playlist as of now. */
  public String playlist() {
    List<Segment> listed = new ArrayList<>(segments);
    listed = listed.subList(Math.max(0, listed.size() - LISTED_SEGMENTS), listed.size());
    long first = listed.isEmpty() ? 0 : listed.getFirst().number;
    long target = listed.stream().mapToLong(Segment::durationMs).max().orElse(0);
    StringBuilder text = new StringBuilder(2048)
        .append("#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:")
        .append(Math.max(SEGMENT_MS_MAX / 1000, Math.ceilDiv(target, 1000)))
        .append("\n#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=")
        .append(seconds(3 * PART_MS))
        .append("\n#EXT-X-PART-INF:PART-TARGET=").append(seconds(PART_MS))
        .append("\n#EXT-X-MEDIA-SEQUENCE:").append(first)
        .append("\n#EXT-X-DISCONTINUITY-SEQUENCE:").append(discontinuitiesBefore(first)).append('\n');
    int generation = -1;
    for (int i = 0; i < listed.size(); i++) {
      Segment segment = listed.get(i);
      if (segment.isDiscontinuous && i > 0) {
        text.append("#EXT-X-DISCONTINUITY\n");
      }
      if (segment.init.generation() != generation) {
        generation = segment.init.generation();
        text.append("#EXT-X-MAP:URI=\"init-").append(generation).append(".mp4\"\n");
      }
      describe(segment, i >= listed.size() - PARTED_SEGMENTS, text);
    }
    hint(text);
    return text.toString();
  }

  private static void describe(Segment segment, boolean isParted, StringBuilder text) {
    text.append("#EXT-X-PROGRAM-DATE-TIME:").append(segment.startedAt.toString()).append('\n');
    for (int i = 0; isParted && i < segment.parts.size(); i++) {
      Part part = segment.parts.get(i);
      text.append("#EXT-X-PART:DURATION=").append(seconds(part.durationMs()))
          .append(",URI=\"part-").append(segment.number).append('-').append(i).append(".m4s\"")
          .append(part.isKeyframe() ? ",INDEPENDENT=YES\n" : "\n");
    }
    if (segment.isWhole) {
      text.append("#EXTINF:").append(seconds(segment.durationMs()))
          .append(",\nsegment-").append(segment.number).append(".m4s\n");
    }
  }

  private void hint(StringBuilder text) {
    if (!segments.isEmpty()) {
      Optional<Segment> current = current();
      long number = current.map(segment -> segment.number).orElse(nextNumber);
      int part = current.map(segment -> segment.parts.size()).orElse(0);
      text.append("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"part-")
          .append(number).append('-').append(part).append(".m4s\"\n");
    }
  }

  private long discontinuitiesBefore(long first) {
    return discontinuities
        + segments.stream().filter(each -> each.number <= first && each.isDiscontinuous).count();
  }

  /** The beginning of a generation, while some of it is kept. */
  public Optional<byte[]> init(int generation) {
    for (Segment segment : segments) {
      if (segment.init.generation() == generation) {
        return Optional.of(segment.init.bytes());
      }
    }
    return init.filter(map -> map.generation() == generation)
        .or(() -> older.filter(map -> map.generation() == generation)).map(Muxed.Init::bytes);
  }

  /** One part, empty when it is gone or not there yet. */
  public Optional<byte[]> part(long segment, int part) {
    return find(segment).filter(each -> part >= 0 && part < each.parts.size())
        .map(each -> each.parts.get(part).bytes());
  }

  /** One whole segment, empty when it is gone or not there yet. */
  public Optional<byte[]> segment(long number) {
    return find(number).filter(each -> each.isWhole).map(each -> {
      ByteArrayOutputStream out = new ByteArrayOutputStream((int) each.size());
      each.parts.forEach(part -> out.writeBytes(part.bytes()));
      return out.toByteArray();
    });
  }

  private Optional<Segment> find(long number) {
    return segments.stream().filter(each -> each.number == number).findFirst();
  }

  private static String seconds(int millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }
}
