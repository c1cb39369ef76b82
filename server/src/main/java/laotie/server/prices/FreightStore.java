package laotie.server.prices;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import laotie.prices.Freight;
import laotie.prices.Freight.Zone;
import laotie.server.log.Columns;

/** The fees for shipping of shops, a row a zone. */
final class FreightStore {

  private static final String READ =
      """
      select region, is_served, first_minor, further_minor, free_from_minor
        from prices_freight_zones
       where host_id = ?
       limit 500
      """;

  private static final String DROP = "delete from prices_freight_zones where host_id = ?";

  private static final String ADD =
      """
      insert into prices_freight_zones (host_id, region, is_served, first_minor, further_minor,
                                        free_from_minor)
      select ?, * from unnest(?::text[], ?::boolean[], ?::bigint[], ?::bigint[], ?::bigint[])
      """;

  private static final String ELSEWHERE = "";

  private FreightStore() {}

  /** What a shop takes; {@link Freight#FREE} for one that said nothing. */
  static Freight read(Connection connection, String hostId) throws SQLException {
    Map<String, Zone> zones = new TreeMap<>();
    try (PreparedStatement select = connection.prepareStatement(READ)) {
      select.setString(1, hostId);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          zones.put(row.getString(1),
              new Zone(row.getBoolean(2), row.getLong(3), row.getLong(4), row.getLong(5)));
        }
      }
    }
    Zone elsewhere = zones.remove(ELSEWHERE);
    return elsewhere == null ? Freight.FREE : new Freight(elsewhere, zones);
  }

  static void replace(Connection connection, String hostId, Freight freight) throws SQLException {
    Columns columns = new Columns("text", "boolean", "bigint", "bigint", "bigint");
    add(columns, ELSEWHERE, freight.elsewhere());
    freight.zones().forEach((region, zone) -> add(columns, region, zone));
    try (PreparedStatement drop = connection.prepareStatement(DROP);
        PreparedStatement add = connection.prepareStatement(ADD)) {
      drop.setString(1, hostId);
      drop.executeUpdate();
      add.setString(1, hostId);
      columns.bind(add, 2);
      add.executeUpdate();
    }
  }

  private static void add(Columns columns, String region, Zone zone) {
    columns.add(
        region, zone.isServed(), zone.firstMinor(), zone.furtherMinor(), zone.freeFromMinor());
  }
}
