package laotie.server.payments;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import laotie.server.payments.PaymentClient.Next;
import laotie.server.payments.PaymentClient.Started;

/** The rows of what gateways took. */
final class ChargeStore {

  private static final String ADD =
      """
      insert into payments_charges (payment_id, method, next_kind, next_value, reference, started_at, ask_at)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict (payment_id) do nothing
      """;

  private static final String BY_IDS =
      """
      select payment_id, method, next_kind, next_value, reference, asked, ask_at, last_error
        from payments_charges
       where payment_id = any(?)
      """;

  private static final String ASKED =
      """
      insert into payments_charges
             (payment_id, method, next_kind, next_value, reference, started_at, asked, ask_at, last_error)
      values (?, ?, 'WAIT', '', '', ?, 1, ?, ?)
      on conflict (payment_id) do update
         set asked = payments_charges.asked + 1, ask_at = excluded.ask_at, last_error = excluded.last_error
      """;

  private static final String ASK_NOW = "update payments_charges set ask_at = ? where payment_id = ?";

  private ChargeStore() {}

  /**
   * A charge.
   *
   * @param asked how often the gateway was asked what became of it
   * @param askAt when it is asked again; empty when one has given up
   */
  record Row(
      String paymentId, String method, Started started, int asked, Optional<Instant> askAt,
      String lastError) {}

  /** A payment that somebody keeps an eye on. */
  record Watched(String paymentId, String method, Instant startedAt) {}

  static int add(Connection connection, Watched payment, Started started, Instant askAt)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, payment.paymentId());
      insert.setString(2, payment.method());
      insert.setString(3, kind(started.next()));
      insert.setString(4, value(started.next()));
      insert.setString(5, started.reference());
      insert.setObject(6, payment.startedAt().atOffset(ZoneOffset.UTC));
      insert.setObject(7, askAt.atOffset(ZoneOffset.UTC));
      return insert.executeUpdate();
    }
  }

  private static String kind(Next next) {
    return switch (next) {
      case Next.Wait wait -> "WAIT";
      case Next.Visit visit -> "VISIT";
      case Next.Scan scan -> "SCAN";
    };
  }

  private static String value(Next next) {
    return switch (next) {
      case Next.Wait wait -> "";
      case Next.Visit(URI page) -> page.toString();
      case Next.Scan(String text) -> text;
    };
  }

  private static Next next(String kind, String value) {
    return switch (kind) {
      case "VISIT" -> new Next.Visit(URI.create(value));
      case "SCAN" -> new Next.Scan(value);
      default -> new Next.Wait();
    };
  }

  /** Those that are known, by payment id. */
  static Map<String, Row> byIds(Connection connection, Collection<String> paymentIds) throws SQLException {
    Map<String, Row> rows = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(BY_IDS)) {
      select.setArray(1, connection.createArrayOf("text", paymentIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Started started = new Started(
              next(row.getString("next_kind"), row.getString("next_value")), row.getString("reference"));
          rows.put(row.getString("payment_id"), new Row(row.getString("payment_id"),
              row.getString("method"), started, row.getInt("asked"),
              Optional.ofNullable(row.getObject("ask_at", OffsetDateTime.class))
                  .map(OffsetDateTime::toInstant),
              row.getString("last_error")));
        }
      }
    }
    return rows;
  }

  /** A gateway was asked and did not know, or did not answer. */
  static int asked(Connection connection, Watched payment, Optional<Instant> askAt, String error)
      throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(ASKED)) {
      upsert.setString(1, payment.paymentId());
      upsert.setString(2, payment.method());
      upsert.setObject(3, payment.startedAt().atOffset(ZoneOffset.UTC));
      upsert.setObject(4, askAt.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
          Types.TIMESTAMP_WITH_TIMEZONE);
      upsert.setString(5, error);
      return upsert.executeUpdate();
    }
  }

  static int askNow(Connection connection, String paymentId, Instant now) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(ASK_NOW)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setString(2, paymentId);
      return update.executeUpdate();
    }
  }
}
