package laotie.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Tables that come from and go to spreadsheets (CSV, RFC 4180 and what spreadsheets make of it). Reading is
 * {@link #open}, writing is {@link CsvFile}. What strangers send is hostile: every size has a limit, and
 * whatever is wrong is a value with its row, never an exception.
 */
public final class Csv {

  private static final Set<String> ENDS = Set.of("http.csv.quoteOpen", "http.csv.quoteWrong",
      "http.csv.cellEndless", "http.csv.tooManyRows");

  private Csv() {}

  /**
   * What one table may hold.
   *
   * @param bytesMax bytes of the upload
   * @param rowsMax rows below the header; blank ones do not count
   * @param columnsMax cells of a row
   * @param cellMax characters of a cell; a spreadsheet holds 32,767
   * @param rowMax characters of a row
   */
  public record Limits(int bytesMax, int rowsMax, int columnsMax, int cellMax, int rowMax) {

    /** 10 MB, 50,000 rows, 200 columns. */
    public static final Limits USUAL = new Limits(10_000_000, 50_000, 200, 32_767, 200_000);

    public Limits {
      if (bytesMax < 1 || rowsMax < 1 || columnsMax < 1 || cellMax < 1 || rowMax < cellMax) {
        throw new IllegalArgumentException("limits below one");
      }
    }
  }

  /** An upload looked at: a table, or what makes it none. */
  public sealed interface Opened permits CsvTable, Wrong {}

  /** A row of a table, or what is wrong with it; what comes after a wrong one may still be right. */
  public sealed interface Line permits Row, Wrong {
    /** The row as a spreadsheet counts it: the header is usually row 1. */
    long row();
  }

  /**
   * The cells of one row.
   *
   * @param cells as they are written, without an apostrophe that {@link CsvFile} put there; may be fewer than
   *     the header has
   */
  public record Row(long row, List<String> cells) implements Line {
    public Row {
      cells = List.copyOf(cells);
    }

    /** The cell of a column, 0 the first, without spaces around it; empty when the row ends before it. */
    public String cell(int column) {
      return column < cells.size() ? cells.get(column).strip() : "";
    }
  }

  /**
   * What is wrong, for a person who looks at his spreadsheet.
   *
   * @param row as a spreadsheet counts it; 0 means the whole file
   * @param column as the header writes it, or empty
   * @param key of the message in the words of the screens, such as {@code http.csv.quoteOpen}
   * @param values of that message
   * @param detail the same in English
   */
  public record Wrong(long row, String column, String key, Map<String, String> values, String detail)
      implements Opened, Line {
    public Wrong {
      Objects.requireNonNull(column);
      Objects.requireNonNull(detail);
      values = Map.copyOf(values);
    }

    /** True when no row behind this one can be read. */
    public boolean isEnd() {
      return ENDS.contains(key);
    }

    /** The same refusal for a door: {@code wrong} tells row and message. */
    public Problem problem() {
      return Problem.of(HttpReason.TABLE_WRONG, (row == 0 ? "" : "row " + row + ": ") + detail,
          Map.of("wrong", this));
    }
  }

  /** Looks at an upload in whatever charset it turns out to be. */
  public static Opened open(byte[] upload, Limits limits) {
    return CsvTable.open(upload, Optional.empty(), limits);
  }

  /** The same when somebody says which charset it is, such as one that was found wrongly before. */
  public static Opened open(byte[] upload, Charset charset, Limits limits) {
    return CsvTable.open(upload, Optional.of(charset), limits);
  }

  /** Where a table is read from, as often as it must be; it is never held whole. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  /** The same of a file, whose faults (it cannot be read, it is no gzip) are the caller's. */
  public static Opened open(Source source, Optional<Charset> charset, Limits limits) throws IOException {
    return CsvTable.open(source, charset, limits);
  }

  /** A header as it is compared: small letters and digits of any writing, nothing else. */
  public static String plain(String header) {
    String text = Normalizer.normalize(header, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
    return plain.toString();
  }

  static Wrong wrong(long row, String name, Map<String, String> values, String detail) {
    return new Wrong(row, "", "http.csv." + name, values, detail);
  }
}
