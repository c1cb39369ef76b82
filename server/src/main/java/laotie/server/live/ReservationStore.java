package laotie.server.live;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.fact.LiveFact;
import laotie.live.Reserving;
import laotie.server.log.Columns;

/** Who waits for which show, as rows. The row of the show is locked by whoever changes its reservations. */
final class ReservationStore {

  private static final String COUNTS =
      "select show_id, reservations from live_shows where show_id = any (?)";

  private static final String OF_VIEWER =
      """
      select r.show_id from live_reservations r
        join live_shows s on s.show_id = r.show_id
       where r.viewer_id = ? and r.cancelled_at is null and s.status in ('SCHEDULED', 'LIVE')
       order by r.reserved_at desc limit """ + " " + Reserving.WAITING_MAX;

  /** Takes the viewer's turn, so that his limit holds. */
  private static final String LOCK_VIEWER = "select pg_advisory_xact_lock(hashtextextended(?, 61))";

  private static final String RESERVE =
      """
      insert into live_reservations (show_id, viewer_id, host_id, reserved_at) values (?, ?, ?, ?)
      on conflict (show_id, viewer_id) do update
         set reserved_at = excluded.reserved_at, cancelled_at = null
      """;

  private static final String CANCEL =
      "update live_reservations set cancelled_at = ? where show_id = ? and viewer_id = ?";

  private static final String COUNT =
      "update live_shows set reservations = reservations + ? where show_id = ?";

  private static final String SOON =
      """
      select show_id from live_shows
       where reservations > 0 and status = 'SCHEDULED' and starts_at > ? and starts_at <= ?
       order by starts_at limit ?
      """;

  private static final String STARTED =
      """
      select distinct r.show_id from live_reservations r
        join live_shows s on s.show_id = r.show_id
       where s.status = 'LIVE' and r.cancelled_at is null and r.told_start_at is null limit ?
      """;

  private static final String TELL_SOON =
      """
      update live_reservations set told_soon_at = ?
       where show_id = ? and viewer_id in (
         select viewer_id from live_reservations
          where show_id = ? and cancelled_at is null and told_soon_at is null
          order by viewer_id limit ? for update skip locked)
      returning viewer_id
      """;

  private static final String TELL_START =
      """
      update live_reservations set told_start_at = ?
       where show_id = ? and viewer_id in (
         select viewer_id from live_reservations
          where show_id = ? and cancelled_at is null and told_start_at is null
          order by viewer_id limit ? for update skip locked)
      returning viewer_id
      """;

  private static final String TURNOUT =
      """
      select count(*) filter (where r.cancelled_at is null) as reserved,
             count(*) filter (where r.cancelled_at is not null) as cancelled,
             count(*) filter (where r.cancelled_at is null and c.viewer_id is not null) as came,
             count(*) filter (where r.cancelled_at is null and r.orders > 0) as ordered,
             coalesce(sum(r.orders) filter (where r.cancelled_at is null), 0) as orders,
             coalesce(sum(r.paid_minor) filter (where r.cancelled_at is null), 0) as paid_minor
        from live_reservations r
        left join (select distinct viewer_id from live_views where show_id = ?) c
          on c.viewer_id = r.viewer_id
       where r.show_id = ?
      """;

  private static final String ADD_ORDERS =
      """
      update live_reservations as r
         set orders = r.orders + n.orders, paid_minor = r.paid_minor + n.paid_minor
        from unnest(?::text[], ?::text[], ?::int[], ?::bigint[]) as n (show_id, viewer_id, orders, paid_minor)
       where r.show_id = n.show_id and r.viewer_id = n.viewer_id
      """;

  private ReservationStore() {}

  /** What a show got from those who waited. */
  record Turnout(long reserved, long cancelled, long came, long ordered, long orders, long paidMinor) {}

  static Map<String, Long> counts(Connection connection, Collection<String> showIds) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(COUNTS)) {
      select.setArray(1, connection.createArrayOf("text", showIds.toArray()));
      Map<String, Long> counts = new HashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          counts.put(rows.getString(1), rows.getLong(2));
        }
      }
      return counts;
    }
  }

  /** The shows to come or on the air that a viewer waits for, the latest reserved first. */
  static Set<String> ofViewer(Connection connection, String viewerId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_VIEWER)) {
      select.setString(1, viewerId);
      return new LinkedHashSet<>(texts(select));
    }
  }

  static void lockViewer(Connection connection, String viewerId) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK_VIEWER)) {
      lock.setString(1, viewerId);
      lock.execute();
    }
  }

  static void reserve(Connection connection, LiveFact.ShowReserved fact, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(RESERVE)) {
      insert.setString(1, fact.showId());
      insert.setString(2, fact.viewerId());
      insert.setString(3, fact.hostId());
      insert.setObject(4, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
    count(connection, fact.showId(), 1);
  }

  static void cancel(Connection connection, LiveFact.ReservationCancelled fact, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(CANCEL)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setString(2, fact.showId());
      update.setString(3, fact.viewerId());
      update.executeUpdate();
    }
    count(connection, fact.showId(), -1);
  }

  private static void count(Connection connection, String showId, int change) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(COUNT)) {
      update.setInt(1, change);
      update.setString(2, showId);
      update.executeUpdate();
    }
  }

  /** Announced shows with reservations that begin after {@code from} and no later than {@code to}. */
  static List<String> soon(Connection connection, Instant from, Instant to, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SOON)) {
      select.setObject(1, from.atOffset(ZoneOffset.UTC));
      select.setObject(2, to.atOffset(ZoneOffset.UTC));
      select.setInt(3, limit);
      return texts(select);
    }
  }

  /** Shows on the air of whose start somebody who waits was not told. */
  static List<String> started(Connection connection, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(STARTED)) {
      select.setInt(1, limit);
      return texts(select);
    }
  }

  /** Marks some who wait as told, and answers who they are. */
  static List<String> tell(Connection connection, String showId, boolean isStart, Instant now, int limit)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(isStart ? TELL_START : TELL_SOON)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setString(2, showId);
      update.setString(3, showId);
      update.setInt(4, limit);
      return texts(update);
    }
  }

  static Turnout turnout(Connection connection, String showId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(TURNOUT)) {
      select.setString(1, showId);
      select.setString(2, showId);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Turnout(row.getLong("reserved"), row.getLong("cancelled"), row.getLong("came"),
            row.getLong("ordered"), row.getLong("orders"), row.getLong("paid_minor"));
      }
    }
  }

  /** Adds orders; the columns are show, viewer, orders, minor units, each show and viewer once. */
  static void addOrders(Connection connection, Columns orders) throws SQLException {
    orders.run(connection, ADD_ORDERS);
  }

  private static List<String> texts(PreparedStatement statement) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
