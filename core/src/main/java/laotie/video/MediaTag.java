package laotie.video;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One piece of picture or sound as publishers wrap it: an FLV tag body (Adobe FLV 10.1, annex E) or its
 * Enhanced RTMP form (Veovera, v2). Times are milliseconds by the publisher's clock.
 */
public sealed interface MediaTag {

  record VideoHeader(long atMs, AvcConfig config) implements MediaTag {}

  /**
   * A picture.
   *
   * @param dtsMs when it is decoded
   * @param compositionMs how much later it is shown, signed 24 bits; above 0 with B-frames
   * @param bytes length-prefixed NAL units
   */
  record VideoFrame(long dtsMs, int compositionMs, boolean isKeyframe, byte[] bytes) implements MediaTag {}

  record AudioHeader(long atMs, AudioConfig config) implements MediaTag {}

  record AudioFrame(long atMs, byte[] bytes) implements MediaTag {}

  /** What the publisher says of itself. Only a hint. */
  record Metadata(boolean hasVideo, boolean hasAudio, String encoder) implements MediaTag {}

  /** A codec that browsers here cannot play, by its name for people. */
  record Unsupported(String codec) implements MediaTag {}

  /** Nothing to show: end of sequence, an empty tag, command frames. */
  record Ignored() implements MediaTag {}

  /** A picture tag. */
  static MediaTag video(long atMs, byte[] body) {
    if (body.length < 2) {
      return new Ignored();
    }
    int first = Bytes.u8(body, 0);
    boolean isKeyframe = (first >> 4 & 7) == 1;
    if ((first >> 4 & 7) == 5) {
      return new Ignored();
    }
    if ((first & 0x80) != 0) {
      return enhancedVideo(atMs, body, isKeyframe);
    }
    if ((first & 0xf) != 7) {
      return new Unsupported(switch (first & 0xf) {
        case 2 -> "Sorenson H.263";
        case 4 -> "VP6";
        case 12 -> "HEVC";
        default -> "video codec " + (first & 0xf);
      });
    }
    if (body.length < 5) {
      return new Ignored();
    }
    return avc(atMs, body, isKeyframe, new Packet(Bytes.u8(body, 1), Bytes.s24(body, 2), 5));
  }

  /** Where the payload of a picture tag starts and how it is meant: 0 header, 1 picture, 2 end. */
  record Packet(int kind, int compositionMs, int from) {}

  private static MediaTag avc(long atMs, byte[] body, boolean isKeyframe, Packet packet) {
    byte[] payload = Arrays.copyOfRange(body, packet.from(), body.length);
    return switch (packet.kind()) {
      case 0 -> new VideoHeader(atMs, AvcConfig.parse(payload));
      case 1 -> payload.length == 0
          ? new Ignored()
          : new VideoFrame(atMs, packet.compositionMs(), isKeyframe, payload);
      default -> new Ignored();
    };
  }

  private static MediaTag enhancedVideo(long atMs, byte[] body, boolean isKeyframe) {
    if (body.length < 5) {
      return new Ignored();
    }
    String codec = fourLetters(body);
    if (!codec.equals("avc1")) {
      return new Unsupported(switch (codec) {
        case "hvc1" -> "HEVC";
        case "av01" -> "AV1";
        case "vp09" -> "VP9";
        default -> "video codec";
      });
    }
    return switch (body[0] & 0xf) {
      case 0 -> avc(atMs, body, isKeyframe, new Packet(0, 0, 5));
      case 1 -> body.length < 8
          ? new Ignored()
          : avc(atMs, body, isKeyframe, new Packet(1, Bytes.s24(body, 5), 8));
      case 3 -> avc(atMs, body, isKeyframe, new Packet(1, 0, 5));
      default -> new Ignored();
    };
  }

  /** A sound tag. */
  static MediaTag audio(long atMs, byte[] body) {
    if (body.length < 2) {
      return new Ignored();
    }
    int format = Bytes.u8(body, 0) >> 4;
    if (format == 9) {
      return enhancedAudio(atMs, body);
    }
    if (format != 10) {
      return new Unsupported(switch (format) {
        case 2, 14 -> "MP3";
        case 11 -> "Speex";
        default -> "audio format " + format;
      });
    }
    byte[] payload = Arrays.copyOfRange(body, 2, body.length);
    if (body[1] == 0) {
      return new AudioHeader(atMs, AudioConfig.aac(payload));
    }
    return payload.length == 0 ? new Ignored() : new AudioFrame(atMs, payload);
  }

  private static MediaTag enhancedAudio(long atMs, byte[] body) {
    if (body.length < 5) {
      return new Ignored();
    }
    String codec = fourLetters(body);
    byte[] payload = Arrays.copyOfRange(body, 5, body.length);
    int kind = body[0] & 0xf;
    if (kind > 1) {
      return new Ignored();
    }
    return switch (codec) {
      case "Opus" -> kind == 0
          ? new AudioHeader(atMs, AudioConfig.opus(payload))
          : payload.length == 0 ? new Ignored() : new AudioFrame(atMs, payload);
      case "mp4a" -> kind == 0
          ? new AudioHeader(atMs, AudioConfig.aac(payload))
          : payload.length == 0 ? new Ignored() : new AudioFrame(atMs, payload);
      default -> new Unsupported(switch (codec) {
        case "fLaC" -> "FLAC";
        case "ac-3", "ec-3" -> "Dolby Digital";
        case ".mp3" -> "MP3";
        default -> "audio codec";
      });
    };
  }

  /** The {@code onMetaData} message, {@link Ignored} when it is something else. */
  static MediaTag data(byte[] body) {
    List<Amf> values = Amf.readAll(body);
    boolean isMetadata = values.stream().anyMatch(value -> value.equals(new Amf.Text("onMetaData")));
    for (Amf value : values) {
      if (isMetadata && value instanceof Amf.Fields fields) {
        return new Metadata(
            fields.fields().containsKey("videocodecid"),
            fields.fields().containsKey("audiocodecid"),
            fields.text("encoder"));
      }
    }
    return new Ignored();
  }

  private static String fourLetters(byte[] body) {
    return new String(body, 1, 4, StandardCharsets.ISO_8859_1);
  }
}
