package laotie.clips;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FootageTest {

  private static Optional<ClipsReason> fault(int width, int height, double rate, long lengthMs) {
    return new Footage(1, width, height, rate, Optional.of(lengthMs)).fault();
  }

  @Test
  void takesWhatPhonesMake() {
    assertThat(fault(1080, 1920, 30, 20_000)).isEmpty();
    assertThat(fault(3840, 2160, 59.94, 600_000)).isEmpty();
    assertThat(new Footage(1, 640, 480, 0, Optional.empty()).fault()).isEmpty();
  }

  @Test
  void refusesAtTheEdges() {
    assertThat(fault(640, 480, 30, 999)).contains(ClipsReason.VIDEO_TOO_SHORT);
    assertThat(fault(640, 480, 30, 1000)).isEmpty();
    assertThat(fault(640, 480, 30, 600_500)).isEmpty();
    assertThat(fault(640, 480, 30, 600_501)).contains(ClipsReason.VIDEO_TOO_LONG);
    assertThat(fault(4096, 16, 30, 2000)).isEmpty();
    assertThat(fault(16, 4097, 30, 2000)).contains(ClipsReason.VIDEO_PICTURE_TOO_LARGE);
    assertThat(fault(15, 480, 30, 2000)).contains(ClipsReason.VIDEO_UNREADABLE);
    assertThat(fault(640, 480, 120, 2000)).contains(ClipsReason.VIDEO_TOO_FAST);
  }

  @Test
  void wantsExactlyOnePicture() {
    assertThat(new Footage(0, 640, 480, 30, Optional.of(2000L)).fault())
        .contains(ClipsReason.VIDEO_STREAMS_WRONG);
    assertThat(new Footage(2, 640, 480, 30, Optional.of(2000L)).fault())
        .contains(ClipsReason.VIDEO_STREAMS_WRONG);
  }
}
