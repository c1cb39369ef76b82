package laotie.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MuxerTest {

  private final Muxer muxer = new Muxer();
  private final List<Muxed> out = new ArrayList<>();

  private void add(MediaTag tag) {
    out.addAll(muxer.add(tag));
  }

  private List<Muxed.Fragment> fragments() {
    return out.stream().filter(Muxed.Fragment.class::isInstance).map(Muxed.Fragment.class::cast).toList();
  }

  private List<Muxed.Init> inits() {
    return out.stream().filter(Muxed.Init.class::isInstance).map(Muxed.Init.class::cast).toList();
  }

  /** 25 pictures and 43 sounds a second, a keyframe every two seconds. */
  private void publish(long fromMs, int millis, boolean hasSound) {
    double sound = fromMs;
    for (long at = fromMs; at < fromMs + millis; at += 40) {
      add(Tags.picture(at, (at - fromMs) % 2000 == 0));
      while (hasSound && sound < at + 40) {
        add(Tags.sound((long) sound));
        sound += 1024 * 1000 / 44100.0;
      }
    }
  }

  private void assertContinuous() {
    long end = fragments().getFirst().startMs();
    for (Muxed.Fragment fragment : fragments()) {
      assertThat(fragment.startMs()).isBetween(end, end + 200);
      assertThat(fragment.durationMs()).isPositive();
      end = fragment.startMs() + fragment.durationMs();
    }
  }

  /** Every traf as (track, base time, summed duration), read back out of the bytes. */
  private static List<long[]> tracksOf(byte[] bytes) {
    List<long[]> tracks = new ArrayList<>();
    long track = 0;
    long base = 0;
    for (int at = 0; at + 8 <= bytes.length; at++) {
      switch (new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1)) {
        case "tfhd" -> track = Bytes.u32(bytes, at + 12);
        case "tfdt" -> base = Bytes.u32(bytes, at + 12) << 32 | Bytes.u32(bytes, at + 16);
        case "trun" -> {
          long sum = 0;
          for (int i = 0; i < Bytes.u32(bytes, at + 12); i++) {
            sum += Bytes.u32(bytes, at + 20 + i * 16);
          }
          tracks.add(new long[] {track, base, sum});
        }
        case "mdat" -> {
          return tracks;
        }
        default -> {
          // Not a box we look into.
        }
      }
    }
    return tracks;
  }

  @Test
  void opensWhenBothHeadersAreThere() {
    add(Tags.videoHeader(Tags.AVC_320));
    add(Tags.picture(0, true));
    assertThat(out).isEmpty();
    add(Tags.audioHeader(Tags.AAC_STEREO_44));
    add(Tags.sound(0));
    assertThat(inits()).singleElement().satisfies(init -> {
      assertThat(init.mime()).isEqualTo("video/mp4; codecs=\"avc1.64000c,mp4a.40.2\"");
      assertThat(init.width()).isEqualTo(320);
    });
  }

  @Test
  void opensWithOneTrackAfterASecond() {
    add(Tags.videoHeader(Tags.AVC_320));
    publish(0, 1000, false);
    assertThat(out).isEmpty();
    publish(1000, 80, false);
    assertThat(inits()).singleElement().extracting(Muxed.Init::codecs).isEqualTo("avc1.64000c");
  }

  @Test
  void metadataThatPromisesNoSoundSavesTheWait() {
    add(new MediaTag.Metadata(true, false, ""));
    add(Tags.videoHeader(Tags.AVC_320));
    add(Tags.picture(0, true));
    assertThat(inits()).hasSize(1);
  }

  @Test
  void soundThatComesLateIsANewGeneration() {
    add(Tags.videoHeader(Tags.AVC_320));
    publish(0, 2000, false);
    add(Tags.audioHeader(Tags.AAC_STEREO_44));
    publish(2000, 2000, true);
    assertThat(inits()).extracting(Muxed.Init::generation).containsExactly(1, 2);
    assertThat(fragments()).filteredOn(f -> f.generation() == 2).first()
        .extracting(Muxed.Fragment::isKeyframe).isEqualTo(true);
    assertContinuous();
  }

  @Test
  void fragmentsAreShortAndFollowEachOther() {
    add(Tags.videoHeader(Tags.AVC_320));
    add(Tags.audioHeader(Tags.AAC_STEREO_44));
    publish(5_000_000, 10_000, true);
    assertThat(fragments().getFirst().startMs()).isZero();
    assertThat(fragments()).allSatisfy(f -> assertThat(f.durationMs()).isLessThanOrEqualTo(160));
    assertThat(fragments().stream().filter(Muxed.Fragment::isKeyframe)).hasSize(5);
    assertContinuous();
    long soundEnd = 0;
    for (Muxed.Fragment fragment : fragments()) {
      for (long[] track : tracksOf(fragment.bytes())) {
        if (track[0] == Boxes.AUDIO_TRACK) {
          assertThat(track[1]).isEqualTo(soundEnd);
          soundEnd = track[1] + track[2];
        } else {
          assertThat(track[1]).isEqualTo(fragment.startMs());
          assertThat(track[2]).isEqualTo(fragment.durationMs());
        }
      }
    }
    assertThat(soundEnd).isBetween(44100L * 9, 44100L * 10);
  }

  @Test
  void aMutedMicrophoneIsSilence() {
    add(Tags.videoHeader(Tags.AVC_320));
    add(Tags.audioHeader(Tags.AAC_STEREO_44));
    publish(0, 2000, true);
    publish(2000, 6000, false);
    long soundEnd = fragments().stream().flatMap(f -> tracksOf(f.bytes()).stream())
        .filter(t -> t[0] == Boxes.AUDIO_TRACK).mapToLong(t -> t[1] + t[2]).max().orElse(0);
    assertThat(soundEnd).isBetween(44100L * 7, 44100L * 8);
    assertThat(inits()).hasSize(1);
  }

  @Test
  void aNewPublisherIsANewGenerationOnTheSameTimeline() {
    add(Tags.videoHeader(Tags.AVC_320));
    add(Tags.audioHeader(Tags.AAC_STEREO_44));
    publish(90_000, 3000, true);
    out.addAll(muxer.changePublisher());
    add(Tags.videoHeader(Tags.AVC_320));
    add(Tags.audioHeader(Tags.AAC_STEREO_44));
    publish(0, 3000, true);
    assertThat(inits()).extracting(Muxed.Init::generation).containsExactly(1, 2);
    assertContinuous();
  }

  @Test
  void aClockThatJumpsEitherWayIsMovedOntoTheTimeline() {
    add(Tags.videoHeader(Tags.AVC_320));
    add(Tags.audioHeader(Tags.AAC_STEREO_44));
    publish(90_000, 3000, true);
    publish(0, 3000, true);
    publish(4_000_000_000L, 3000, true);
    assertContinuous();
    assertThat(fragments().getLast().startMs()).isBetween(8500L, 9500L);
  }

  @Test
  void changesOfSizeAndOfSoundAreGenerations() {
    add(Tags.videoHeader(Tags.AVC_320));
    add(Tags.audioHeader(Tags.AAC_STEREO_44));
    publish(0, 2000, true);
    add(Tags.videoHeader(Tags.AVC_540));
    publish(2000, 2000, true);
    add(new MediaTag.AudioHeader(0, AudioConfig.opus(new byte[0])));
    publish(4000, 2000, true);
    add(Tags.audioHeader(Tags.AAC_STEREO_44));
    publish(6000, 2000, true);
    assertThat(inits()).extracting(Muxed.Init::codecs).containsExactly(
        "avc1.64000c,mp4a.40.2", "avc1.64001f,mp4a.40.2", "avc1.64001f,opus", "avc1.64001f,mp4a.40.2");
    assertContinuous();
  }

  @Test
  void theSameHeaderAgainChangesNothing() {
    add(Tags.videoHeader(Tags.AVC_320));
    add(Tags.audioHeader(Tags.AAC_STEREO_44));
    publish(0, 2000, true);
    add(Tags.videoHeader(Tags.AVC_320));
    add(Tags.audioHeader(Tags.AAC_STEREO_44));
    publish(2000, 2000, true);
    assertThat(inits()).hasSize(1);
  }

  @Test
  void nothingIsSentBeforeAKeyframe() {
    add(Tags.videoHeader(Tags.AVC_320));
    add(Tags.audioHeader(Tags.AAC_STEREO_44));
    for (int at = 0; at < 1000; at += 40) {
      add(Tags.picture(at, false));
      add(Tags.sound(at));
    }
    assertThat(fragments()).isEmpty();
    add(Tags.picture(1000, true));
    add(Tags.picture(1200, false));
    assertThat(fragments()).first().extracting(Muxed.Fragment::isKeyframe).isEqualTo(true);
  }

  @Test
  void equalAndBackwardTimesStillMoveForward() {
    add(Tags.videoHeader(Tags.AVC_320));
    publish(0, 1200, false);
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      add(Tags.picture(1200 + i * 40L - random.nextInt(300), random.nextInt(30) == 0));
    }
    long end = 0;
    for (Muxed.Fragment fragment : fragments()) {
      assertThat(fragment.startMs()).isGreaterThanOrEqualTo(end);
      end = fragment.startMs() + fragment.durationMs();
    }
  }

  @Test
  void soundAloneFlows() {
    add(Tags.audioHeader(Tags.AAC_STEREO_44));
    for (int i = 0; i < 430; i++) {
      add(Tags.sound(i * 1024L * 1000 / 44100));
    }
    assertThat(inits()).singleElement().extracting(Muxed.Init::mime)
        .isEqualTo("audio/mp4; codecs=\"mp4a.40.2\"");
    assertThat(fragments()).hasSizeGreaterThan(30).allSatisfy(f -> assertThat(f.isKeyframe()).isTrue());
    assertContinuous();
  }
}
