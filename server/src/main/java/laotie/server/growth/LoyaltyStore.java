package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import laotie.fact.BusinessDays;
import laotie.growth.Loyalty;
import laotie.growth.LoyaltyKey;
import laotie.growth.Repurchase;
import laotie.server.log.Columns;

/** The rows of {@code growth_loyalty}. */
record LoyaltyStore(BusinessDays days) implements Cells.Rows<LoyaltyKey, Loyalty> {

  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::text[], ?::text[]) with ordinality as wanted (host_id, buyer_id, place)
       cross join lateral (
         select l.state
           from growth_loyalty l
          where l.host_id = wanted.host_id and l.buyer_id = wanted.buyer_id
          limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_loyalty (host_id, buyer_id, first_day, next_day, state)
      select host_id, buyer_id, first_day, next_day, state
        from unnest(?::text[], ?::text[], ?::date[], ?::date[], ?::bytea[])
          as cells (host_id, buyer_id, first_day, next_day, state)
      on conflict (host_id, buyer_id) do update
         set first_day = excluded.first_day,
             next_day = excluded.next_day,
             state = excluded.state
      """;

  private static final String R3_OF_HOST =
      """
      select count(*) as mature, count(*) filter (where next_day - first_day <= ?) as repeaters
        from growth_loyalty
       where host_id = ? and first_day <= ?
      """;

  private static final String R3_OF_SQUARE =
      """
      select count(*) as mature, count(*) filter (where next_day - first_day <= ?) as repeaters
        from growth_loyalty
       where first_day <= ?
      """;

  @Override
  public List<byte[]> load(Connection connection, List<LoyaltyKey> keys) throws SQLException {
    Columns wanted = new Columns("text", "text");
    keys.forEach(key -> wanted.add(key.hostId(), key.buyerId()));
    return CellStore.load(connection, LOAD, wanted, keys.size());
  }

  @Override
  public void save(Connection connection, List<Cells.Row<LoyaltyKey, Loyalty>> rows) throws SQLException {
    Columns columns = new Columns("text", "text", "text", "text", "bytea");
    for (Cells.Row<LoyaltyKey, Loyalty> row : rows) {
      Iterator<LocalDate> effective = row.state().effectiveDays(days).iterator();
      columns.add(row.key().hostId(), row.key().buyerId(), nextOrNull(effective), nextOrNull(effective),
          row.bytes());
    }
    columns.run(connection, SAVE);
  }

  /** A day as SQL takes it. */
  private static String nextOrNull(Iterator<LocalDate> days) {
    return days.hasNext() ? days.next().toString() : null;
  }

  static Repurchase ofHost(Connection connection, String hostId, int days, LocalDate lastDay)
      throws SQLException {
    LocalDate maturedUntil = Repurchase.maturedUntil(days, lastDay);
    try (PreparedStatement select = connection.prepareStatement(R3_OF_HOST)) {
      select.setInt(1, days);
      select.setString(2, hostId);
      select.setObject(3, maturedUntil);
      return repurchase(select, days, maturedUntil);
    }
  }

  static Repurchase ofSquare(Connection connection, int days, LocalDate lastDay) throws SQLException {
    LocalDate maturedUntil = Repurchase.maturedUntil(days, lastDay);
    try (PreparedStatement select = connection.prepareStatement(R3_OF_SQUARE)) {
      select.setInt(1, days);
      select.setObject(2, maturedUntil);
      return repurchase(select, days, maturedUntil);
    }
  }

  private static Repurchase repurchase(PreparedStatement select, int days, LocalDate maturedUntil)
      throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      row.next();
      return new Repurchase(days, row.getLong("mature"), row.getLong("repeaters"), maturedUntil);
    }
  }
}
