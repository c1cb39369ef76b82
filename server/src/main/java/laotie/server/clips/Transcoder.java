package laotie.server.clips;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import laotie.clips.ClipsReason;
import laotie.clips.Footage;
import laotie.server.video.Video;

/**
 * Decodes a video nobody can trust and encodes it anew: MP4 with H.264 and AAC, at most 720 x 1280, ready
 * to play from its first bytes, and a cover. Nothing of the file itself reaches anybody.
 */
final class Transcoder {

  static final String VIDEO = "video.mp4";
  static final String COVER = "cover.jpg";

  private static final int WIDTH_MAX = 720;
  private static final int HEIGHT_MAX = 1280;
  private static final Duration PROBE_MAX = Duration.ofSeconds(30);
  private static final Duration COVER_MAX = Duration.ofSeconds(60);
  private static final Duration ENCODE_MAX = Duration.ofMinutes(40);
  private static final Duration ENCODE_LEAST = Duration.ofSeconds(60);
  private static final int ENCODE_TIMES_LENGTH = 20;
  private static final int JSON_CHARACTERS_MAX = 200_000;

  /** Containers that files of phones, cameras and encoders have; no playlist and no picture is one. */
  private static final String FORMATS = "mov,matroska,flv,mpegts,avi";

  private static final String CODECS = String.join(",", "h264", "hevc", "vp8", "libvpx", "vp9", "libvpx-vp9",
      "av1", "libdav1d", "libaom-av1", "mpeg4", "h263", "flv", "mjpeg", "mpeg2video", "aac", "aac_fixed",
      "mp3", "mp3float", "opus", "libopus", "vorbis", "libvorbis", "ac3", "flac", "alac", "amrnb",
      "libopencore_amrnb", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_f32le", "pcm_u8");

  private static final List<String> GUARDS = List.of("-protocol_whitelist", "file",
      "-format_whitelist", FORMATS, "-codec_whitelist", CODECS);

  private final Function<List<String>, ProcessBuilder> ffmpeg;
  private final Function<List<String>, ProcessBuilder> ffprobe;
  private final Tool tool;
  private final ObjectMapper json;
  private Optional<String> encoder = Optional.empty();

  Transcoder(Video video, Tool tool, ObjectMapper json) {
    this.ffmpeg = video.ffmpeg().orElseThrow();
    this.ffprobe = video.ffprobe().orElseThrow();
    this.tool = tool;
    this.json = json;
  }

  /** What came of a video. */
  sealed interface Outcome {

    /** A clip lies in the folder. */
    record Made(ClipStore.Size size) implements Outcome {}

    /** It cannot become a clip. */
    record Unfit(ClipsReason reason) implements Outcome {}
  }

  /**
   * What to make a clip of.
   *
   * @param cut the piece that is wanted, or empty for the whole
   */
  record Job(Path source, Optional<Video.Cut> cut, Path folder) {}

  /** Makes the clip; {@code progress} hears 0..1 and answers false when nobody wants it any more. */
  Outcome run(Job job, DoublePredicate progress) throws IOException {
    Optional<Footage> footage = probe(job.source(), job.folder());
    if (footage.isEmpty()) {
      return new Outcome.Unfit(ClipsReason.VIDEO_UNREADABLE);
    }
    Optional<ClipsReason> fault = job.cut().isPresent() ? Optional.empty() : footage.get().fault();
    if (fault.isPresent()) {
      return new Outcome.Unfit(fault.get());
    }
    long expectedMs = job.cut().map(cut -> cut.length().toMillis())
        .or(() -> footage.get().lengthMs()).orElse(Footage.LENGTH_MAX.toMillis());
    Tool.Result result = tool.run(ffmpeg.apply(encoding(job)), job.folder(), encodeMax(expectedMs),
        line -> progressOf(line).map(ms -> progress.test(Math.min(1, ms / (double) expectedMs)))
            .orElse(true));
    if (!result.isGood()) {
      return new Outcome.Unfit(
          result.isLate() ? ClipsReason.VIDEO_TOO_HARD : ClipsReason.VIDEO_UNREADABLE);
    }
    return finished(job.folder());
  }

  /** A short clip has a short time: one that is slow by intent keeps its worker for little. */
  static Duration encodeMax(long lengthMs) {
    Duration most = ENCODE_LEAST.plusMillis(ENCODE_TIMES_LENGTH * Math.max(0, lengthMs));
    return most.compareTo(ENCODE_MAX) < 0 ? most : ENCODE_MAX;
  }

  /** Measures what was made, since the file may have lied, and picks a cover out of it. */
  private Outcome finished(Path folder) throws IOException {
    Path video = folder.resolve(VIDEO);
    Optional<Footage> made = probe(video, folder);
    if (made.isEmpty() || made.get().lengthMs().isEmpty()) {
      return new Outcome.Unfit(ClipsReason.VIDEO_UNREADABLE);
    }
    long lengthMs = made.get().lengthMs().get();
    Optional<ClipsReason> fault = Footage.faultOfLength(lengthMs);
    if (fault.isPresent()) {
      return new Outcome.Unfit(fault.get());
    }
    tool.run(ffmpeg.apply(cover(video, lengthMs)), folder, COVER_MAX, _ -> true);
    if (!Files.exists(folder.resolve(COVER))) {
      return new Outcome.Unfit(ClipsReason.VIDEO_UNREADABLE);
    }
    return new Outcome.Made(new ClipStore.Size(made.get().width(), made.get().height(), lengthMs));
  }

  private List<String> encoding(Job job) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-y", "-v", "fatal", "-progress", "pipe:1",
        "-stats_period", "0.5", "-max_alloc", String.valueOf(512L << 20), "-filter_threads", "1",
        "-threads", "2"));
    arguments.addAll(GUARDS);
    job.cut().ifPresent(cut -> arguments.addAll(List.of("-ss", seconds(cut.lead()))));
    arguments.addAll(List.of("-i", "file:" + job.source()));
    Duration most = job.cut().map(Video.Cut::length).orElse(Footage.LENGTH_MAX.plusSeconds(2));
    arguments.addAll(List.of("-t", seconds(most), "-map", "0:V:0", "-map", "0:a:0?", "-sn", "-dn",
        "-map_metadata", "-1", "-map_chapters", "-1", "-threads", "2", "-fpsmax", "30", "-vf",
        "scale=w='min(" + WIDTH_MAX + ",iw)':h='min(" + HEIGHT_MAX + ",ih)'"
            + ":force_original_aspect_ratio=decrease:force_divisible_by=2,setsar=1,format=yuv420p"));
    arguments.addAll(pictures());
    arguments.addAll(List.of("-g", "60", "-force_key_frames", "expr:gte(t,n_forced*2)",
        "-c:a", "aac", "-b:a", "96k", "-ac", "2", "-ar", "44100", "-fs", String.valueOf(500L << 20),
        "-movflags", "+faststart", "-f", "mp4", "file:" + job.folder().resolve(VIDEO)));
    return arguments;
  }

  /** The bundled program has openh264; one of the system may have x264 only. */
  private List<String> pictures() throws IOException {
    if (encoder.isEmpty()) {
      StringBuilder known = new StringBuilder();
      tool.run(ffmpeg.apply(List.of("-v", "quiet", "-encoders")), Path.of("/"), PROBE_MAX,
          line -> known.append(line).append('\n').length() < JSON_CHARACTERS_MAX);
      encoder = Optional.of(known.indexOf(" libopenh264 ") >= 0 ? "libopenh264" : "libx264");
    }
    return encoder.get().equals("libx264")
        ? List.of("-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-maxrate", "2500k",
            "-bufsize", "5000k", "-profile:v", "main")
        : List.of("-c:v", "libopenh264", "-b:v", "1800k", "-allow_skip_frames", "0");
  }

  /** The picture most like its neighbours out of the first seconds: neither black nor blurred by a cut. */
  private static List<String> cover(Path video, long lengthMs) {
    double from = Math.min(1, lengthMs / 4_000.0);
    return List.of("-y", "-v", "fatal", "-ss", String.format(Locale.ROOT, "%.3f", from), "-i",
        "file:" + video, "-t", "4", "-an", "-vf", "thumbnail=n=60", "-frames:v", "1", "-q:v", "4",
        "-map_metadata", "-1", "-f", "image2", "-update", "1", "file:" + video.resolveSibling(COVER));
  }

  /** What a file says of itself, or empty when it is none of the containers or holds nothing known. */
  Optional<Footage> probe(Path file, Path folder) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-v", "quiet", "-max_alloc",
        String.valueOf(512L << 20), "-threads", "2", "-analyzeduration", "10M", "-probesize", "20M"));
    arguments.addAll(GUARDS);
    arguments.addAll(List.of("-show_entries", "format=duration:stream=codec_type,width,height,"
        + "avg_frame_rate,r_frame_rate,duration:stream_disposition=attached_pic", "-of", "json",
        "-i", "file:" + file));
    StringBuilder said = new StringBuilder();
    Tool.Result result = tool.run(ffprobe.apply(arguments), folder, PROBE_MAX,
        line -> said.append(line).append('\n').length() < JSON_CHARACTERS_MAX);
    if (!result.isGood()) {
      return Optional.empty();
    }
    try {
      return Optional.of(footage(json.readTree(said.toString())));
    } catch (JacksonException unclear) {
      return Optional.empty();
    }
  }

  private static Footage footage(JsonNode told) {
    int pictures = 0;
    int width = 0;
    int height = 0;
    double rate = 0;
    for (JsonNode stream : told.path("streams")) {
      boolean isPicture = stream.path("codec_type").asText().equals("video")
          && stream.path("disposition").path("attached_pic").asInt() == 0;
      if (isPicture) {
        pictures++;
        width = Math.max(width, stream.path("width").asInt());
        height = Math.max(height, stream.path("height").asInt());
        double average = ratio(stream.path("avg_frame_rate").asText());
        rate = Math.max(rate, average > 0 ? average : ratio(stream.path("r_frame_rate").asText()));
      }
    }
    double seconds = told.path("format").path("duration").asDouble(-1);
    return new Footage(pictures, width, height, rate,
        seconds < 0 ? Optional.empty() : Optional.of(Math.round(seconds * 1000)));
  }

  private static double ratio(String text) {
    String[] parts = text.split("/");
    try {
      double below = parts.length == 2 ? Double.parseDouble(parts[1]) : 1;
      return below == 0 ? 0 : Double.parseDouble(parts[0]) / below;
    } catch (NumberFormatException unknown) {
      return 0;
    }
  }

  private static Optional<Long> progressOf(String line) {
    String key = "out_time_us=";
    return line.startsWith(key) && line.substring(key.length()).matches("\\d{1,15}")
        ? Optional.of(Long.parseLong(line.substring(key.length())) / 1000) : Optional.empty();
  }

  private static String seconds(Duration span) {
    return String.format(Locale.ROOT, "%.3f", span.toMillis() / 1000.0);
  }
}
