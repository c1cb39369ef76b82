package laotie.server.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.server.http.Ids;
import laotie.server.log.Columns;
import laotie.server.notices.Notices.Notice;

/** Notices as rows. */
final class NoticeStore {

  /** Of answers to comments, which anybody may cause, only so many reach one person in an hour. */
  private static final String ADD =
      """
      insert into notices_notices (notice_id, account_id, kind, host_id, words, path, names, once, told_at)
      select notice_id, account_id, kind, host_id, words, path, names::jsonb, once, ?
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          as n (notice_id, account_id, kind, host_id, words, path, names, once)
       where n.kind <> 'COMMENT_ANSWERED' or ? > (
         select count(*) from notices_notices p
          where p.account_id = n.account_id and p.kind = 'COMMENT_ANSWERED'
            and p.told_at > ?::timestamptz - interval '1 hour')
      on conflict (account_id, once) do nothing
      """;

  private static final String OF_ACCOUNT =
      """
      select notice_id, kind, host_id, words, path, names, told_at, read_at is not null as is_read
        from notices_notices
       where account_id = ?
         and (told_at, notice_id) < (
           coalesce((select told_at from notices_notices where notice_id = ? and account_id = ?),
                    'infinity'), ?)
       order by told_at desc, notice_id desc
       limit ?
      """;

  /** Counted no further than anybody reads a number on a bell. */
  private static final String UNREAD =
      """
      select count(*) from (
        select 1 from notices_notices where account_id = ? and read_at is null limit 100) as unread
      """;

  private static final String READ =
      """
      update notices_notices set read_at = ?
       where account_id = ? and read_at is null
         and (told_at, notice_id) <= (
           select told_at, notice_id from notices_notices where notice_id = ? and account_id = ?)
      """;

  private static final String OPEN =
      """
      update notices_notices
         set opened_at = coalesce(opened_at, ?), read_at = coalesce(read_at, ?)
       where account_id = ? and notice_id = ?
      """;

  private static final String OPENED =
      "select once, count(opened_at) from notices_notices where once = any (?) group by once";

  private static final String TAKE_BACK = "delete from notices_notices where once = any (?)";

  private static final String WITHHOLD =
      """
      update notices_notices set is_mail_withheld = true
       where account_id = ? and host_id = ? and kind = 'HOST_WROTE' and mailed_at is null
      """;

  /** Notices are found by age and by account; old ones go in steps, so that no step is long. */
  private static final String FORGET =
      """
      delete from notices_notices where notice_id in (
        select notice_id from notices_notices where told_at < ? order by told_at limit ?)
      """;

  /**
   * Marked before they are sent: a crash in between loses a mail, and never sends one twice. Words that
   * anybody may write to anybody are not mailed.
   */
  private static final String TAKE_MAILS =
      """
      update notices_notices as n set mailed_at = ?
        from (
          select w.notice_id, c.email, c.locale
            from notices_notices w
            join notices_channels c on c.account_id = w.account_id
           where w.told_at > ? and w.mailed_at is null and not w.is_mail_withheld
             and w.kind <> 'COMMENT_ANSWERED'
             and c.confirmed_at is not null and w.told_at >= c.confirmed_at
           order by w.told_at
           limit ?
             for update of w skip locked) as due
       where n.notice_id = due.notice_id
      returning n.notice_id, n.kind, n.host_id, n.words, n.path, n.names, n.told_at,
                n.read_at is not null as is_read, due.email, due.locale
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private NoticeStore() {}

  /** A notice as it stands in its row. */
  record Row(
      String noticeId, Notices.Kind kind, String hostId, String words, String path, Map<String, String> names,
      Instant at, boolean isRead) {}

  /** A notice to send, and where to: the address is encrypted. */
  record Mail(Row notice, byte[] email, String locale) {}

  static void add(Connection connection, Instant now, List<Notice> notices) throws SQLException {
    if (notices.isEmpty()) {
      return;
    }
    Columns rows = new Columns("text", "text", "text", "text", "text", "text", "text", "text");
    for (Notice notice : notices) {
      rows.add(Ids.next("ntc"), notice.accountId(), notice.kind().name(), notice.hostId(), notice.words(),
          notice.path(), json(notice.names()), notice.once());
    }
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setObject(1, now.atOffset(ZoneOffset.UTC));
      rows.bind(insert, 2);
      insert.setInt(10, Notices.ANSWERS_MAX);
      insert.setObject(11, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  /** Newest first; {@code after} is the last notice of the page before, or empty. */
  static List<Row> ofAccount(Connection connection, String accountId, String after, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_ACCOUNT)) {
      select.setString(1, accountId);
      select.setString(2, after);
      select.setString(3, accountId);
      select.setString(4, after);
      select.setInt(5, limit);
      List<Row> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(read(rows));
        }
      }
      return found;
    }
  }

  static int unread(Connection connection, String accountId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(UNREAD)) {
      select.setString(1, accountId);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  static void read(Connection connection, String accountId, String upTo, Instant now) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(READ)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setString(2, accountId);
      update.setString(3, upTo);
      update.setString(4, accountId);
      update.executeUpdate();
    }
  }

  static boolean open(Connection connection, String accountId, String noticeId, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(OPEN)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setObject(2, now.atOffset(ZoneOffset.UTC));
      update.setString(3, accountId);
      update.setString(4, noticeId);
      return update.executeUpdate() > 0;
    }
  }

  static Map<String, Long> opened(Connection connection, Collection<String> once) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OPENED)) {
      select.setArray(1, connection.createArrayOf("text", once.toArray()));
      Map<String, Long> counts = new HashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          counts.put(rows.getString(1), rows.getLong(2));
        }
      }
      return counts;
    }
  }

  static void takeBack(Connection connection, Collection<String> once) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(TAKE_BACK)) {
      delete.setArray(1, connection.createArrayOf("text", once.toArray()));
      delete.executeUpdate();
    }
  }

  static void withholdMails(Connection connection, String accountId, String hostId) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(WITHHOLD)) {
      update.setString(1, accountId);
      update.setString(2, hostId);
      update.executeUpdate();
    }
  }

  static int forget(Connection connection, Instant before, int limit) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
      delete.setObject(1, before.atOffset(ZoneOffset.UTC));
      delete.setInt(2, limit);
      return delete.executeUpdate();
    }
  }

  static List<Mail> takeMails(Connection connection, Instant now, Instant since, int limit)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(TAKE_MAILS)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setObject(2, since.atOffset(ZoneOffset.UTC));
      update.setInt(3, limit);
      List<Mail> mails = new ArrayList<>();
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          mails.add(new Mail(read(rows), rows.getBytes("email"), rows.getString("locale")));
        }
      }
      return mails;
    }
  }

  private static Row read(ResultSet rows) throws SQLException {
    return new Row(rows.getString("notice_id"), Notices.Kind.valueOf(rows.getString("kind")),
        rows.getString("host_id"), rows.getString("words"), rows.getString("path"),
        names(rows.getString("names")), rows.getObject("told_at", OffsetDateTime.class).toInstant(),
        rows.getBoolean("is_read"));
  }

  private static String json(Map<String, String> names) {
    try {
      return JSON.writeValueAsString(names);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  private static Map<String, String> names(String json) {
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }
}
