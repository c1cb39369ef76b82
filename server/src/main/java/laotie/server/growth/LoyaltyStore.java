package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import laotie.fact.BusinessDays;
import laotie.growth.Loyalty;
import laotie.growth.LoyaltyKey;
import laotie.growth.Repurchase;

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
    List<byte[]> states = new ArrayList<>(Collections.nCopies(keys.size(), Cells.NO_STATE));
    Object[] hosts = keys.stream().map(LoyaltyKey::hostId).toArray();
    Object[] buyers = keys.stream().map(LoyaltyKey::buyerId).toArray();
    try (PreparedStatement select = connection.prepareStatement(LOAD)) {
      select.setArray(1, connection.createArrayOf("text", hosts));
      select.setArray(2, connection.createArrayOf("text", buyers));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          states.set(row.getInt("place") - 1, row.getBytes("state"));
        }
      }
    }
    return states;
  }

  @Override
  public void save(Connection connection, List<Cells.Row<LoyaltyKey, Loyalty>> rows) throws SQLException {
    int size = rows.size();
    String[] hosts = new String[size];
    String[] buyers = new String[size];
    String[] firstDays = new String[size];
    String[] nextDays = new String[size];
    byte[][] states = new byte[size][];
    for (int i = 0; i < size; i++) {
      Cells.Row<LoyaltyKey, Loyalty> row = rows.get(i);
      hosts[i] = row.key().hostId();
      buyers[i] = row.key().buyerId();
      states[i] = row.bytes();
      Iterator<LocalDate> effective = row.state().effectiveDays(days).iterator();
      if (effective.hasNext()) {
        firstDays[i] = effective.next().toString();
      }
      if (effective.hasNext()) {
        nextDays[i] = effective.next().toString();
      }
    }
    try (PreparedStatement upsert = connection.prepareStatement(SAVE)) {
      upsert.setArray(1, connection.createArrayOf("text", hosts));
      upsert.setArray(2, connection.createArrayOf("text", buyers));
      upsert.setArray(3, connection.createArrayOf("text", firstDays));
      upsert.setArray(4, connection.createArrayOf("text", nextDays));
      upsert.setArray(5, connection.createArrayOf("bytea", states));
      upsert.executeUpdate();
    }
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
