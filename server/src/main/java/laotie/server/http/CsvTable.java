package laotie.server.http;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import laotie.server.http.Csv.Limits;
import laotie.server.http.Csv.Line;
import laotie.server.http.Csv.Opened;
import laotie.server.http.Csv.Row;
import laotie.server.http.Csv.Wrong;

/**
 * A table somebody uploaded: its header, and its rows one by one. Each iteration reads the upload anew from
 * its first row; nothing but the bytes is kept. After a fault that hides where the next row begins, the rows
 * end with that fault.
 */
public final class CsvTable implements Opened, Iterable<Line> {

  /** Characters in which the header is looked for. */
  private static final int HEAD_CHARS = 1 << 16;

  private static final int BUFFER_MIN = 1 << 14;
  /** The longest mark of a charset or of a workbook. */
  private static final int MARK_BYTES_MAX = 4;

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

  private final CsvText text;
  private final Limits limits;
  private final int skipped;
  private final char separator;
  private final List<String> columns;
  private final long headRow;

  private CsvTable(CsvText text, Limits limits, Head head, Row header) {
    this.text = text;
    this.limits = limits;
    this.skipped = head.skipped();
    this.separator = head.separator();
    this.columns = header.cells().stream().map(String::strip).toList();
    this.headRow = header.row();
  }

  /**
   * How a text begins.
   *
   * @param skipped characters of a first line {@code sep=;}, which spreadsheets read and do not show
   */
  private record Head(int skipped, char separator) {}

  static Opened open(byte[] upload, Optional<Charset> named, Limits limits) {
    if (upload.length > limits.bytesMax()) {
      return Csv.wrong(0, "tooLarge", Map.of("max", String.valueOf(limits.bytesMax())),
          "the file has " + upload.length + " bytes, at most " + limits.bytesMax());
    }
    try {
      return open(() -> new ByteArrayInputStream(upload), named, limits);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
  }

  static Opened open(Csv.Source source, Optional<Charset> named, Limits limits) throws IOException {
    Csv.Source bounded = () -> new Bounded(source.open(), limits.bytesMax());
    byte[] start;
    try (InputStream stream = bounded.open()) {
      start = stream.readNBytes(MARK_BYTES_MAX);
    }
    if (begins(start, ZIP) || begins(start, OLE)) {
      return Csv.wrong(0, "workbook", Map.of(), "this is a workbook: save it as CSV");
    }
    try {
      return open(CsvText.of(bounded, start, named), limits);
    } catch (Bounded.TooLarge more) {
      return Csv.wrong(0, "tooLarge", Map.of("max", String.valueOf(limits.bytesMax())),
          "the table has more than " + limits.bytesMax() + " bytes");
    }
  }

  private static Opened open(Optional<CsvText> text, Limits limits) {
    if (text.isEmpty()) {
      return Csv.wrong(0, "encoding", Map.of(), "the text is neither UTF-8 nor GBK");
    }
    Head head = head(text.get());
    Lines lines = new Lines(text.get(), head, limits);
    if (!lines.hasNext()) {
      return Csv.wrong(0, "empty", Map.of(), "there is no header");
    }
    Line first = lines.next();
    lines.close();
    return switch (first) {
      case Row header -> new CsvTable(text.get(), limits, head, header);
      case Wrong wrong -> wrong;
    };
  }

  /** The header, as it is written, without spaces around the names. */
  public List<String> columns() {
    return columns;
  }

  public Charset charset() {
    return text.charset();
  }

  public char separator() {
    return separator;
  }

  /** Where a column stands, 0 the first: the first that has one of these names, the first name first. */
  public OptionalInt column(String... names) {
    List<String> plain = columns.stream().map(Csv::plain).toList();
    for (String name : names) {
      int at = plain.indexOf(Csv.plain(name));
      if (at >= 0) {
        return OptionalInt.of(at);
      }
    }
    return OptionalInt.empty();
  }

  /** The rows below the header, blank ones left out. */
  @Override
  public Iterator<Line> iterator() {
    Lines lines = new Lines(text, new Head(skipped, separator), limits);
    while (lines.rowsRead() < headRow && lines.hasNext()) {
      lines.next();
    }
    lines.limit(columns.size());
    return lines;
  }

  /** Passes on so many bytes and then fails, whatever the stream still holds: gzip may hold anything. */
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream stream, long bytesMax) {
      super(stream);
      this.left = bytesMax;
    }

