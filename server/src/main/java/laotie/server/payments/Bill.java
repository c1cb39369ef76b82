package laotie.server.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A statement as the Chinese gateways give it: lines of text, fields parted by commas, names in the first
 * line. A line that does not fit its names is a fault: a statement is read whole or not at all.
 */
final class Bill {

  private Bill() {}

  /** The fields of one line, by name; without what gateways put around them against spreadsheets. */
  record Row(Map<String, String> fields) {

    /** The field; throws {@link GatewayFault} when the statement has none of that name. */
    String field(String name) {
      String value = fields.get(name);
      if (value == null) {
        throw new GatewayFault("the statement has no column " + name);
      }
      return value;
    }
  }

  /** The rows below {@code head}, which has the names. */
  static List<Row> rows(String head, List<String> lines) {
    String[] names = fields(head);
    List<Row> rows = new ArrayList<>(lines.size());
    for (String line : lines) {
      String[] values = fields(line);
      if (values.length != names.length) {
        throw new GatewayFault("line " + rows.size() + " of the statement has " + values.length
            + " fields, not " + names.length);
      }
      Map<String, String> row = new TreeMap<>();
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], values[i]);
      }
      rows.add(new Row(row));
    }
    return rows;
  }

  private static String[] fields(String line) {
    String[] fields = line.split(",", -1);
    for (int i = 0; i < fields.length; i++) {
      fields[i] = fields[i].replace("`", "").replace("\t", "").replace("\uFEFF", "").strip();
    }
    return fields;
  }
}
