package laotie.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MediaTagTest {

  private static byte[] join(byte[] head, byte[] tail) {
    byte[] joined = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, joined, head.length, tail.length);
    return joined;
  }

  @Test
  void readsTheSizeWithCropping() {
    assertThat(AvcConfig.parse(Tags.AVC_320))
        .extracting(AvcConfig::width, AvcConfig::height, AvcConfig::codec)
        .containsExactly(320, 240, "avc1.64000c");
    assertThat(AvcConfig.parse(Tags.AVC_1080)).extracting(AvcConfig::width, AvcConfig::height)
        .containsExactly(1920, 1080);
    assertThat(AvcConfig.parse(Tags.AVC_540)).extracting(AvcConfig::width, AvcConfig::height)
        .containsExactly(540, 960);
  }

  @Test
  void everyCutOfADecoderConfigurationIsRefusedOrStillWhole() {
    for (int length = 0; length < 30; length++) {
      byte[] cut = Arrays.copyOf(Tags.AVC_320, length);
      assertThatThrownBy(() -> AvcConfig.parse(cut)).isInstanceOf(ProtocolFault.class);
    }
  }

  @Test
  void compositionTimesAreSigned24Bits() {
    MediaTag late = MediaTag.video(100, new byte[] {0x27, 1, 0, 0, 80, 1});
    MediaTag early = MediaTag.video(100, new byte[] {0x27, 1, -1, -1, -40, 1});
    assertThat(((MediaTag.VideoFrame) late).compositionMs()).isEqualTo(80);
    assertThat(((MediaTag.VideoFrame) early).compositionMs()).isEqualTo(-40);
  }

  @Test
  void hevcAndAv1AreNamed() {
    assertThat(MediaTag.video(0, "\u0090hvc1....".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
        .isEqualTo(new MediaTag.Unsupported("HEVC"));
    assertThat(MediaTag.video(0, "\u0090av01....".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
        .isEqualTo(new MediaTag.Unsupported("AV1"));
    assertThat(MediaTag.video(0, new byte[] {0x1c, 0, 0, 0, 0, 0}))
        .isEqualTo(new MediaTag.Unsupported("HEVC"));
    assertThat(MediaTag.audio(0, new byte[] {0x2f, 0, 0})).isEqualTo(new MediaTag.Unsupported("MP3"));
  }

  @Test
  void enhancedAvcAndOpusAreRead() {
    byte[] head = {(byte) 0x90, 'a', 'v', 'c', '1'};
    assertThat(MediaTag.video(0, join(head, Tags.AVC_320))).isInstanceOf(MediaTag.VideoHeader.class);
    byte[] opus = {(byte) 0x90, 'O', 'p', 'u', 's', 'O', 'p', 'u', 's', 'H', 'e', 'a', 'd', 1, 1, 56, 1, -128,
        -69, 0, 0, 0, 0, 0};
    assertThat(MediaTag.audio(0, opus)).isInstanceOfSatisfying(MediaTag.AudioHeader.class, header -> {
      assertThat(header.config().channels()).isEqualTo(1);
      assertThat(header.config().codecName()).isEqualTo("opus");
    });
  }

  @Test
  void readsAudioConfigs() {
    assertThat(AudioConfig.aac(Tags.AAC_STEREO_44))
        .extracting(AudioConfig::sampleRate, AudioConfig::channels, AudioConfig::codecName)
        .containsExactly(44100, 2, "mp4a.40.2");
    assertThat(AudioConfig.aac(Tags.AAC_MONO_48))
        .extracting(AudioConfig::sampleRate, AudioConfig::channels).containsExactly(48000, 1);
    assertThatThrownBy(() -> AudioConfig.aac(new byte[] {0x16, (byte) 0x90}))
        .isInstanceOf(ProtocolFault.class);
  }

  @Test
  void opusPacketsTellTheirLength() {
    AudioConfig opus = AudioConfig.opus(new byte[0]);
    assertThat(opus.samplesOf(new byte[] {(byte) 0xfc, 1})).isEqualTo(960);
    assertThat(opus.samplesOf(new byte[] {(byte) (31 << 3 | 1), 1})).isEqualTo(1920);
    assertThat(opus.samplesOf(new byte[] {(byte) (16 << 3)})).isEqualTo(120);
    assertThat(opus.samplesOf(new byte[] {(byte) (1 << 3)})).isEqualTo(960);
  }

  @Test
  void metadataIsAHintOnly() {
    byte[] body = Amf.write(new Amf.Text("@setDataFrame"), new Amf.Text("onMetaData"),
        new Amf.Fields(Map.of("videocodecid", new Amf.Number(7), "encoder", new Amf.Text("obs"))));
    assertThat(MediaTag.data(body)).isEqualTo(new MediaTag.Metadata(true, false, "obs"));
    assertThat(MediaTag.data(Amf.write(new Amf.Text("other")))).isEqualTo(new MediaTag.Ignored());
  }
}
