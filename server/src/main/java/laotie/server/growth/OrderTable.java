package laotie.server.growth;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import laotie.growth.history.DateOrder;
import laotie.growth.history.HistoryField;
import laotie.growth.history.HistoryReader;
import laotie.server.http.Csv;
import laotie.server.http.CsvTable;

/** What a report and an import do alike with a file of orders. */
final class OrderTable {

  /** Rows in which a date is looked for that tells whether days or months come first. */
  private static final int DATES_LOOKED_AT_MAX = 20_000;

  private static final int BUFFER_BYTES = 1 << 16;

  private OrderTable() {}

  /** The text of a file, packed by gzip or not. */
  static InputStream unpacked(InputStream file) throws IOException {
    BufferedInputStream stream = new BufferedInputStream(file, BUFFER_BYTES);
    stream.mark(2);
    boolean isGzip = stream.read() == 0x1F && stream.read() == 0x8B;
    stream.reset();
    return isGzip
        ? new BufferedInputStream(new GZIPInputStream(stream, BUFFER_BYTES), BUFFER_BYTES) : stream;
  }

  /** What the columns probably mean. */
  static Map<HistoryField, Integer> suggested(List<String> columns) {
    return HistoryField.suggested(columns.stream().map(Csv::plain).toList());
  }

  /** What stands first in the dates, when one of the first tells. */
  static DateOrder dates(CsvTable table, Map<HistoryField, Integer> places) {
    Integer place = places.getOrDefault(HistoryField.ORDERED_AT, places.get(HistoryField.PAID_AT));
    if (place == null) {
      return DateOrder.UNSAID;
    }
    List<String> dates = new ArrayList<>();
    for (Csv.Line line : table) {
      if (line instanceof Csv.Row row) {
        dates.add(row.cell(place));
      }
      if (dates.size() == DATES_LOOKED_AT_MAX) {
        break;
      }
    }
    return HistoryReader.told(dates);
  }
}
