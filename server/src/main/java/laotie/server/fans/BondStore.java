package laotie.server.fans;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Relation;
import laotie.fans.Bond;
import laotie.fans.BondFold;
import laotie.fans.BondKey;
import laotie.fans.Buying;
import laotie.server.log.Columns;

/** Bonds as rows. Whoever changes some locks them in the order of their keys, or skips the locked ones. */
final class BondStore {

  private static final String PLAN_BY_INDEX = "set local enable_seqscan = off";

  private static final String COLUMNS =
      "b.host_id, b.viewer_id, b.state, b.is_follower, b.tier, b.tier_since, b.told_day, b.due_day";

  private static final String LOCK =
      "select " + COLUMNS
          + """
             from unnest(?::text[], ?::text[]) as wanted (host_id, viewer_id)
             join fans_bonds b on b.host_id = wanted.host_id and b.viewer_id = wanted.viewer_id
            order by b.host_id, b.viewer_id
              for update of b
            """;

  private static final String LOCK_DUE =
      "select " + COLUMNS
          + " from fans_bonds b where b.due_day <= ? order by b.due_day limit ? for update of b skip locked";

  private static final String OF_VIEWER =
      "select " + COLUMNS + " from fans_bonds b where b.viewer_id = ? and b.is_follower limit ?";

  private static final String ONE =
      "select " + COLUMNS + " from fans_bonds b where b.host_id = ? and b.viewer_id = ?";

  private static final String SAVE =
      """
      insert into fans_bonds (host_id, viewer_id, state, is_follower, tier, tier_since, told_day, due_day,
                              orders, spent_minor, first_order_day, last_order_day, late_day)
      select * from unnest(?::text[], ?::text[], ?::bytea[], ?::boolean[], ?::text[], ?::timestamptz[],
                           ?::int[], ?::int[], ?::int[], ?::bigint[], ?::int[], ?::int[], ?::int[])
      on conflict (host_id, viewer_id) do update
         set state = excluded.state, is_follower = excluded.is_follower, tier = excluded.tier,
             tier_since = excluded.tier_since, told_day = excluded.told_day, due_day = excluded.due_day,
             orders = excluded.orders, spent_minor = excluded.spent_minor,
             first_order_day = excluded.first_order_day, last_order_day = excluded.last_order_day,
             late_day = excluded.late_day
      """;

  private static final String ADD_BOUGHT =
      """
      insert into fans_bought (order_id, sku_id, product_id, host_id, viewer_id)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
      on conflict do nothing
      """;

  private static final String DROP_BOUGHT = "delete from fans_bought where order_id = any (?)";

  private static final String ADD_ASKED =
      """
      insert into fans_asked (host_id, product_id, viewer_id)
      select distinct * from unnest(?::text[], ?::text[], ?::text[]) on conflict do nothing
      """;

  private BondStore() {}

  /**
   * A bond as it stands.
   *
   * @param since when the tier began, empty without one
   * @param toldDay the last day for which the tier was told
   * @param dueDay the day on which it may fall, 0 when it cannot
   */
  record Row(
      BondKey key, Bond bond, boolean isFollower, Relation tier, Optional<Instant> since, int toldDay,
      int dueDay) {

    static Row none(BondKey key) {
      return new Row(key, Bond.NONE, false, Relation.STRANGER, Optional.empty(), 0, 0);
    }
  }

  /** Statements stay planned while tables grow from empty; an index is right for them at any size. */
  static void planByIndex(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PLAN_BY_INDEX)) {
      statement.execute();
    }
  }

  /** The rows of these keys under their locks; keys without a row are missing. */
  static Map<BondKey, Row> lock(Connection connection, BondFold fold, Collection<BondKey> keys)
      throws SQLException {
    Columns wanted = new Columns("text", "text");
    keys.forEach(key -> wanted.add(key.hostId(), key.viewerId()));
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      wanted.bind(select, 1);
      Map<BondKey, Row> rows = new HashMap<>();
      read(select, fold).forEach(row -> rows.put(row.key(), row));
      return rows;
    }
  }

  /** Some bonds whose tier may have fallen by this day, under their locks. */
  static List<Row> lockDue(Connection connection, BondFold fold, int day, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK_DUE)) {
      select.setInt(1, day);
      select.setInt(2, limit);
      return read(select, fold);
    }
  }

  static List<Row> ofViewer(Connection connection, BondFold fold, String viewerId, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_VIEWER)) {
      select.setString(1, viewerId);
      select.setInt(2, limit);
      return read(select, fold);
    }
  }

  static Row one(Connection connection, BondFold fold, BondKey key) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ONE)) {
      select.setString(1, key.hostId());
      select.setString(2, key.viewerId());
      return read(select, fold).stream().findFirst().orElse(Row.none(key));
    }
  }

  static void save(Connection connection, BondFold fold, List<Row> rows) throws SQLException {
    Columns columns = new Columns("text", "text", "bytea", "boolean", "text", "timestamptz", "int", "int",
        "int", "bigint", "int", "int", "int");
    for (Row row : rows) {
      Optional<Buying> buying = Buying.of(row.bond()).stream().findFirst();
      columns.add(row.key().hostId(), row.key().viewerId(), fold.encode(row.bond()), row.isFollower(),
          row.tier().name(), row.since().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null), row.toldDay(),
          row.dueDay() == 0 ? null : row.dueDay(), row.bond().keptOrders(), row.bond().spentMinor(),
          buying.map(Buying::firstDay).orElse(null), buying.map(Buying::lastDay).orElse(null),
          buying.map(Buying::lateOn).orElse(null));
    }
    columns.run(connection, SAVE);
  }

  static void addBought(Connection connection, Columns bought) throws SQLException {
    bought.run(connection, ADD_BOUGHT);
  }

  static void addAsked(Connection connection, Columns asked) throws SQLException {
    asked.run(connection, ADD_ASKED);
  }

  static void dropBought(Connection connection, Collection<String> orderIds) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DROP_BOUGHT)) {
      delete.setArray(1, connection.createArrayOf("text", orderIds.toArray()));
      delete.executeUpdate();
    }
  }

  private static List<Row> read(PreparedStatement select, BondFold fold) throws SQLException {
    List<Row> found = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(new Row(new BondKey(rows.getString("host_id"), rows.getString("viewer_id")),
            fold.decode(rows.getBytes("state")), rows.getBoolean("is_follower"),
            Relation.valueOf(rows.getString("tier")),
            Optional.ofNullable(rows.getObject("tier_since", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant),
            rows.getInt("told_day"), rows.getInt("due_day")));
      }
    }
    return found;
  }
}
