package laotie.server.goods;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** The staged rows of an import, the products they make, and what is wrong with them. */
final class StagedStore {

  private static final String CLEAR_ROWS = "delete from goods_import_rows where import_id = ?";
  private static final String CLEAR_PRODUCTS = "delete from goods_import_products where import_id = ?";
  private static final String CLEAR_ISSUES = "delete from goods_import_issues where import_id = ?";

  private static final String ADD_ROWS =
      """
      insert into goods_import_rows (import_id, row, handle, cells)
      select ?, n.row, n.handle, n.cells::jsonb
        from unnest(?::int[], ?::text[], ?::text[]) as n (row, handle, cells)
      """;

  private static final String ADD_PRODUCTS =
      """
      insert into goods_import_products (import_id, number, handle)
      select ?, n.number, n.handle
        from unnest(?::int[], ?::text[]) as n (number, handle)
      on conflict (import_id, handle) do nothing
      """;

  private static final String ADD_ISSUES =
      """
      insert into goods_import_issues
             (import_id, row, handle, column_name, message, message_values, detail, is_error)
      select ?, n.row, n.handle, n.column_name, n.message, n.message_values::jsonb, n.detail, n.is_error
        from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[])
          as n (row, handle, column_name, message, message_values, detail, is_error)
      """;

  private static final String PRODUCTS =
      """
      select number, handle, title, outcome, product_id
        from goods_import_products
       where import_id = ? and number > ?
       order by number
       limit ?
      """;

  private static final String PRODUCTS_TO_APPLY =
      """
      select number, handle, title, outcome, product_id
        from goods_import_products
       where import_id = ? and number > ? and outcome in ('NEW', 'CHANGES', 'SAME')
       order by number
       limit ?
      """;

  private static final String PRODUCTS_OF_OUTCOME =
      """
      select number, handle, title, outcome, product_id
        from goods_import_products
       where import_id = ? and number > ? and outcome = ?
       order by number
       limit ?
      """;

  private static final String ROWS =
      """
      select row, handle, cells
        from goods_import_rows
       where import_id = ? and handle = any(?)
       order by handle, row
       limit 50001
      """;

  private static final String SETTLE =
      """
      update goods_import_products
         set outcome = n.outcome, title = n.title, product_id = n.product_id
        from unnest(?::int[], ?::text[], ?::text[], ?::text[]) as n (number, outcome, title, product_id)
       where import_id = ? and goods_import_products.number = n.number
      """;

  private static final String COUNTS =
      """
      select outcome, count(*) as products
        from goods_import_products
       where import_id = ?
       group by outcome
       limit 10
      """;

  private static final String ISSUES =
      """
      select number, row, handle, column_name, message, message_values, detail, is_error
        from goods_import_issues
       where import_id = ? and number > ?
       order by number
       limit ?
      """;

  private StagedStore() {}

  /** A row of the table as JSON of its cells. */
  record StagedRow(int row, String handle, String cells) {}

  /** What becomes of a product; the first four before the import starts, the others after. */
  enum Outcome { WAITING, NEW, CHANGES, SAME, CREATED, CHANGED, UNCHANGED, REFUSED }

  /**
   * A product of the table.
   *
   * @param number its first row
   */
  record StagedProduct(int number, String handle, String title, Outcome outcome, String productId) {}

  /**
   * What is wrong, or worth knowing.
   *
   * @param number 0 until it is stored
   * @param values JSON of the values of the message
   */
  record Issue(
      long number, int row, String handle, String column, String message, String values, String detail,
      boolean isError) {}

  static void clear(Connection connection, String importId) throws SQLException {
    RowStore.change(connection, CLEAR_ROWS, importId);
    RowStore.change(connection, CLEAR_PRODUCTS, importId);
    RowStore.change(connection, CLEAR_ISSUES, importId);
  }

