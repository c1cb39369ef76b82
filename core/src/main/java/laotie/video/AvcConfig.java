package laotie.video;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a decoder must know before the first H.264 picture: the decoder configuration record (ISO 14496-15,
 * 5.3.3) and the size read out of its first sequence parameter set (ITU-T H.264, 7.3.2.1).
 *
 * @param record the record as the publisher sent it; it becomes the {@code avcC} box
 * @param codec the name browsers know, such as {@code avc1.64001f}
 * @param width pixels after cropping, 16..8192
 * @param height pixels after cropping, 16..8192
 */
public record AvcConfig(byte[] record, String codec, int width, int height) {

  static final int SIDE_MIN = 16;
  static final int SIDE_MAX = 8192;

  /**
   * Reads the record.
   *
   * @throws ProtocolFault when it is cut short or its picture size makes no sense
   */
  static AvcConfig parse(byte[] record) {
    if (record.length < 8 || record[0] != 1 || (record[5] & 0x1f) == 0) {
      throw new ProtocolFault("not an AVC decoder configuration of " + record.length + " bytes");
    }
    int length = Bytes.u16(record, 6);
    if (length < 4 || 8 + length > record.length) {
      throw new ProtocolFault("sequence parameter set of " + length + " bytes in " + record.length);
    }
    String codec = String.format(
        Locale.ROOT, "avc1.%02x%02x%02x", record[1] & 0xff, record[2] & 0xff, record[3] & 0xff);
    int[] size = sizeOf(new Bits(unescaped(Arrays.copyOfRange(record, 9, 8 + length))));
    if (size[0] < SIDE_MIN || size[0] > SIDE_MAX || size[1] < SIDE_MIN || size[1] > SIDE_MAX) {
      throw new ProtocolFault("picture of " + size[0] + " x " + size[1] + " pixels");
    }
    return new AvcConfig(record, codec, size[0], size[1]);
  }

  /** Without the emulation prevention bytes: 00 00 03 stands for 00 00. */
  private static byte[] unescaped(byte[] bytes) {
    byte[] plain = new byte[bytes.length];
    int length = 0;
    int zeros = 0;
    for (byte b : bytes) {
      if (zeros >= 2 && b == 3) {
        zeros = 0;
        continue;
      }
      zeros = b == 0 ? zeros + 1 : 0;
      plain[length++] = b;
    }
    return Arrays.copyOf(plain, length);
  }

  private static int[] sizeOf(Bits bits) {
    int profile = bits.take(8);
    bits.take(16);
    bits.unsigned();
    int chroma = 1;
    if (hasChroma(profile)) {
      chroma = bits.unsigned();
      if (chroma == 3) {
        bits.take(1);
      }
      bits.unsigned();
      bits.unsigned();
      bits.take(1);
      skipScaling(bits, chroma);
    }
    bits.unsigned();
    skipPictureOrder(bits);
    bits.unsigned();
    bits.take(1);
    long columns = bits.unsigned() + 1L;
    long rows = bits.unsigned() + 1L;
    int isFrameOnly = bits.take(1);
    if (isFrameOnly == 0) {
      bits.take(1);
    }
    bits.take(1);
    long width = columns * 16;
    long height = rows * 16 * (2 - isFrameOnly);
    if (bits.take(1) == 1) {
      int unitX = chroma == 1 || chroma == 2 ? 2 : 1;
      int unitY = (chroma == 1 ? 2 : 1) * (2 - isFrameOnly);
      width -= (bits.unsigned() + (long) bits.unsigned()) * unitX;
      height -= (bits.unsigned() + (long) bits.unsigned()) * unitY;
    }
    return new int[] {clamp(width), clamp(height)};
  }

  private static int clamp(long side) {
    return (int) Math.max(-1, Math.min(side, SIDE_MAX + 1L));
  }

  private static boolean hasChroma(int profile) {
    return switch (profile) {
      case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
      default -> false;
    };
  }

  private static void skipScaling(Bits bits, int chroma) {
    if (bits.take(1) == 0) {
      return;
    }
    for (int list = 0; list < (chroma == 3 ? 12 : 8); list++) {
      if (bits.take(1) == 1) {
        int last = 8;
        int next = 8;
        for (int i = 0; i < (list < 6 ? 16 : 64); i++) {
          next = next == 0 ? 0 : last + bits.signed() & 0xff;
          last = next == 0 ? last : next;
        }
      }
    }
  }

  private static void skipPictureOrder(Bits bits) {
    int type = bits.unsigned();
    if (type == 0) {
      bits.unsigned();
    } else if (type == 1) {
      bits.take(1);
      bits.signed();
      bits.signed();
      int cycle = bits.unsigned();
      if (cycle > 255) {
        throw new ProtocolFault("picture order cycle of " + cycle);
      }
      for (int i = 0; i < cycle; i++) {
        bits.signed();
      }
    }
  }

  /** Bits from the front, with the Exp-Golomb numbers of H.264 (9.1). */
  private static final class Bits {
    private final byte[] bytes;
    private int at;

    Bits(byte[] bytes) {
      this.bytes = bytes;
    }

    int take(int count) {
      int value = 0;
      for (int i = 0; i < count; i++) {
        if (at >= bytes.length * 8) {
          throw new ProtocolFault("sequence parameter set cut short");
        }
        value = value << 1 | bytes[at >> 3] >> 7 - (at & 7) & 1;
        at++;
      }
      return value;
    }

    int unsigned() {
      int zeros = 0;
      while (take(1) == 0) {
        zeros++;
        if (zeros > 30) {
          throw new ProtocolFault("number too long in the sequence parameter set");
        }
      }
      return (1 << zeros) - 1 + take(zeros);
    }

    int signed() {
      int value = unsigned();
      return (value & 1) == 1 ? value + 1 >> 1 : -(value >> 1);
    }
  }
}
