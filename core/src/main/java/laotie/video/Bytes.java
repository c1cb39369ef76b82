package laotie.video;

/** Unsigned big-endian numbers inside byte arrays. */
final class Bytes {

  private Bytes() {}

  static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xff;
  }

  static int u16(byte[] bytes, int at) {
    return u8(bytes, at) << 8 | u8(bytes, at + 1);
  }

  static int u24(byte[] bytes, int at) {
    return u8(bytes, at) << 16 | u16(bytes, at + 1);
  }

  static long u32(byte[] bytes, int at) {
    return (long) u16(bytes, at) << 16 | u16(bytes, at + 2);
  }

  static int s24(byte[] bytes, int at) {
    return u24(bytes, at) << 8 >> 8;
  }

  static void put24(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 16);
    bytes[at + 1] = (byte) (value >> 8);
    bytes[at + 2] = (byte) value;
  }

  static void put32(byte[] bytes, int at, long value) {
    bytes[at] = (byte) (value >> 24);
    put24(bytes, at + 1, (int) value);
  }
}
