package laotie.server.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import laotie.server.http.Ids;
import laotie.server.log.Columns;
import laotie.server.notices.Notices.Notice;

/** Notices as rows. */
final class NoticeStore {

  private static final String ADD =
      """
      insert into notices_notices (notice_id, account_id, kind, host_id, words, path, names, once, told_at)
      select notice_id, account_id, kind, host_id, words, path, names::jsonb, once, ?
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          as n (notice_id, account_id, kind, host_id, words, path, names, once)
      on conflict (account_id, once) do nothing
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private NoticeStore() {}

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
      insert.executeUpdate();
    }
  }

  private static String json(Map<String, String> names) {
    try {
      return JSON.writeValueAsString(names);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }
}
