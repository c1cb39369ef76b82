package laotie.server.supply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import laotie.server.http.Csv;
import laotie.server.http.CsvTable;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.supply.WaybillStore.Row;
import laotie.supply.Waybill;
import laotie.supply.Waybill.Decided;
import laotie.supply.Waybill.Outcome;
import laotie.supply.Waybill.Why;

/** Reads a table of waybills: our own list filled in, or what the programs of carriers export. */
final class WaybillTable {

  /** 5 MB, 20,000 rows; a cell that is longer than this is no waybill's. */
  static final Csv.Limits LIMITS = new Csv.Limits(5_000_000, 20_000, 100, 2_000, 20_000);

  private static final String[] ORDER = {
      "订单号", "订单编号", "商家订单号", "平台订单号", "订单", "order", "order id", "order number", "order no"};
  private static final String[] CARRIER = {
      "快递公司", "物流公司", "承运商", "快递", "carrier", "shipping carrier", "logistics company", "courier"};
  private static final String[] NUMBER = {
      "快递单号", "运单号", "物流单号", "运单编号", "面单号", "tracking number", "tracking no", "tracking",
      "waybill", "waybill number"};

  private WaybillTable() {}

  /** The rows of a table, and in which charset it was. */
  record Read(String charset, List<Row> rows) {}

  /**
   * Reads all of it; refuses {@code TABLE_WRONG} when it is no table of waybills or has no end.
   *
   * @param carrier for rows that name none, or empty
   */
  static Read read(byte[] content, String carrier) {
    CsvTable table = switch (Csv.open(content, LIMITS)) {
      case CsvTable whole -> whole;
      case Csv.Wrong wrong -> throw wrong.problem();
    };
    int order = required(table, "order", ORDER);
    int number = required(table, "number", NUMBER);
    OptionalInt carriers = table.column(CARRIER);
    if (carriers.isEmpty() && carrier.isEmpty()) {
      throw missing("carrier");
    }
    List<Row> rows = new ArrayList<>();
    Map<String, Waybill> seen = new HashMap<>();
    for (Csv.Line line : table) {
      switch (line) {
        case Csv.Wrong wrong when wrong.isEnd() -> throw wrong.problem();
        case Csv.Wrong wrong -> rows.add(new Row(Math.toIntExact(wrong.row()), new Waybill("", "", ""),
            Outcome.REFUSED, Why.UNREADABLE.name()));
        case Csv.Row row -> {
          String named = carriers.isPresent() ? row.cell(carriers.getAsInt()) : "";
          Waybill waybill = new Waybill(row.cell(order), named.isEmpty() ? carrier : named,
              row.cell(number));
          rows.add(row(Math.toIntExact(row.row()), waybill, seen));
        }
      }
    }
    if (rows.isEmpty()) {
      throw new Csv.Wrong(0, "", "http.csv.empty", Map.of(), "there is no row below the header").problem();
    }
    return new Read(table.charset().name(), rows);
  }

  private static Row row(int number, Waybill waybill, Map<String, Waybill> seen) {
    Optional<Why> wrong = waybill.wrong();
    if (wrong.isEmpty()) {
      Waybill before = seen.putIfAbsent(waybill.orderId(), waybill);
      wrong = before == null ? wrong
          : Optional.of(before.equals(waybill) ? Why.TWICE : Why.CONTRADICTED);
    }
    Waybill kept = new Waybill(cut(waybill.orderId()), cut(waybill.carrier()), cut(waybill.number()));
    return wrong.isEmpty() ? new Row(number, kept, Outcome.WAITING, "")
        : new Row(number, kept, Decided.because(wrong.get()).outcome(), wrong.get().name());
  }

  /** Enough to show what is wrong. */
  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= Waybill.TEXT_MAX ? text
        : text.substring(0, text.offsetByCodePoints(0, Waybill.TEXT_MAX));
  }

  private static int required(CsvTable table, String column, String... names) {
    return table.column(names).orElseThrow(() -> missing(column));
  }

  private static Problem missing(String column) {
    return Problem.of(HttpReason.TABLE_WRONG, "no column for the " + column, Map.of("wrong",
        new Csv.Wrong(0, "", "supply.columnMissing." + column, Map.of(), "no column for the " + column)));
  }
}
