package laotie.video;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Turns the tags of a room's publishers into one endless run of MP4 fragments, muxed once for all viewers.
 *
 * <p>One picture is held back, because its duration is the next one's time minus its own. The room's
 * timeline never runs backwards: a publisher that restarts, or whose clock jumps, is moved onto it. A
 * microphone that goes silent becomes silence, since a track without samples would stop the picture.
 */
public final class Muxer {

  /** Pictures gathered into one fragment, milliseconds: shorter costs headers, longer costs latency. */
  static final int FRAGMENT_MS = 100;

  /** Longest wait for the other track's header before the show opens with one, milliseconds of media. */
  static final int HEADERS_WAIT_MS = 1000;

  /** A step of the publisher's clock above this is a jump, milliseconds. */
  static final int JUMP_MS = 3000;

  /** Sound that strays from its clock by more than this is set right, milliseconds. */
  static final int DRIFT_MS = 100;

  /** Sound that stays behind the picture by more than this is filled with silence, milliseconds. */
  static final int SILENCE_AFTER_MS = 400;

  /** How close to the picture that silence reaches, milliseconds. */
  static final int SILENCE_MARGIN_MS = 200;

  /** Most tags kept while waiting for headers. */
  static final int WAITING_TAGS_MAX = 256;

  /** Duration of a picture whose successor is unknown, milliseconds. */
  private static final int PICTURE_MS = 40;

  private final List<MediaTag> waiting = new ArrayList<>();
  private final List<MediaTag.VideoFrame> pictures = new ArrayList<>();
  private final List<Boxes.Sample> sounds = new ArrayList<>();
  private Optional<AvcConfig> video = Optional.empty();
  private Optional<AudioConfig> audio = Optional.empty();
  private Optional<MediaTag.Metadata> metadata = Optional.empty();
  private boolean isOpen;
  private boolean isKeyframeSeen;
  private long firstWaitMs = -1;
  private int generation;
  private int sequence;
  private long shiftMs;
  private boolean isShifted;
  private long lastInputMs;
  private long endMs;
  private long soundsStart;
  private long soundEnd;
  private boolean isSoundPlaced;

  /** The number of the current generation, 0 before the first. */
  public int generation() {
    return generation;
  }

  /** Ends what the last publisher sent; the next tag begins a new generation. */
  public List<Muxed> changePublisher() {
    List<Muxed> out = new ArrayList<>();
    close(out);
    video = Optional.empty();
    audio = Optional.empty();
    metadata = Optional.empty();
    waiting.clear();
    firstWaitMs = -1;
    return out;
  }

  /** Takes the next tag and answers what can be sent to viewers now. */
  public List<Muxed> add(MediaTag tag) {
    List<Muxed> out = new ArrayList<>();
    switch (tag) {
      case MediaTag.VideoHeader header -> videoHeader(header, out);
      case MediaTag.AudioHeader header -> audioHeader(header, out);
      case MediaTag.VideoFrame frame -> waitOrMux(frame, frame.dtsMs(), out);
      case MediaTag.AudioFrame frame -> waitOrMux(frame, frame.atMs(), out);
      case MediaTag.Metadata said -> metadata = Optional.of(said);
      case MediaTag.Unsupported _, MediaTag.Ignored _ -> {
        // The door decides about unsupported codecs.
      }
    }
    return out;
  }

  private void videoHeader(MediaTag.VideoHeader header, List<Muxed> out) {
    boolean isSame = video.isPresent()
        && Arrays.equals(video.get().record(), header.config().record());
    if (!isSame) {
      if (isOpen) {
        close(out);
      }
      video = Optional.of(header.config());
    }
  }

  private void audioHeader(MediaTag.AudioHeader header, List<Muxed> out) {
    boolean isSame = audio.isPresent() && audio.get().isSameAs(header.config());
    if (!isSame) {
      if (isOpen) {
        close(out);
      }
      audio = Optional.of(header.config());
    }
  }

