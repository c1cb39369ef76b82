package laotie.server.goods;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held (Exif 2.32, tag 0x0112). Read before metadata is dropped, so that photos of phones
 * do not lie on their side.
 */
final class Orientation {

  private static final int UPRIGHT = 1;
  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;
  private static final int TAG = 0x0112;
  private static final int ENTRIES_MAX = 200;

  private Orientation() {}

  /** 1 to 8 as Exif counts them; 1 (upright) when a JPEG does not say or says nonsense. */
  static int of(byte[] jpeg) {
    try {
      ByteBuffer in = ByteBuffer.wrap(jpeg);
      in.position(2);
      while (in.remaining() > 4 && (in.get() & 0xFF) == 0xFF) {
        int marker = in.get() & 0xFF;
        int length = in.getShort() & 0xFFFF;
        if (marker == START_OF_SCAN || length < 2 || length - 2 > in.remaining()) {
          return UPRIGHT;
        }
        ByteBuffer segment = in.slice(in.position(), length - 2);
        if (marker == APP1 && segment.remaining() > 14 && segment.getInt(0) == 0x45786966) {
          return ofTiff(segment.slice(6, segment.remaining() - 6));
        }
        in.position(in.position() + length - 2);
      }
      return UPRIGHT;
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException broken) {
      return UPRIGHT;
    }
  }

  private static int ofTiff(ByteBuffer tiff) {
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = Math.min(tiff.getShort(directory) & 0xFFFF, ENTRIES_MAX);
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
        int value = tiff.getShort(entry + 8) & 0xFFFF;
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }
}
