package laotie.server.log;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Many rows in the binary form that {@code copy ... from stdin (format binary)} takes: each value is encoded
 * once, on its way from the object that has it, and the database neither parses nor plans it. For tables
 * that take thousands of rows a second; {@link Columns} does for the others.
 *
 * <p>Values are added in the order of the statement's columns, each by the method of its type.
 */
public final class RowBytes {

  private static final byte[] HEAD = {
      'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0};
  private static final int FIRST_BYTES = 16 * 1024;

  /** The database counts microseconds from here. */
  private static final long EPOCH_SECOND = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

  /** Before the text of {@code jsonb}. */
  private static final byte JSON_VERSION = 1;

  private final int columns;
  private byte[] bytes = Arrays.copyOf(HEAD, FIRST_BYTES);
  private int length = HEAD.length;
  private int rows;
  private int missing;

  /** Rows of so many columns. */
  public RowBytes(int columns) {
    this.columns = columns;
  }

  /** Begins a row; throws {@link IllegalStateException} when the one before is not complete. */
  public RowBytes row() {
    requireComplete();
    missing = columns;
    rows++;
    room(2);
    bytes[length++] = (byte) (columns >>> 8);
    bytes[length++] = (byte) columns;
    return this;
  }

  private void requireComplete() {
    if (missing != 0) {
      throw new IllegalStateException(missing + " values are missing in row " + rows);
    }
  }

  /** A {@code text}. */
  public RowBytes text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** A {@code bytea}, or the UTF-8 bytes of a {@code text}. */
  public RowBytes bytes(byte[] value) {
    begin(value.length);
    put(value);
    return this;
  }

  /** A {@code jsonb}, as its text in UTF-8. */
  public RowBytes json(byte[] text) {
    begin(text.length + 1);
    bytes[length++] = JSON_VERSION;
    put(text);
    return this;
  }

  /** A {@code jsonb}, as its text. */
  public RowBytes json(String text) {
    return json(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A {@code bigint}. */
  public RowBytes bigint(long value) {
    begin(Long.BYTES);
    putInt((int) (value >>> 32));
    putInt((int) value);
    return this;
  }

  /** An {@code int}. */
  public RowBytes integer(int value) {
    begin(Integer.BYTES);
    putInt(value);
    return this;
  }

  /** A {@code timestamptz}; what is finer than a microsecond is cut off. */
  public RowBytes instant(Instant value) {
    return bigint((value.getEpochSecond() - EPOCH_SECOND) * 1_000_000 + value.getNano() / 1_000);
  }

  private void begin(int size) {
    if (missing-- == 0) {
      throw new IllegalStateException("row " + rows + " has more than " + columns + " values");
    }
    room(Integer.BYTES + size);
    putInt(size);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  private void put(byte[] value) {
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  private void putInt(int value) {
    bytes[length++] = (byte) (value >>> 24);
    bytes[length++] = (byte) (value >>> 16);
    bytes[length++] = (byte) (value >>> 8);
    bytes[length++] = (byte) value;
  }

  public boolean isEmpty() {
    return rows == 0;
  }

  /** Writes the rows with {@code copy}, a statement that ends in {@code from stdin (format binary)}. */
  public void write(Connection connection, String copy) throws SQLException {
    requireComplete();
    if (isEmpty()) {
      return;
    }
    CopyIn stream = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
    try {
      stream.writeToCopy(bytes, 0, length);
      stream.writeToCopy(new byte[] {-1, -1}, 0, 2);
      stream.endCopy();
    } finally {
      if (stream.isActive()) {
        stream.cancelCopy();
      }
    }
  }
}