  /** Until a generation is open, tags wait for both headers: at most one second of media. */
  private void waitOrMux(MediaTag tag, long atMs, List<Muxed> out) {
    if (isOpen) {
      mux(tag, out);
      return;
    }
    firstWaitMs = firstWaitMs < 0 ? atMs : firstWaitMs;
    waiting.add(tag);
    boolean isComplete = (video.isPresent() || isNotPromised(MediaTag.Metadata::hasVideo))
        && (audio.isPresent() || isNotPromised(MediaTag.Metadata::hasAudio));
    boolean isLate = Math.abs(atMs - firstWaitMs) >= HEADERS_WAIT_MS || waiting.size() >= WAITING_TAGS_MAX;
    if (!isComplete && !isLate) {
      return;
    }
    if (video.isEmpty() && audio.isEmpty()) {
      waiting.clear();
      firstWaitMs = -1;
      return;
    }
    open(out);
    List<MediaTag> late = List.copyOf(waiting);
    waiting.clear();
    late.forEach(each -> mux(each, out));
  }

  private boolean isNotPromised(Predicate<MediaTag.Metadata> has) {
    return metadata.isPresent() && !has.test(metadata.get())
        && (metadata.get().hasVideo() || metadata.get().hasAudio());
  }

  private void open(List<Muxed> out) {
    isOpen = true;
    isKeyframeSeen = video.isEmpty();
    isShifted = false;
    isSoundPlaced = false;
    firstWaitMs = -1;
    generation++;
    List<String> codecs = new ArrayList<>();
    video.ifPresent(config -> codecs.add(config.codec()));
    audio.ifPresent(config -> {
      codecs.add(config.codecName());
      soundEnd = Math.ceilDiv(endMs * config.sampleRate(), 1000);
    });
    out.add(new Muxed.Init(
        generation,
        String.join(",", codecs),
        video.map(AvcConfig::width).orElse(0),
        video.map(AvcConfig::height).orElse(0),
        Boxes.init(video, audio)));
  }

  private void close(List<Muxed> out) {
    if (isOpen && !pictures.isEmpty()) {
      MediaTag.VideoFrame last = pictures.getLast();
      flush(last.dtsMs() + PICTURE_MS, pictures.size(), out);
    } else if (isOpen && !sounds.isEmpty()) {
      flush(endMs, 0, out);
    }
    pictures.clear();
    sounds.clear();
    isOpen = false;
  }

  private void mux(MediaTag tag, List<Muxed> out) {
    switch (tag) {
      case MediaTag.VideoFrame frame -> muxVideo(frame, out);
      case MediaTag.AudioFrame frame -> muxAudio(frame, out);
      default -> throw new IllegalStateException("only frames are muxed");
    }
  }

  /** The place of a publisher's time on the room's timeline; anchors it first and after every jump. */
  private long placeOf(long inputMs) {
    if (!isShifted) {
      shiftMs = endMs - inputMs;
      isShifted = true;
    } else if (Math.abs(inputMs - lastInputMs) > JUMP_MS) {
      long newest = Math.max(endMs, pictures.isEmpty() ? 0 : pictures.getLast().dtsMs());
      shiftMs = newest + PICTURE_MS - inputMs;
    }
    lastInputMs = inputMs;
    return inputMs + shiftMs;
  }

  private void muxVideo(MediaTag.VideoFrame frame, List<Muxed> out) {
    if (video.isEmpty()) {
      return;
    }
    if (!isKeyframeSeen && !frame.isKeyframe()) {
      return;
    }
    isKeyframeSeen = true;
    long place = placeOf(frame.dtsMs());
    long floor = pictures.isEmpty() ? endMs : pictures.getLast().dtsMs() + 1;
    long dts = Math.max(place, floor);
    boolean isFull = !pictures.isEmpty()
        && (frame.isKeyframe() || dts - pictures.getFirst().dtsMs() >= FRAGMENT_MS);
    if (isFull) {
      flush(dts, pictures.size(), out);
    }
    pictures.add(new MediaTag.VideoFrame(dts, frame.compositionMs(), frame.isKeyframe(), frame.bytes()));
  }

