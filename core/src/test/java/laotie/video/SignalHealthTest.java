package laotie.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignalHealthTest {

  private final SignalHealth health = new SignalHealth(0);
  private long nowMs;

  private void publish(int millis, int keyframeMs, int holeAtMs) {
    for (int at = 0; at < millis; at += 40) {
      if (at >= holeAtMs && at < holeAtMs + 400) {
        continue;
      }
      health.note(new MediaTag.VideoFrame(at, 0, at % keyframeMs == 0, new byte[5000]), at);
      health.note(Tags.sound(at), at);
      nowMs = at;
    }
  }

  @Test
  void aGoodSignalHasNoWarnings() {
    health.note(Tags.videoHeader(Tags.AVC_540), 0);
    health.note(Tags.audioHeader(Tags.AAC_MONO_48), 0);
    publish(20_000, 2000, Integer.MAX_VALUE - 400);
    SignalHealth.Report report = health.report(nowMs);
    assertThat(report.warnings()).isEmpty();
    assertThat(report.bitrateKbps()).isBetween(950L, 1050L);
    assertThat(report.framesPerSecond()).isBetween(24.5, 25.5);
    assertThat(report.keyframeSeconds()).isEqualTo(2.0);
    assertThat(report.droppedFrames()).isZero();
    assertThat(report.width()).isEqualTo(540);
  }

  @Test
  void warnsAboveFourSecondsBetweenKeyframesAndNotAtFour() {
    publish(13_000, 4000, Integer.MAX_VALUE - 400);
    assertThat(health.report(nowMs).warnings())
        .doesNotContain(SignalHealth.Warning.KEYFRAME_INTERVAL_LONG);
    SignalHealth obs = new SignalHealth(0);
    for (int at = 0; at < 5000; at += 40) {
      obs.note(Tags.picture(at, at == 0), at);
    }
    assertThat(obs.report(5000).warnings()).contains(SignalHealth.Warning.KEYFRAME_INTERVAL_LONG);
  }

  @Test
  void countsHolesAsDroppedFrames() {
    publish(8_000, 2000, 5000);
    SignalHealth.Report report = health.report(nowMs);
    assertThat(report.droppedFrames()).isBetween(9L, 11L);
    assertThat(report.warnings()).contains(SignalHealth.Warning.FRAMES_DROPPED);
  }

  @Test
  void saysWhatIsMissing() {
    publish(3_000, 2000, Integer.MAX_VALUE - 400);
    assertThat(health.report(6000).warnings()).contains(
        SignalHealth.Warning.SOUND_MISSING, SignalHealth.Warning.PICTURE_MISSING,
        SignalHealth.Warning.SIGNAL_STALLED);
  }
}