    static final class TooLarge extends IOException {
      private static final long serialVersionUID = 1;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      left -= Math.max(0, read);
      if (left < 0) {
        throw new TooLarge();
      }
      return read;
    }
  }

  private static boolean begins(byte[] upload, byte[] mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= upload.length || upload[i] != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static Head head(CsvText text) {
    char[] chars = new char[HEAD_CHARS];
    int length = 0;
    try (Reader reader = text.reader()) {
      int read = reader.read(chars);
      while (read > 0) {
        length += read;
        read = reader.read(chars, length, HEAD_CHARS - length);
      }
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    String head = new String(chars, 0, length);
    boolean isSaid = head.regionMatches(true, 0, "sep=", 0, 4) && length > 5
        && (head.charAt(5) == '\r' || head.charAt(5) == '\n') && ",;\t".indexOf(head.charAt(4)) >= 0;
    return isSaid ? new Head(head.startsWith("\r\n", 5) ? 7 : 6, head.charAt(4))
        : new Head(0, separator(head));
  }

  /** What stands most often outside of quotes in the first line that has anything. */
  private static char separator(String head) {
    int commas = 0;
    int semicolons = 0;
    int tabs = 0;
    boolean isQuoted = false;
    String line = head.stripLeading();
    for (int i = 0; i < line.length(); i++) {
      char sign = line.charAt(i);
      isQuoted ^= sign == '"';
      if (!isQuoted && (sign == '\n' || sign == '\r')) {
        break;
      }
      commas += !isQuoted && sign == ',' ? 1 : 0;
      semicolons += !isQuoted && sign == ';' ? 1 : 0;
      tabs += !isQuoted && sign == '\t' ? 1 : 0;
    }
    return tabs > commas && tabs >= semicolons ? '\t' : semicolons > commas ? ';' : ',';
  }

  /** One reading of the text. */
  private static final class Lines implements Iterator<Line> {
    private final Limits limits;
    private final CloseableIterator<CsvRows.Raw> raws;
    private int columnsMax;
    private boolean isBelowHead;
    private long rowsRead;
    private int rowsGiven;
    private Optional<Line> next = Optional.empty();
    private boolean isOver;

    Lines(CsvText text, Head head, Limits limits) {
      this.limits = limits;
      this.columnsMax = limits.columnsMax();
      Reader reader = new BufferedReader(new CsvRows.Ended(text.reader()));
      try {
        reader.skip(head.skipped());
      } catch (IOException never) {
        throw new UncheckedIOException(never);
      }
      this.raws = CsvReader.builder().fieldSeparator(head.separator()).skipEmptyLines(false)
          .allowExtraFields(true).allowMissingFields(true)
          .maxBufferSize(Math.max(BUFFER_MIN, 4 * limits.cellMax()))
          .build(new CsvRows(limits), reader).iterator();
    }

    long rowsRead() {
      return rowsRead;
    }

    void limit(int headerColumns) {
      columnsMax = headerColumns;
      isBelowHead = true;
    }

    void close() {
      try {
        raws.close();
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }

    @Override
    public boolean hasNext() {
      while (next.isEmpty() && !isOver) {
        next = read();
        if (isOver) {
          close();
        }
      }
      return next.isPresent();
    }

    @Override
    public Line next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no further row");
      }
      Line line = next.get();
      next = Optional.empty();
      return line;
    }

    /** Empty for a blank row, and at the end. */
    private Optional<Line> read() {
      try {
        if (!raws.hasNext()) {
          isOver = true;
          return Optional.empty();
        }
        CsvRows.Raw raw = raws.next();
        rowsRead++;
        if (raw.isEnd() && !raws.hasNext()) {
          isOver = true;
          return Optional.empty();
        }
        return raw.isBlank() ? Optional.empty() : Optional.of(given(raw));
      } catch (CsvParseException broken) {
        isOver = true;
        return Optional.of(broken(broken));
      }
    }

    private Line given(CsvRows.Raw raw) {
      if (isBelowHead && ++rowsGiven > limits.rowsMax()) {
        isOver = true;
        return Csv.wrong(rowsRead, "tooManyRows", Map.of("max", String.valueOf(limits.rowsMax())),
            "more than " + limits.rowsMax() + " rows");
      }
      Optional<Wrong> wrong = raw.wrong(rowsRead, columnsMax, limits);
      return wrong.isPresent() ? wrong.get() : new Row(rowsRead, raw.cells());
    }

    /** A cell that does not end, or one that goes on behind its closing quote. */
    private Wrong broken(CsvParseException broken) {
      String words = broken.getMessage() + (broken.getCause() == null ? "" : broken.getCause().getMessage());
      return words.contains("buffer size")
          ? Csv.wrong(rowsRead + 1, "cellEndless", Map.of("max", String.valueOf(limits.cellMax())),
              "a cell has more than " + limits.cellMax() + " characters; is a quote missing?")
          : Csv.wrong(rowsRead + 1, "quoteWrong", Map.of(), "text stands behind a closing quote");
    }
  }
}