  private void muxAudio(MediaTag.AudioFrame frame, List<Muxed> out) {
    if (audio.isEmpty() || !isKeyframeSeen) {
      return;
    }
    AudioConfig config = audio.get();
    long wanted = placeOf(frame.atMs()) * config.sampleRate() / 1000;
    long drift = (long) config.sampleRate() * DRIFT_MS / 1000;
    if (wanted < soundEnd - drift) {
      return;
    }
    if (!isSoundPlaced) {
      soundEnd = Math.max(soundEnd, wanted);
    } else if (wanted > soundEnd + drift) {
      bridge(wanted, config);
    }
    addSound(frame.bytes(), config);
    if (sounds.size() >= WAITING_TAGS_MAX) {
      flush(endMs, 0, out);
    }
    long waitingMs = (soundEnd - soundsStart) * 1000 / config.sampleRate();
    if (video.isEmpty() && waitingMs >= 2 * FRAGMENT_MS) {
      flush(soundEnd * 1000 / config.sampleRate(), 0, out);
    }
  }

  /** Sound begins later than the last of it ended: the hole becomes silence, or a step when none is known. */
  private void bridge(long wanted, AudioConfig config) {
    byte[] silence = config.silence();
    if (sounds.isEmpty()) {
      soundEnd = wanted;
      return;
    }
    long step = silence.length == 0 ? wanted : config.samplesOf(silence);
    while (silence.length > 0 && soundEnd + step <= wanted && sounds.size() < WAITING_TAGS_MAX) {
      addSound(silence, config);
    }
  }

  private void addSound(byte[] bytes, AudioConfig config) {
    if (sounds.isEmpty()) {
      soundsStart = soundEnd;
    }
    isSoundPlaced = true;
    int samples = config.samplesOf(bytes);
    sounds.add(new Boxes.Sample(samples, 0, true, bytes));
    soundEnd += samples;
  }

  /** Sends the first pictures and all sounds; {@code nextMs} is when the picture after them is decoded. */
  private void flush(long nextMs, int count, List<Muxed> out) {
    long startMs = endMs;
    boolean isKeyframe = video.isEmpty();
    List<Boxes.Run> runs = new ArrayList<>();
    if (count > 0) {
      startMs = pictures.getFirst().dtsMs();
      isKeyframe = pictures.getFirst().isKeyframe();
      List<Boxes.Sample> samples = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        MediaTag.VideoFrame frame = pictures.get(i);
        long until = i + 1 < count ? pictures.get(i + 1).dtsMs() : nextMs;
        samples.add(new Boxes.Sample(
            until - frame.dtsMs(), frame.compositionMs(), frame.isKeyframe(), frame.bytes()));
      }
      runs.add(new Boxes.Run(Boxes.VIDEO_TRACK, startMs, samples));
      pictures.subList(0, count).clear();
    }
    audio.ifPresent(config -> {
      if (count > 0) {
        fillSilence(nextMs, config);
      }
      if (!sounds.isEmpty()) {
        runs.add(new Boxes.Run(Boxes.AUDIO_TRACK, soundsStart, List.copyOf(sounds)));
        sounds.clear();
      }
    });
    if (runs.isEmpty()) {
      return;
    }
    endMs = Math.max(nextMs, startMs + 1);
    int durationMs = (int) Math.min(Integer.MAX_VALUE, endMs - startMs);
    byte[] bytes = Boxes.fragment(++sequence, runs);
    out.add(new Muxed.Fragment(generation, startMs, durationMs, isKeyframe, bytes));
  }

  private void fillSilence(long pictureMs, AudioConfig config) {
    byte[] silence = config.silence();
    long late = pictureMs * config.sampleRate() / 1000 - soundEnd;
    if (silence.length == 0 || late < (long) config.sampleRate() * SILENCE_AFTER_MS / 1000) {
      return;
    }
    long until = (pictureMs - SILENCE_MARGIN_MS) * config.sampleRate() / 1000;
    while (soundEnd + config.samplesOf(silence) <= until && sounds.size() < WAITING_TAGS_MAX) {
      addSound(silence, config);
    }
  }
}