  /** Adds rows, and a product for each handle that is new. */
  static void addRows(Connection connection, String importId, List<StagedRow> rows) throws SQLException {
    Columns columns = new Columns("int", "text", "text");
    Columns firsts = new Columns("int", "text");
    Map<String, StagedRow> first = new LinkedHashMap<>();
    for (StagedRow row : rows) {
      columns.add(row.row(), row.handle(), row.cells());
      first.putIfAbsent(row.handle(), row);
    }
    first.values().forEach(row -> firsts.add(row.row(), row.handle()));
    change(connection, ADD_ROWS, importId, columns);
    change(connection, ADD_PRODUCTS, importId, firsts);
  }

  static void addIssues(Connection connection, String importId, List<Issue> issues) throws SQLException {
    Columns columns = new Columns("int", "text", "text", "text", "text", "text", "boolean");
    issues.forEach(issue -> columns.add(issue.row(), issue.handle(), issue.column(), issue.message(),
        issue.values(), issue.detail(), issue.isError()));
    change(connection, ADD_ISSUES, importId, columns);
  }

  static List<StagedProduct> products(Connection connection, String importId, int after, int limit)
      throws SQLException {
    return RowStore.list(connection, PRODUCTS, StagedStore::product, importId, after, limit);
  }

  static List<StagedProduct> productsToApply(Connection connection, String importId, int after, int limit)
      throws SQLException {
    return RowStore.list(connection, PRODUCTS_TO_APPLY, StagedStore::product, importId, after, limit);
  }

  static List<StagedProduct> productsOf(
      Connection connection, String importId, Outcome outcome, int after, int limit) throws SQLException {
    return RowStore.list(
        connection, PRODUCTS_OF_OUTCOME, StagedStore::product, importId, after, outcome.name(), limit);
  }

  /** The rows of these products by handle, in the order of the table. */
  static Map<String, List<StagedRow>> rows(
      Connection connection, String importId, Collection<String> handles) throws SQLException {
    Map<String, List<StagedRow>> rows = new LinkedHashMap<>();
    List<StagedRow> found = RowStore.list(connection, ROWS, row -> new StagedRow(
        row.getInt("row"), row.getString("handle"), row.getString("cells")), importId, List.copyOf(handles));
    found.forEach(row -> rows.computeIfAbsent(row.handle(), _ -> new ArrayList<>()).add(row));
    return rows;
  }

  /** Writes what becomes of products. */
  static void settle(Connection connection, String importId, List<StagedProduct> products)
      throws SQLException {
    Columns columns = new Columns("int", "text", "text", "text");
    products.forEach(product -> columns.add(
        product.number(), product.outcome().name(), product.title(), product.productId()));
    if (!columns.isEmpty()) {
      try (PreparedStatement update = connection.prepareStatement(SETTLE)) {
        columns.bind(update, 1);
        update.setString(5, importId);
        update.executeUpdate();
      }
    }
  }

  static Map<Outcome, Integer> counts(Connection connection, String importId) throws SQLException {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    RowStore.list(connection, COUNTS, row -> counts.put(
        Outcome.valueOf(row.getString("outcome")), row.getInt("products")), importId);
    return counts;
  }

  static List<Issue> issues(Connection connection, String importId, long after, int limit)
      throws SQLException {
    return RowStore.list(connection, ISSUES, row -> new Issue(row.getLong("number"), row.getInt("row"),
        row.getString("handle"), row.getString("column_name"), row.getString("message"),
        row.getString("message_values"), row.getString("detail"), row.getBoolean("is_error")),
        importId, after, limit);
  }

  private static StagedProduct product(ResultSet row) throws SQLException {
    return new StagedProduct(row.getInt("number"), row.getString("handle"), row.getString("title"),
        Outcome.valueOf(row.getString("outcome")), row.getString("product_id"));
  }

  private static void change(Connection connection, String sql, String importId, Columns columns)
      throws SQLException {
    if (columns.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, importId);
      columns.bind(statement, 2);
      statement.executeUpdate();
    }
  }
}
