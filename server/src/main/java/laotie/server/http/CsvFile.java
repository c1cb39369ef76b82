package laotie.server.http;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table somebody takes along, written row by row (RFC 4180). What a spreadsheet would count gets an
 * apostrophe before it, which {@link Csv#open} takes off again. A zero character and half of a pair of
 * surrogates, which no file can hold, become U+FFFD.
 */
public final class CsvFile implements Flushable {

  private static final int BUFFER_CHARS = 1 << 16;

  private final Writer writer;
  private final CsvWriter csv;
  private final boolean isGuarded;

  /** How the text is written. */
  public enum Encoding {
    /** For programs. */
    UTF_8,
    /** With the mark that tells spreadsheets that the text is UTF-8. */
    UTF_8_BOM,
    /** For old spreadsheets in China; what GBK lacks is written as GB18030 writes it. */
    GBK;

    /** By its name as an address writes it: {@code utf-8}, {@code utf-8-bom}, {@code gbk}. */
    public static Encoding of(String name) {
      for (Encoding encoding : values()) {
        if (encoding.name().equals(name.toUpperCase(Locale.ROOT).replace('-', '_'))) {
          return encoding;
        }
      }
      throw Problem.field("/encoding", "must be utf-8, utf-8-bom or gbk");
    }

    private Charset charset() {
      return this == GBK ? CsvText.GB18030 : StandardCharsets.UTF_8;
    }
  }

  /** Writes the rows of a file, the header first. */
  @FunctionalInterface
  public interface Rows {
    void writeTo(CsvFile file) throws IOException;
  }

  private CsvFile(OutputStream stream, Encoding encoding, boolean isGuarded) {
    this.writer = new BufferedWriter(new OutputStreamWriter(stream, encoding.charset()), BUFFER_CHARS);
    this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).quoteStrategy(new Quoted(isGuarded))
        .build(writer);
    this.isGuarded = isGuarded;
  }

  /** For people: their spreadsheet counts nothing of it. */
  public static CsvFile to(OutputStream stream, Encoding encoding) throws IOException {
    CsvFile file = new CsvFile(stream, encoding, true);
    if (encoding == Encoding.UTF_8_BOM) {
      file.writer.write('\uFEFF');
    }
    return file;
  }

  /** For programs: every cell exactly as it is, in UTF-8. */
  public static CsvFile exact(OutputStream stream) {
    return new CsvFile(stream, Encoding.UTF_8, false);
  }

  /** The answer of a door that hands out {@code rows} as a file of this name, as they are written. */
  public static Response answer(String name, Encoding encoding, Rows rows) {
    StreamingOutput body = stream -> {
      CsvFile file = to(stream, encoding);
      rows.writeTo(file);
      file.flush();
    };
    return Response.ok(body, "text/csv; charset=" + (encoding == Encoding.GBK ? "gbk" : "utf-8"))
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  public void row(String... cells) throws IOException {
    row(List.of(cells));
  }

  public void row(List<String> cells) throws IOException {
    List<String> safe = new ArrayList<>(cells.size());
    for (String cell : cells) {
      String text = written(cell);
      safe.add(isGuarded ? CsvGuard.on(text) : text);
    }
    try {
      csv.writeRecord(safe);
    } catch (UncheckedIOException fault) {
      throw fault.getCause();
    }
  }

  @Override
  public void flush() throws IOException {
    csv.flush();
    writer.flush();
  }

  private static String written(String cell) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cell.length(); i++) {
      char sign = cell.charAt(i);
      boolean isPair = Character.isHighSurrogate(sign) && i + 1 < cell.length()
          && Character.isLowSurrogate(cell.charAt(i + 1));
      if (isPair) {
        text.append(sign).append(cell.charAt(++i));
      } else {
        text.append(sign == 0 || Character.isSurrogate(sign) ? '\uFFFD' : sign);
      }
    }
    return text.toString();
  }

  /** Beside what must be quoted: where another country's spreadsheet cuts, and what would look blank. */
  private record Quoted(boolean isGuarded) implements QuoteStrategy {
    /** Programs tell an empty cell in quotes from none at all. */
    @Override
    public boolean quoteEmpty(int line, int field) {
      return field == 0 || !isGuarded;
    }

    @Override
    public boolean quoteValue(int line, int field, String cell) {
      return cell.indexOf(';') >= 0 || cell.indexOf('\t') >= 0 || cell.indexOf('\'') >= 0
          || Character.isWhitespace(cell.charAt(0))
          || Character.isWhitespace(cell.charAt(cell.length() - 1));
    }
  }
}
