package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import laotie.fact.ClipsFact.ClipPublished;
import laotie.fact.ClipsFact.ClipWithdrawn;
import laotie.fact.IntentsFact.Answered;
import laotie.fact.IntentsFact.Asked;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.OrderShipped;
import laotie.server.log.Columns;

/** The rows of {@code growth_service}: how soon a host answers and ships, and how often he gives back. */
final class EvidenceStore {

  // The earliest of each instant stands, whatever the order in which they are told.
  private static final String SAVE =
      """
      insert into growth_service as kept (kind, subject_id, host_id, began_at, done_at, undone_at)
      select kind, subject_id, max(host_id), min(began_at), min(done_at), min(undone_at)
        from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
          as told (kind, subject_id, host_id, began_at, done_at, undone_at)
       group by kind, subject_id
       order by kind, subject_id
      on conflict (kind, subject_id) do update
         set began_at = least(kept.began_at, excluded.began_at),
             done_at = least(kept.done_at, excluded.done_at),
             undone_at = least(kept.undone_at, excluded.undone_at)
      """;

  // The clip of any kind is told as withdrawn; only one of origin has a row.
  private static final String WITHDRAW =
      """
      update growth_service
         set undone_at = least(undone_at, ?)
       where kind = 'SOURCING' and subject_id = ?
      """;

  private static final String SERVICE =
      """
      select count(*) as cases,
             count(done_at) as done,
             count(undone_at) as undone,
             percentile_cont(0.5) within group (order by extract(epoch from done_at - began_at))
               filter (where done_at >= began_at) as median_seconds
        from growth_service
       where host_id = ? and kind = ? and began_at >= ?
      """;

  private static final String SOURCING_CLIPS =
      """
      select count(*)
        from growth_service
       where host_id = ? and kind = 'SOURCING' and began_at is not null and undone_at is null
      """;

  private static final String SHOWS =
      "select count(*) from growth_shows where host_id = ? and started_at >= ?";

  private static final String FIRST_SHOW =
      "select min(started_at) as first_at from growth_shows where host_id = ?";

  private EvidenceStore() {}

  /**
   * What was done of what was asked for.
   *
   * @param cases questions asked or orders paid in the window
   * @param done of those, answered or shipped by now
   * @param undone of those, refunded by now
   * @param medianSeconds exact median of the seconds from asked to answered, or from paid to shipped
   */
  record Service(long cases, long done, long undone, OptionalDouble medianSeconds) {}

  static void add(Connection connection, List<Recorded> batch) throws SQLException {
    Columns rows = new Columns("text", "text", "text", "text", "text", "text");
    for (Recorded recorded : batch) {
      String at = recorded.at().toString();
      switch (recorded.fact()) {
        case Asked ask when !ask.viewerId().equals(ask.hostId()) ->
            rows.add("ASK", ask.commentId(), ask.hostId(), at, null, null);
        case Answered answer when !answer.viewerId().equals(answer.hostId()) ->
            rows.add("ASK", answer.commentId(), answer.hostId(), null, at, null);
        case OrderPaid paid -> rows.add("ORDER", paid.orderId(), paid.deal().hostId(), at, null, null);
        case OrderShipped shipped ->
            rows.add("ORDER", shipped.orderId(), shipped.hostId(), null, at, null);
        case OrderRefunded refund ->
            rows.add("ORDER", refund.orderId(), refund.deal().hostId(), null, null, at);
        case ClipPublished clip when !clip.sourcesProductId().isEmpty() ->
            rows.add("SOURCING", clip.clipId(), clip.hostId(), at, null, null);
        default -> { }
      }
    }
    rows.run(connection, SAVE);
    withdraw(connection, batch);
  }

  private static void withdraw(Connection connection, List<Recorded> batch) throws SQLException {
    for (Recorded recorded : batch) {
      if (recorded.fact() instanceof ClipWithdrawn clip) {
        try (PreparedStatement update = connection.prepareStatement(WITHDRAW)) {
          update.setObject(1, recorded.at().atOffset(ZoneOffset.UTC));
          update.setString(2, clip.clipId());
          update.executeUpdate();
        }
      }
    }
  }

  static Service replies(Connection connection, String hostId, Instant since) throws SQLException {
    return service(connection, hostId, "ASK", since);
  }

  static Service orders(Connection connection, String hostId, Instant since) throws SQLException {
    return service(connection, hostId, "ORDER", since);
  }

  private static Service service(Connection connection, String hostId, String kind, Instant since)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SERVICE)) {
      select.setString(1, hostId);
      select.setString(2, kind);
      select.setObject(3, since.atOffset(ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        double median = row.getDouble("median_seconds");
        return new Service(row.getLong("cases"), row.getLong("done"), row.getLong("undone"),
            row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(median));
      }
    }
  }

  static long sourcingClips(Connection connection, String hostId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SOURCING_CLIPS)) {
      select.setString(1, hostId);
      return count(select);
    }
  }

  static long shows(Connection connection, String hostId, Instant since) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SHOWS)) {
      select.setString(1, hostId);
      select.setObject(2, since.atOffset(ZoneOffset.UTC));
      return count(select);
    }
  }

  /** When his first show began, or empty before it. */
  static Optional<Instant> firstShow(Connection connection, String hostId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FIRST_SHOW)) {
      select.setString(1, hostId);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return Optional.ofNullable(row.getObject("first_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant);
      }
    }
  }

  private static long count(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
