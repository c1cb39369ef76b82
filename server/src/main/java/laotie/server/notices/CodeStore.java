package laotie.server.notices;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Codes that were sent in the last day, as rows of marks. */
final class CodeStore {

  /** One at a time: who counts sees what everybody before him sent. */
  private static final String LOCK = "select pg_advisory_xact_lock(130, 1)";

  private static final String FORGET = "delete from notices_codes where sent_at <= ?";

  private static final String COUNT =
      """
      select (select count(*) from notices_codes where email_hash = ? and sent_at > ?) as of_email,
             (select count(*) from notices_codes where network_hash = ? and sent_at > ?) as of_network,
             (select count(*) from notices_codes where sent_at > ?) as of_all
      """;

  private static final String ADD =
      "insert into notices_codes (email_hash, network_hash, sent_at) values (?, ?, ?)";

  private CodeStore() {}

  /** How many went to an address in a day, and for a network and in all in an hour. */
  record Counts(long ofEmail, long ofNetwork, long ofAll) {}

  static void lock(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.execute();
    }
  }

  static void forget(Connection connection, Instant until) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
      delete.setObject(1, utc(until));
      delete.executeUpdate();
    }
  }

  static Counts count(Connection connection, CodeLimit.Asked asked, Instant dayAgo, Instant hourAgo)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(COUNT)) {
      select.setString(1, asked.emailHash());
      select.setObject(2, utc(dayAgo));
      select.setString(3, asked.networkHash());
      select.setObject(4, utc(hourAgo));
      select.setObject(5, utc(hourAgo));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Counts(row.getLong("of_email"), row.getLong("of_network"), row.getLong("of_all"));
      }
    }
  }

  static void add(Connection connection, CodeLimit.Asked asked, Instant now) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, asked.emailHash());
      insert.setString(2, asked.networkHash());
      insert.setObject(3, utc(now));
      insert.executeUpdate();
    }
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
