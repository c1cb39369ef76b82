package laotie.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HlsWindowTest {

  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private final HlsWindow window = new HlsWindow(0);
  private long atMs;

  private static Muxed.Init init(int generation) {
    return new Muxed.Init(generation, "avc1.64001f,opus", 540, 960, new byte[] {(byte) generation});
  }

  private void add(int generation, int count, int keyframeEvery) {
    for (int i = 0; i < count; i++) {
      window.add(
          new Muxed.Fragment(generation, atMs, 120, i % keyframeEvery == 0, new byte[100]),
          START.plusMillis(atMs));
      atMs += 120;
    }
  }

  @Test
  void isNotReadyBeforeThePictureAndThenIs() {
    assertThat(window.isReady()).isFalse();
    assertThat(window.multivariant()).isEmpty();
    window.begin(init(1));
    add(1, 5, 16);
    assertThat(window.isReady()).isTrue();
    assertThat(window.multivariant().orElseThrow())
        .contains("CODECS=\"avc1.64001f,opus\"", "RESOLUTION=540x960");
  }

  @Test
  void partsAreNoLongerThanTheirTargetAndMostlyFull() {
    window.begin(init(1));
    add(1, 200, 16);
    Matcher parts = Pattern.compile("#EXT-X-PART:DURATION=([0-9.]+)").matcher(window.playlist());
    int count = 0;
    while (parts.find()) {
      assertThat(Double.parseDouble(parts.group(1))).isLessThanOrEqualTo(0.5);
      count++;
    }
    assertThat(count).isBetween(8, 16);
  }

  @Test
  void segmentsBeginAtKeyframesAndTheWindowIsBounded() {
    window.begin(init(1));
    add(1, 400, 16);
    String playlist = window.playlist();
    assertThat(playlist.lines().filter(line -> line.startsWith("#EXTINF:"))).hasSizeBetween(5, 6)
        .allSatisfy(line -> assertThat(line).startsWith("#EXTINF:1.920"));
    assertThat(playlist).contains("INDEPENDENT=YES", "#EXT-X-TARGETDURATION:4", "PART-HOLD-BACK=1.500");
    assertThat(window.segment(0)).isEmpty();
    assertThat(window.segment(window.newestSegment() - 1).orElseThrow()).hasSize(1600);
  }

  @Test
  void aSegmentIsThePartsOfIt() {
    window.begin(init(1));
    add(1, 33, 16);
    int size = 0;
    int part = 0;
    while (window.part(0, part).isPresent()) {
      size += window.part(0, part++).orElseThrow().length;
    }
    assertThat(window.segment(0).orElseThrow()).hasSize(size);
  }

  @Test
  void longKeyframeIntervalsAreCutAtFourSeconds() {
    window.begin(init(1));
    add(1, 400, 100);
    assertThat(window.playlist().lines().filter(line -> line.startsWith("#EXTINF:")))
        .allSatisfy(line -> assertThat(Double.parseDouble(line.substring(8, line.length() - 1)))
            .isLessThanOrEqualTo(4.0));
  }

  @Test
  void aGenerationIsADiscontinuityWithItsOwnMap() {
    window.begin(init(1));
    add(1, 32, 16);
    window.begin(init(2));
    add(2, 32, 16);
    assertThat(window.playlist()).containsSubsequence(
        "#EXT-X-DISCONTINUITY-SEQUENCE:0", "init-1.mp4", "#EXT-X-DISCONTINUITY\n", "init-2.mp4");
    add(2, 200, 16);
    assertThat(window.playlist()).contains("#EXT-X-DISCONTINUITY-SEQUENCE:1").doesNotContain("init-1.mp4");
    assertThat(window.init(2)).isPresent();
  }

  @Test
  void blockingReloadKnowsWhatIsThere() {
    window.begin(init(1));
    add(1, 20, 16);
    long newest = window.newestSegment();
    assertThat(newest).isEqualTo(1);
    assertThat(window.has(0, -1)).isTrue();
    assertThat(window.has(0, 99)).isTrue();
    assertThat(window.has(1, 0)).isTrue();
    assertThat(window.has(1, 7)).isFalse();
    assertThat(window.has(1, -1)).isFalse();
    assertThat(window.has(2, 0)).isFalse();
    assertThat(window.playlist()).contains("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"part-1-1.m4s\"");
  }
}
