package laotie.server.intents;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.intents.DayPrize;

/** Prizes of the day: which hosts give one, whose comments may win, who won. */
final class PrizeStore {

  private static final String SETTING = "select is_on, prize, since from intents_prizes where host_id = ?";

  private static final String SET =
      """
      insert into intents_prizes (host_id, is_on, prize, since) values (?, ?, ?, ?)
      on conflict (host_id) do update
        set is_on = excluded.is_on, prize = excluded.prize,
            since = case when intents_prizes.is_on then intents_prizes.since else excluded.since end
      """;

  private static final String HOSTS_ON =
      """
      select host_id, prize, since from intents_prizes
       where is_on and host_id > ? order by host_id limit ?
      """;

  private static final String DECIDED =
      "select day from intents_winners where host_id = ? and day >= ? order by day limit 100";

  /** The oldest questions of those that most people asked, and how many others asked after each. */
  private static final String CANDIDATES =
      """
      with asked as (
        select gist, comment_id, viewer_id, asked_at,
               row_number() over (partition by gist order by asked_at, comment_id) as place
          from intents_asks
         where host_id = ? and asked_at >= ? and asked_at < ? and text <> '' and not is_barred
           and state in ('OPEN', 'ANSWERED')),
      most as (
        select gist from asked group by gist
         order by count(distinct viewer_id) desc, min(asked_at), gist limit 20)
      select a.comment_id, a.viewer_id, a.asked_at,
             (select count(distinct b.viewer_id) from asked b
               where b.gist = a.gist and (b.asked_at, b.comment_id) > (a.asked_at, a.comment_id)
                 and b.viewer_id <> a.viewer_id) as voices
        from asked a join most m on m.gist = a.gist
       where a.place <= 5
       order by voices desc, a.asked_at, a.comment_id
       limit 100
      """;

  private static final String DECIDE =
      """
      insert into intents_winners (host_id, day, comment_id, viewer_id, name, text, prize, voices, chosen_at)
      select ?, ?, w.comment_id, w.viewer_id, coalesce(a.name, ''), coalesce(a.text, ''), ?, ?, ?
        from (values (?, ?)) as w (comment_id, viewer_id)
        left join intents_asks a on a.comment_id = w.comment_id
      on conflict (host_id, day) do nothing
      """;

  /** Whose words were deleted, or who is banned, is not shown. */
  private static final String WINNERS =
      """
      select day, comment_id, viewer_id, name, text, prize, voices, chosen_at from intents_winners w
       where host_id = ? and text <> '' and day < ?
         and not exists (select 1 from intents_asks a where a.comment_id = w.comment_id and a.is_barred)
       order by day desc
       limit ?
      """;

  private PrizeStore() {}

  /** What a host set. */
  record Setting(boolean isOn, String prize, LocalDate since) {}

  /** A host who gives a prize. */
  record Giver(String hostId, String prize, LocalDate since) {}

  /** A span of a host's questions. */
  record Day(String hostId, Instant from, Instant to) {}

  /** Who won, or an empty comment when nobody did. */
  record Winner(
      LocalDate day, String commentId, String viewerId, String name, String text, String prize, int voices,
      Instant chosenAt) {}

  static Optional<Setting> setting(Connection connection, String hostId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SETTING)) {
      select.setString(1, hostId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(new Setting(row.getBoolean(1), row.getString(2),
            row.getDate(3).toLocalDate())) : Optional.empty();
      }
    }
  }

  static void set(Connection connection, String hostId, Setting setting) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(SET)) {
      insert.setString(1, hostId);
      insert.setBoolean(2, setting.isOn());
      insert.setString(3, setting.prize());
      insert.setDate(4, Date.valueOf(setting.since()));
      insert.executeUpdate();
    }
  }

  static List<Giver> givers(Connection connection, String after, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(HOSTS_ON)) {
      select.setString(1, after);
      select.setInt(2, limit);
      List<Giver> givers = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          givers.add(new Giver(row.getString(1), row.getString(2), row.getDate(3).toLocalDate()));
        }
      }
      return givers;
    }
  }

  /** Days from {@code from} on that were decided. */
  static List<LocalDate> decided(Connection connection, String hostId, LocalDate from)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(DECIDED)) {
      select.setString(1, hostId);
      select.setDate(2, Date.valueOf(from));
      List<LocalDate> days = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          days.add(row.getDate(1).toLocalDate());
        }
      }
      return days;
    }
  }

  static List<DayPrize.Candidate> candidates(Connection connection, Day day) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(CANDIDATES)) {
      select.setString(1, day.hostId());
      select.setObject(2, day.from().atOffset(ZoneOffset.UTC));
      select.setObject(3, day.to().atOffset(ZoneOffset.UTC));
      List<DayPrize.Candidate> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(new DayPrize.Candidate(row.getString("comment_id"), row.getString("viewer_id"),
              row.getInt("voices"), row.getObject("asked_at", OffsetDateTime.class).toInstant(), false));
        }
      }
      return found;
    }
  }

  /** False when the day was decided before. */
  static boolean decide(Connection connection, String hostId, Winner winner) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(DECIDE)) {
      insert.setString(1, hostId);
      insert.setDate(2, Date.valueOf(winner.day()));
      insert.setString(3, winner.prize());
      insert.setInt(4, winner.voices());
      insert.setObject(5, winner.chosenAt().atOffset(ZoneOffset.UTC));
      insert.setString(6, winner.commentId());
      insert.setString(7, winner.viewerId());
      return insert.executeUpdate() == 1;
    }
  }

  /** Winners of days before {@code before}, the last day first. */
  static List<Winner> winners(Connection connection, String hostId, LocalDate before, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(WINNERS)) {
      select.setString(1, hostId);
      select.setDate(2, Date.valueOf(before));
      select.setInt(3, limit);
      List<Winner> winners = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          winners.add(new Winner(row.getDate("day").toLocalDate(), row.getString("comment_id"),
              row.getString("viewer_id"), row.getString("name"), row.getString("text"),
              row.getString("prize"), row.getInt("voices"),
              row.getObject("chosen_at", OffsetDateTime.class).toInstant()));
        }
      }
      return winners;
    }
  }
}
