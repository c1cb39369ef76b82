package laotie.server.fans;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import laotie.fact.Relation;
import laotie.server.fans.Fans.Benefit;
import laotie.server.log.Columns;

/** What each tier gives, as rows. */
final class BenefitStore {

  private static final String OF_HOST =
      "select tier, discount_percent, early_minutes from fans_benefits where host_id = ? limit 3";

  private static final String DROP = "delete from fans_benefits where host_id = ?";

  private static final String ADD =
      """
      insert into fans_benefits (host_id, tier, discount_percent, early_minutes)
      select ?, * from unnest(?::text[], ?::int[], ?::int[])
      """;

  private BenefitStore() {}

  static List<Benefit> ofHost(Connection connection, String hostId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_HOST)) {
      select.setString(1, hostId);
      List<Benefit> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(new Benefit(Relation.valueOf(rows.getString(1)), rows.getInt(2), rows.getInt(3)));
        }
      }
      found.sort(Comparator.comparing(Benefit::tier));
      return List.copyOf(found);
    }
  }

  static void replace(Connection connection, String hostId, List<Benefit> benefits) throws SQLException {
    Columns columns = new Columns("text", "int", "int");
    benefits.forEach(one -> columns.add(one.tier().name(), one.discountPercent(), one.earlyMinutes()));
    try (PreparedStatement drop = connection.prepareStatement(DROP);
        PreparedStatement add = connection.prepareStatement(ADD)) {
      drop.setString(1, hostId);
      drop.executeUpdate();
      add.setString(1, hostId);
      columns.bind(add, 2);
      add.executeUpdate();
    }
  }
}
