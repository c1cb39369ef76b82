package laotie.server.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import laotie.settlement.Terms;

/** The rows of agreements. */
final class TermsStore {

  private static final String OF_HOSTS =
      """
      select host_id, commission_basis_points, after_days
        from settlement_terms
       where host_id = any(?)
      """;

  private static final String SAVE =
      """
      insert into settlement_terms (host_id, commission_basis_points, after_days, edited_by, edited_at)
      values (?, ?, ?, ?, ?)
      on conflict (host_id) do update
         set commission_basis_points = excluded.commission_basis_points, after_days = excluded.after_days,
             edited_by = excluded.edited_by, edited_at = excluded.edited_at
      """;

  private TermsStore() {}

  static Map<String, Terms> of(Connection connection, Collection<String> hostIds) throws SQLException {
    Map<String, Terms> terms = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(OF_HOSTS)) {
      select.setArray(1, connection.createArrayOf("text", hostIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          terms.put(row.getString("host_id"),
              new Terms(row.getInt("commission_basis_points"), row.getInt("after_days")));
        }
      }
    }
    return terms;
  }

  static void save(Connection connection, String hostId, Terms terms, String operatorId, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(SAVE)) {
      insert.setString(1, hostId);
      insert.setInt(2, terms.commissionBasisPoints());
      insert.setInt(3, terms.afterDays());
      insert.setString(4, operatorId);
      insert.setObject(5, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }
}
