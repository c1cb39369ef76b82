package laotie.growth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers and words as few bytes as they need; the same values always give the same bytes. */
final class ByteWriter {

  private byte[] bytes = new byte[96];
  private int size;

  void octet(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size++] = (byte) value;
  }

  /** Seven bits a byte, low first; small numbers >= 0 are short. */
  void number(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      octet((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    octet((int) rest);
  }

  /** The sign in the lowest bit, so that small negative numbers are short too. */
  void signed(long value) {
    number((value << 1) ^ (value >> 63));
  }

  /** Length in bytes, then UTF-8. */
  void text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    for (byte octet : utf8) {
      octet(octet);
    }
  }

  /** Eight bytes, high first. */
  void eight(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      octet((int) (value >>> shift) & 0xFF);
    }
  }

  /** How many, then the bytes as they are. */
  void octets(byte[] value) {
    number(value.length);
    for (byte octet : value) {
      octet(octet);
    }
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }
}
