package laotie.clips;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import laotie.fact.Decision;
import org.junit.jupiter.api.Test;

class UploadTest {

  private static final Upload.Load NONE = new Upload.Load(0, 0, 0, Long.MAX_VALUE / 4);

  private static Upload wanted(long bytes) {
    return new Upload("upl_1", "host", bytes, 0, Instant.EPOCH);
  }

  private static ClipsReason refused(Decision<Upload> decision) {
    return decision instanceof Decision.Refused<Upload> no ? (ClipsReason) no.reason() : null;
  }

  @Test
  void takesTheLargestVideoAndNotOneByteMore() {
    assertThat(Upload.open(wanted(Upload.BYTES_MAX), NONE)).isInstanceOf(Decision.Accepted.class);
    assertThat(refused(Upload.open(wanted(Upload.BYTES_MAX + 1), NONE)))
        .isEqualTo(ClipsReason.CLIP_TOO_LARGE);
    assertThat(refused(Upload.open(wanted(4L << 30), NONE))).isEqualTo(ClipsReason.CLIP_TOO_LARGE);
  }

  @Test
  void refusesTheFourthOfAHostAndWhatAllTogetherMayNot() {
    assertThat(refused(Upload.open(wanted(1), new Upload.Load(3, 0, 0, 1 << 30))))
        .isEqualTo(ClipsReason.UPLOADS_FULL);
    assertThat(Upload.open(wanted(1), new Upload.Load(2, 0, 0, 1 << 30)))
        .isInstanceOf(Decision.Accepted.class);
    assertThat(refused(Upload.open(wanted(2), new Upload.Load(0, 0, Upload.ALL_BYTES_MAX - 1, 1L << 40))))
        .isEqualTo(ClipsReason.UPLOADS_FULL);
  }

  @Test
  void givesOneHostHisShareAndNotAll() {
    long left = Upload.HOST_BYTES_MAX - 5;
    assertThat(Upload.open(wanted(5), new Upload.Load(0, left, left, 1L << 40)))
        .isInstanceOf(Decision.Accepted.class);
    assertThat(refused(Upload.open(wanted(6), new Upload.Load(0, left, left, 1L << 40))))
        .isEqualTo(ClipsReason.UPLOADS_FULL);
    assertThat(Upload.open(wanted(6), new Upload.Load(0, 0, left, 1L << 40)))
        .isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void leavesTheDiskSomeRoom() {
    assertThat(refused(Upload.open(wanted(100), new Upload.Load(0, 0, 50, 249))))
        .isEqualTo(ClipsReason.DISK_FULL);
    assertThat(Upload.open(wanted(100), new Upload.Load(0, 0, 50, 250)))
        .isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void takesPartsInTheirOrderOnly() {
    Upload upload = new Upload("upl_1", "host", 100, 40, Instant.EPOCH);
    assertThat(refused(upload.part(0, 40))).isEqualTo(ClipsReason.PART_OUT_OF_PLACE);
    assertThat(refused(upload.part(41, 10))).isEqualTo(ClipsReason.PART_OUT_OF_PLACE);
    assertThat(refused(upload.part(40, 0))).isEqualTo(ClipsReason.PART_OUT_OF_PLACE);
    assertThat(refused(upload.part(40, 61))).isEqualTo(ClipsReason.CLIP_TOO_LARGE);
    assertThat(refused(upload.part(40, Upload.PART_BYTES_MAX + 1))).isEqualTo(ClipsReason.PART_TOO_LARGE);
    Upload whole = ((Decision.Accepted<Upload>) upload.part(40, 60)).value();
    assertThat(whole.isWhole()).isTrue();
    assertThat(upload.isWhole()).isFalse();
  }
}
