package laotie.server.intents;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.intents.Label;
import laotie.server.http.Ids;

/** What hosts said their comments mean. */
final class CorrectionStore {

  private static final String FIND =
      """
      select label, product_id, said, gist, state, viewer_id from intents_asks
       where host_id = ? and comment_id = ? and state <> 'DELETED' for update
      """;

  private static final String ADD =
      """
      insert into intents_corrections
             (correction_id, host_id, comment_id, actor_id, label, product_id, corrected_at)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  /** The same person may have asked the corrected question already: then this one is a repeat of it. */
  private static final String RELINK =
      """
      update intents_asks a
         set label = ?, product_id = ?, gist = ?,
             state = case when a.state = 'FLOOD' then 'FLOOD' when ? then 'DISMISSED'
                          when a.gist <> ? and exists (select 1 from intents_asks o
                            where o.host_id = a.host_id and o.viewer_id = a.viewer_id and o.gist = ?
                              and o.state = 'OPEN') then 'REPEAT'
                          else 'OPEN' end
       where a.host_id = ?
         and (a.said = ? and a.gist = ? and a.state in ('OPEN', 'FLOOD')
              or a.comment_id = ? and a.state = 'DISMISSED')
      """;

  private static final String RELINK_ONE =
      "update intents_asks set label = ?, product_id = ? where comment_id = ?";

  private static final String OF_HOST =
      """
      select text, label, product_id
        from (select a.text, c.label, c.product_id, c.corrected_at, c.correction_id
                from intents_corrections c
                join intents_asks a on a.comment_id = c.comment_id
               where c.host_id = ? and a.text <> ''
               order by c.corrected_at desc, c.correction_id
               limit ?) as newest
       order by corrected_at, correction_id
       limit 500
      """;

  private CorrectionStore() {}

  /** The words of a comment, and what they mean by its host. */
  record Taught(String text, Label label, Optional<String> productId) {}

  /** A question as it was read before. */
  record Was(String label, String productId, String said, String gist, String state) {}

  /** What a host says a comment means. */
  record Meant(String hostId, String commentId, String actorId, Label label, String productId) {}

  static Optional<Was> find(Connection connection, String hostId, String commentId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      select.setString(1, hostId);
      select.setString(2, commentId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(new Was(row.getString("label"), row.getString("product_id"),
            row.getString("said"), row.getString("gist"), row.getString("state"))) : Optional.empty();
      }
    }
  }

  /** Notes the correction, and reads every open question of the same words anew. */
  static void correct(Connection connection, Was was, Meant meant, Instant now) throws SQLException {
    try (PreparedStatement add = connection.prepareStatement(ADD)) {
      add.setString(1, Ids.next("cor"));
      add.setString(2, meant.hostId());
      add.setString(3, meant.commentId());
      add.setString(4, meant.actorId());
      add.setString(5, meant.label().name());
      add.setString(6, meant.productId());
      add.setObject(7, now.atOffset(ZoneOffset.UTC));
      add.executeUpdate();
    }
    String gist = Gist.of(meant.label().name(), meant.productId(), was.said());
    try (PreparedStatement relink = connection.prepareStatement(RELINK)) {
      relink.setString(1, meant.label().name());
      relink.setString(2, meant.productId());
      relink.setString(3, gist);
      relink.setBoolean(4, !meant.label().isIntent());
      relink.setString(5, gist);
      relink.setString(6, gist);
      relink.setString(7, meant.hostId());
      relink.setString(8, was.said());
      relink.setString(9, was.gist());
      relink.setString(10, meant.commentId());
      relink.executeUpdate();
    }
    if (!was.state().equals("OPEN") && !was.state().equals("DISMISSED")) {
      try (PreparedStatement relink = connection.prepareStatement(RELINK_ONE)) {
        relink.setString(1, meant.label().name());
        relink.setString(2, meant.productId());
        relink.setString(3, meant.commentId());
        relink.executeUpdate();
      }
    }
  }

  /** The newest corrections of a host whose words still stand, oldest first. */
  static List<Taught> ofHost(Connection connection, String hostId, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_HOST)) {
      select.setString(1, hostId);
      select.setInt(2, limit);
      List<Taught> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(new Taught(row.getString(1), Label.valueOf(row.getString(2)),
              Optional.of(row.getString(3)).filter(id -> !id.isEmpty())));
        }
      }
      return found;
    }
  }
}
