package laotie.video;

import java.util.HexFormat;

/** Tags as encoders send them; the headers were recorded from x264 and from a phone. */
final class Tags {

  static final byte[] AVC_320 = HexFormat.of().parseHex(
      "0164000cffe100196764000cacd94141fb0110000003001000000300a0f142996001000668ebe3cb22c0fdf8f800");
  static final byte[] AVC_1080 = HexFormat.of().parseHex(
      "01640028ffe1001b67640028acd940780227e5c044000003000400000300283c60c65801000668ebe3cb22c0fdf8f800");
  static final byte[] AVC_540 = HexFormat.of().parseHex(
      "0164001fffe1001a6764001facd940881e7bf0110000030001000003000a0f18319601000668ebe3cb22c0fdf8f800");
  static final byte[] AAC_STEREO_44 = {0x12, 0x10};
  static final byte[] AAC_MONO_48 = {0x11, (byte) 0x88};

  private Tags() {}

  static MediaTag videoHeader(byte[] config) {
    return new MediaTag.VideoHeader(0, AvcConfig.parse(config));
  }

  static MediaTag audioHeader(byte[] config) {
    return new MediaTag.AudioHeader(0, AudioConfig.aac(config));
  }

  static MediaTag picture(long atMs, boolean isKeyframe) {
    return new MediaTag.VideoFrame(atMs, 0, isKeyframe, new byte[] {0, 0, 0, 1, 9});
  }

  static MediaTag sound(long atMs) {
    return new MediaTag.AudioFrame(atMs, new byte[] {1, 2, 3, 4});
  }
}
