package laotie.server.http;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.server.http.Csv.Limits;
import laotie.server.http.Csv.Wrong;

/** Collects the cells of a row and notes what is wrong with it, keeping no more than the limits allow. */
final class CsvRows extends CsvCallbackHandler<CsvRows.Raw> {

  /** Stands behind the last row; found inside a quoted cell it says that a quote was never closed. */
  private static final String END = "\0\0end";

  private final Limits limits;
  private List<String> cells = new ArrayList<>();
  private int count;
  private long chars;
  private boolean isTooWide;
  private boolean hasNul;
  private boolean isCellTooLong;
  private boolean isQuoteOpen;
  private boolean isEnd;

  CsvRows(Limits limits) {
    this.limits = limits;
  }

  /** The text, and then {@link #END} on a line of its own. */
  static final class Ended extends FilterReader {
    private static final String TAIL = "\n" + END;
    private int told;
    private boolean isTold;

    Ended(Reader text) {
      super(text);
    }

    @Override
    public int read() throws IOException {
      char[] one = new char[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int read = isTold ? -1 : super.read(buffer, offset, length);
      if (read >= 0) {
        return read;
      }
      isTold = true;
      int tail = Math.min(length, TAIL.length() - told);
      TAIL.getChars(told, told + tail, buffer, offset);
      told += tail;
      return tail == 0 && length > 0 ? -1 : tail;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }

  /**
   * A row as it came.
   *
   * @param cells as many as the limits allow
   * @param fault the name of what is wrong with it, or empty
   * @param isEnd true for what stands behind the last row
   */
  record Raw(List<String> cells, String fault, boolean isEnd) {

    boolean isBlank() {
      return fault.isEmpty() && cells.stream().allMatch(String::isBlank);
    }

    /** What is wrong with the row below a header of {@code columns}. */
    Optional<Wrong> wrong(long row, int columns, Limits limits) {
      boolean isWide = cells.stream().skip(columns).anyMatch(cell -> !cell.isBlank());
      String what = fault.isEmpty() && isWide ? "tooManyCells" : fault;
      return what.isEmpty() ? Optional.empty() : Optional.of(wrong(row, what, columns, limits));
    }

    private static Wrong wrong(long row, String fault, int columns, Limits limits) {
      return switch (fault) {
        case "tooManyCells" -> Csv.wrong(row, fault, Map.of("max", String.valueOf(columns)),
            "more than " + columns + " cells");
        case "quoteOpen" -> Csv.wrong(row, fault, Map.of(), "a quote is never closed: the file is cut off");
        case "nul" -> Csv.wrong(row, fault, Map.of(), "a zero character: this is no text");
        case "cellTooLong" -> Csv.wrong(row, fault, Map.of("max", String.valueOf(limits.cellMax())),
            "a cell has more than " + limits.cellMax() + " characters");
        default -> Csv.wrong(row, fault, Map.of("max", String.valueOf(limits.rowMax())),
            "more than " + limits.rowMax() + " characters");
      };
    }
  }

  @Override
  protected RecordType getRecordType() {
    return RecordType.DATA;
  }

  @Override
  protected int getFieldCount() {
    return count;
  }

  @Override
  protected void beginRecord(long line) {
    cells = new ArrayList<>();
    count = 0;
    chars = 0;
    isTooWide = false;
    hasNul = false;
    isCellTooLong = false;
    isQuoteOpen = false;
    isEnd = false;
  }

  @Override
  protected void addField(char[] buffer, int offset, int length, boolean isQuoted) {
    count++;
    chars += length;
    isCellTooLong |= length > limits.cellMax();
    for (int i = offset; i < offset + length; i++) {
      hasNul |= buffer[i] == 0;
    }
    if (hasNul) {
      String cell = new String(buffer, offset, length);
      isEnd = count == 1 && !isQuoted && cell.equals(END);
      isQuoteOpen |= isQuoted && cell.endsWith(END);
    } else if (!isCellTooLong && chars <= limits.rowMax()) {
      keep(new String(buffer, offset, length));
    }
  }

  /** Spreadsheets write thousands of blank cells behind the last one; those are left out. */
  private void keep(String cell) {
    if (cells.size() < limits.columnsMax()) {
      cells.add(CsvGuard.off(cell));
    } else {
      isTooWide |= !cell.isBlank();
    }
  }

  @Override
  protected void setComment(char[] buffer, int offset, int length) {
    // There are no comments in these tables.
  }

  @Override
  protected void setEmpty() {
    // A row without a cell.
  }

  @Override
  protected Raw buildRecord() {
    String fault = isQuoteOpen ? "quoteOpen"
        : hasNul ? "nul"
        : isCellTooLong ? "cellTooLong"
        : chars > limits.rowMax() ? "rowTooLong"
        : isTooWide ? "tooManyCells" : "";
    return new Raw(cells, fault, isEnd && count == 1);
  }
}
