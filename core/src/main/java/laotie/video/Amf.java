package laotie.video;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of AMF0, the small notation in which RTMP sends commands (Adobe AMF0 specification, 2007).
 * References, typed objects and AMF3 are not used by publishers and are refused.
 */
public sealed interface Amf {

  /** Deepest nesting that is read. */
  int DEPTH_MAX = 16;

  /** Most keys of one object, and most items of one list. */
  int KEYS_MAX = 256;

  /** Most values in one message. */
  int VALUES_MAX = 64;

  record Number(double value) implements Amf {}

  record Flag(boolean value) implements Amf {}

  record Text(String value) implements Amf {}

  /** Null and undefined. */
  record Nothing() implements Amf {}

  record Fields(Map<String, Amf> fields) implements Amf {
    public Fields {
      fields = Map.copyOf(fields);
    }

    /** The text under this key, empty when there is none. */
    public String text(String key) {
      return fields.get(key) instanceof Text text ? text.value() : "";
    }
  }

  record Items(List<Amf> items) implements Amf {
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * All values of one message.
   *
   * @throws ProtocolFault when the bytes are cut short, nest too deep, or hold an unknown type
   */
  static List<Amf> readAll(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    List<Amf> values = new ArrayList<>();
    while (in.hasRemaining()) {
      if (values.size() == VALUES_MAX) {
        throw new ProtocolFault("more than " + VALUES_MAX + " AMF values in one message");
      }
      values.add(read(in, 0));
    }
    return values;
  }

  /** The value at this place of a command, when it is a text. */
  static Optional<String> textAt(List<Amf> values, int index) {
    return index < values.size() && values.get(index) instanceof Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  /** The number at this place of a command, 0 when there is none. */
  static double numberAt(List<Amf> values, int index) {
    return index < values.size() && values.get(index) instanceof Number number ? number.value() : 0;
  }

  private static Amf read(ByteBuffer in, int depth) {
    if (depth > DEPTH_MAX) {
      throw new ProtocolFault("AMF nests deeper than " + DEPTH_MAX);
    }
    need(in, 1);
    int type = in.get() & 0xff;
    return switch (type) {
      case 0 -> {
        need(in, 8);
        yield new Number(in.getDouble());
      }
      case 1 -> {
        need(in, 1);
        yield new Flag(in.get() != 0);
      }
      case 2 -> new Text(shortText(in));
      case 3 -> fields(in, depth);
      case 5, 6 -> new Nothing();
      case 8 -> {
        need(in, 4);
        in.getInt();
        yield fields(in, depth);
      }
      case 10 -> items(in, depth);
      case 11 -> {
        need(in, 10);
        double millis = in.getDouble();
        in.getShort();
        yield new Number(millis);
      }
      case 12, 15 -> new Text(longText(in));
      default -> throw new ProtocolFault("unknown AMF type " + type);
    };
  }

  private static Amf fields(ByteBuffer in, int depth) {
    Map<String, Amf> fields = new LinkedHashMap<>();
    for (int count = 0; ; count++) {
      String key = shortText(in);
      need(in, 1);
      if (key.isEmpty() && in.get(in.position()) == 9) {
        in.get();
        return new Fields(fields);
      }
      if (count == KEYS_MAX) {
        throw new ProtocolFault("more than " + KEYS_MAX + " AMF keys");
      }
      fields.put(key, read(in, depth + 1));
    }
  }

  private static Amf items(ByteBuffer in, int depth) {
    need(in, 4);
    int count = in.getInt();
    if (count < 0 || count > KEYS_MAX) {
      throw new ProtocolFault("AMF list of " + Integer.toUnsignedString(count) + " items");
    }
    List<Amf> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(read(in, depth + 1));
    }
    return new Items(items);
  }

  private static String shortText(ByteBuffer in) {
    need(in, 2);
    return text(in, in.getShort() & 0xffff);
  }

  private static String longText(ByteBuffer in) {
    need(in, 4);
    return text(in, in.getInt());
  }

  private static String text(ByteBuffer in, int length) {
    if (length < 0) {
      throw new ProtocolFault("AMF text too long");
    }
    need(in, length);
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void need(ByteBuffer in, int bytes) {
    if (in.remaining() < bytes) {
      throw new ProtocolFault("AMF cut short: " + in.remaining() + " bytes left, " + bytes + " needed");
    }
  }

  /** The values as bytes, one after the other. */
  static byte[] write(Amf... values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Amf value : values) {
      write(out, value);
    }
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, Amf value) {
    switch (value) {
      case Number number -> {
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(8).putDouble(number.value()).array());
      }
      case Flag flag -> {
        out.write(1);
        out.write(flag.value() ? 1 : 0);
      }
      case Text text -> {
        out.write(2);
        writeText(out, text.value());
      }
      case Nothing _ -> out.write(5);
      case Fields fields -> {
        out.write(3);
        fields.fields().forEach((key, field) -> {
          writeText(out, key);
          write(out, field);
        });
        writeText(out, "");
        out.write(9);
      }
      case Items items -> {
        out.write(10);
        out.writeBytes(ByteBuffer.allocate(4).putInt(items.items().size()).array());
        items.items().forEach(item -> write(out, item));
      }
    }
  }

  private static void writeText(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0xffff) {
      throw new IllegalArgumentException("AMF text of " + bytes.length + " bytes");
    }
    out.write(bytes.length >> 8);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }
}
