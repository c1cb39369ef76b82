package laotie.video;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a decoder must know before the first sound.
 *
 * @param codec AAC or Opus
 * @param objectType MPEG-4 audio object type, 1..45 (2 is AAC-LC); 0 for Opus
 * @param sampleRate Hz; also the time scale of the track
 * @param channels 1..8
 * @param specific AAC: the AudioSpecificConfig; Opus: the identification header without its magic
 */
public record AudioConfig(Codec codec, int objectType, int sampleRate, int channels, byte[] specific) {

  private static final int[] RATES = {
    96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350
  };

  /** The two kinds of sound that every browser of today plays out of MP4. */
  public enum Codec {
    AAC,
    OPUS
  }

  public AudioConfig {
    Objects.requireNonNull(codec);
    if (sampleRate < 7350 || sampleRate > 96000 || channels < 1 || channels > 8) {
      throw new ProtocolFault("sound of " + sampleRate + " Hz and " + channels + " channels");
    }
  }

  /** The name browsers know. */
  public String codecName() {
    return codec == Codec.OPUS ? "opus" : "mp4a.40." + objectType;
  }

  /**
   * Reads an AudioSpecificConfig (ISO 14496-3, 1.6.2.1).
   *
   * @throws ProtocolFault when it is cut short or uses a reserved rate
   */
  static AudioConfig aac(byte[] config) {
    if (config.length < 2) {
      throw new ProtocolFault("AudioSpecificConfig of " + config.length + " bytes");
    }
    int objectType = Bytes.u8(config, 0) >> 3;
    int rateIndex = Bytes.u16(config, 0) >> 7 & 0xf;
    if (objectType == 31 || rateIndex == 13 || rateIndex == 14 || objectType == 0) {
      throw new ProtocolFault("AAC object type " + objectType + " with rate index " + rateIndex);
    }
    int rate;
    int channels;
    if (rateIndex == 15) {
      if (config.length < 5) {
        throw new ProtocolFault("AudioSpecificConfig of " + config.length + " bytes");
      }
      rate = (Bytes.u8(config, 1) & 0x7f) << 17 | Bytes.u8(config, 2) << 9 | Bytes.u8(config, 3) << 1
          | Bytes.u8(config, 4) >> 7;
      channels = Bytes.u8(config, 4) >> 3 & 0xf;
    } else {
      rate = RATES[rateIndex];
      channels = Bytes.u8(config, 1) >> 3 & 0xf;
    }
    // Configuration 7 is 7.1; 0 hides the layout inside the stream, where two is the only common case.
    int count = channels == 0 ? 2 : channels == 7 ? 8 : channels;
    return new AudioConfig(Codec.AAC, objectType, rate, count, config);
  }

  /**
   * Reads an Opus identification header (RFC 7845, 5.1), with or without its eight bytes of magic; when it
   * is missing, two channels are meant.
   */
  static AudioConfig opus(byte[] header) {
    int skip = header.length >= 8 && header[0] == 'O' && header[1] == 'p' && header[4] == 'H' ? 8 : 0;
    int channels = header.length >= skip + 11 ? Bytes.u8(header, skip + 1) : 2;
    if (channels > 2) {
      throw new ProtocolFault("Opus of " + channels + " channels, at most 2");
    }
    int preSkip = header.length >= skip + 11
        ? Bytes.u8(header, skip + 2) | Bytes.u8(header, skip + 3) << 8
        : 312;
    byte[] specific = {
      0, (byte) channels, (byte) (preSkip >> 8), (byte) preSkip, 0, 0, (byte) 0xbb, (byte) 0x80, 0, 0, 0
    };
    return new AudioConfig(Codec.OPUS, 0, 48000, channels, specific);
  }

  /**
   * How many samples one packet lasts, at the sample rate: 1,024 for AAC; for Opus read from its first byte
   * (RFC 6716, 3.1), 960 in practice.
   */
  int samplesOf(byte[] packet) {
    if (codec == Codec.AAC) {
      return 1024;
    }
    if (packet.length == 0) {
      return 960;
    }
    int first = Bytes.u8(packet, 0);
    int configuration = first >> 3;
    int frame = configuration >= 16 ? 120 << (configuration & 3)
        : configuration >= 12 ? 480 << (configuration & 1)
        : (configuration & 3) == 3 ? 2880 : 480 << (configuration & 3);
    int frames = switch (first & 3) {
      case 0 -> 1;
      case 1, 2 -> 2;
      default -> packet.length > 1 ? Math.max(1, packet[1] & 0x3f) : 1;
    };
    return Math.min(5760, frame * frames);
  }

  /** One packet of silence, empty when this kind of sound has no well-known one. */
  byte[] silence() {
    if (codec == Codec.OPUS) {
      return new byte[] {(byte) (channels == 1 ? 0xf8 : 0xfc), (byte) 0xff, (byte) 0xfe};
    }
    if (objectType == 2 && channels == 1) {
      return new byte[] {0x00, (byte) 0xc8, 0x00, (byte) 0x80, 0x23, (byte) 0x80};
    }
    if (objectType == 2 && channels == 2) {
      return new byte[] {0x21, 0x00, 0x49, (byte) 0x90, 0x02, 0x19, 0x00, 0x23, (byte) 0x80};
    }
    return new byte[0];
  }

  boolean isSameAs(AudioConfig other) {
    return codec == other.codec && Arrays.equals(specific, other.specific);
  }
}
