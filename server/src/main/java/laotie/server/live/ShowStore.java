package laotie.server.live;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.live.Show;

/** The rows of shows. */
@Singleton
final class ShowStore {

  private static final String COLUMNS =
      "show_id, room_id, host_id, title, cover_url, status, starts_at, started_at, ended_at, likes";

  private static final String ADD_SHOW =
      """
      insert into live_shows (show_id, room_id, host_id, title, cover_url, status, starts_at, started_at,
                              ended_at, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String CHANGE_SHOW =
      """
      update live_shows set title = ?, cover_url = ?, status = ?, started_at = ?, ended_at = ?
       where show_id = ?
      """;

  private static final String SHOW = "select " + COLUMNS + " from live_shows where show_id = ?";

  private static final String SHOW_FOR_UPDATE = SHOW + " for update";

  private static final String SHOW_ON_AIR =
      "select " + COLUMNS + " from live_shows where room_id = ? and status = 'LIVE'";

  private static final String SHOWS_ON_AIR =
      "select " + COLUMNS + " from live_shows where status = 'LIVE' order by started_at limit ?";

  private static final String SHOWS_TO_COME =
      "select " + COLUMNS
          + " from live_shows where status = 'SCHEDULED' and starts_at > ? order by starts_at limit ?";

  private static final String NEXT_SHOW =
      "select " + COLUMNS
          + " from live_shows where room_id = ? and status = 'SCHEDULED' and starts_at > ?"
          + " order by starts_at limit 1";

  private static final String SHOWS_OF_HOST =
      "select " + COLUMNS
          + """
             from live_shows
            where host_id = ?
              and (created_at, show_id) < (
                coalesce((select created_at from live_shows where show_id = ?), 'infinity'), ?)
            order by created_at desc, show_id desc
            limit ?
            """;

  private static final String COUNT_PLANNED =
      "select count(*) from live_shows where host_id = ? and status in ('DRAFT', 'SCHEDULED')";

  /** The planned shows of a host change one after the other, so that their number is what was counted. */
  private static final String ONE_AT_A_TIME =
      "select pg_advisory_xact_lock(hashtextextended('live plans ' || ?, 0))";

  private static final String ADD_LIKES =
      """
      update live_shows set likes = live_shows.likes + added.likes
        from unnest(?::text[], ?::bigint[]) as added (show_id, likes)
       where live_shows.show_id = added.show_id
      """;

  /** A show as it stands in its row. */
  record Row(Show show, long likes) {
    Show.Head head() {
      return show.head();
    }
  }

  void add(Connection connection, Show show, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD_SHOW)) {
      Show.Head head = show.head();
      statement.setString(1, head.showId());
      statement.setString(2, head.roomId());
      statement.setString(3, head.hostId());
      statement.setString(4, head.title());
      statement.setString(5, head.coverUrl());
      statement.setString(6, status(show));
      setInstant(statement, 7, startsAt(show));
      setInstant(statement, 8, startedAt(show));
      setInstant(statement, 9, endedAt(show));
      setInstant(statement, 10, Optional.of(now));
      statement.executeUpdate();
    }
  }

  void change(Connection connection, Show show) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CHANGE_SHOW)) {
      statement.setString(1, show.head().title());
      statement.setString(2, show.head().coverUrl());
      statement.setString(3, status(show));
      setInstant(statement, 4, startedAt(show));
      setInstant(statement, 5, endedAt(show));
      statement.setString(6, show.head().showId());
      statement.executeUpdate();
    }
  }

  Optional<Row> show(Connection connection, String showId) throws SQLException {
    return first(query(connection, SHOW, showId));
  }

  Optional<Row> showForUpdate(Connection connection, String showId) throws SQLException {
    return first(query(connection, SHOW_FOR_UPDATE, showId));
  }

  Optional<Row> onAir(Connection connection, String roomId) throws SQLException {
    return first(query(connection, SHOW_ON_AIR, roomId));
  }

  List<Row> onAir(Connection connection, int limit) throws SQLException {
    return query(connection, SHOWS_ON_AIR, limit);
  }

  List<Row> toCome(Connection connection, Instant from, int limit) throws SQLException {
    return query(connection, SHOWS_TO_COME, from, limit);
  }

  /** The next announced show of a room. */
  Optional<Row> next(Connection connection, String roomId, Instant from) throws SQLException {
    return first(query(connection, NEXT_SHOW, roomId, from));
  }

  /** Newest first; {@code after} is the last show of the page before, or empty. */
  List<Row> ofHost(Connection connection, String hostId, String after, int limit) throws SQLException {
    return query(connection, SHOWS_OF_HOST, hostId, after, after, limit);
  }

  /** Counts drafts and announced shows, and keeps other plans of this host waiting until the commit. */
  int countPlanned(Connection connection, String hostId) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(ONE_AT_A_TIME);
        PreparedStatement count = connection.prepareStatement(COUNT_PLANNED)) {
      lock.setString(1, hostId);
      lock.execute();
      count.setString(1, hostId);
      try (ResultSet rows = count.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  /** Adds taps by show; shows are updated in the order of their ids, so that two processes do not cross. */
  void addLikes(Connection connection, Map<String, Long> likes) throws SQLException {
    List<String> shows = likes.keySet().stream().sorted().toList();
    try (PreparedStatement statement = connection.prepareStatement(ADD_LIKES)) {
      statement.setArray(1, connection.createArrayOf("text", shows.toArray()));
      statement.setArray(2,
          connection.createArrayOf("bigint", shows.stream().map(likes::get).toArray()));
      statement.executeUpdate();
    }
  }

  private static List<Row> query(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i] instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : values[i]);
      }
      List<Row> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(read(rows));
        }
      }
      return found;
    }
  }

  private static Optional<Row> first(List<Row> rows) {
    return rows.stream().findFirst();
  }

  private static Row read(ResultSet rows) throws SQLException {
    Show.Head head = new Show.Head(rows.getString("show_id"), rows.getString("room_id"),
        rows.getString("host_id"), rows.getString("title"), rows.getString("cover_url"));
    Show show = switch (rows.getString("status")) {
      case "DRAFT" -> new Show.Draft(head);
      case "SCHEDULED" -> new Show.Scheduled(head, instant(rows, "starts_at"));
      case "LIVE" -> new Show.Live(head, instant(rows, "started_at"));
      case "ENDED" -> new Show.Ended(head, instant(rows, "started_at"), instant(rows, "ended_at"));
      default -> throw new IllegalStateException("show " + head.showId() + " has an unknown status");
    };
    return new Row(show, rows.getLong("likes"));
  }

  static String status(Show show) {
    return switch (show) {
      case Show.Draft _ -> "DRAFT";
      case Show.Scheduled _ -> "SCHEDULED";
      case Show.Live _ -> "LIVE";
      case Show.Ended _ -> "ENDED";
    };
  }

  static Optional<Instant> startsAt(Show show) {
    return show instanceof Show.Scheduled scheduled ? Optional.of(scheduled.startsAt()) : Optional.empty();
  }

  static Optional<Instant> startedAt(Show show) {
    return switch (show) {
      case Show.Live live -> Optional.of(live.startedAt());
      case Show.Ended ended -> Optional.of(ended.startedAt());
      case Show.Draft _, Show.Scheduled _ -> Optional.empty();
    };
  }

  static Optional<Instant> endedAt(Show show) {
    return show instanceof Show.Ended ended ? Optional.of(ended.endedAt()) : Optional.empty();
  }

  private static void setInstant(PreparedStatement statement, int index, Optional<Instant> at)
      throws SQLException {
    statement.setObject(index, at.map(moment -> moment.atOffset(ZoneOffset.UTC)).orElse(null),
        Types.TIMESTAMP_WITH_TIMEZONE);
  }

  private static Instant instant(ResultSet rows, String column) throws SQLException {
    return rows.getObject(column, OffsetDateTime.class).toInstant();
  }
}
