package laotie.server.intents;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers, and the questions they close. */
final class AnswerStore {

  private static final String CLOSE_GISTS =
      """
      update intents_asks set state = 'ANSWERED', answer_id = ?
       where comment_id in (
         select comment_id from intents_asks
          where host_id = ? and gist = any(?) and state in ('OPEN', 'FLOOD') and asked_at > ?
          order by comment_id limit ? for update)
      returning comment_id, viewer_id, label
      """;

  /** A repeat stands for the open question it repeats. */
  private static final String CLOSE_COMMENTS =
      """
      update intents_asks set state = 'ANSWERED', answer_id = ?
       where comment_id in (
         select o.comment_id from intents_asks o
          where o.host_id = ? and o.state in ('OPEN', 'FLOOD')
            and (o.comment_id = any(?)
                 or o.state = 'OPEN' and exists (
                   select 1 from intents_asks r
                    where r.comment_id = any(?) and r.state = 'REPEAT' and r.host_id = o.host_id
                      and r.viewer_id = o.viewer_id and r.gist = o.gist))
          order by o.comment_id limit ? for update)
      returning comment_id, viewer_id, label
      """;

  private static final String KNOWN =
      "select count(*) from intents_asks where host_id = ? and comment_id = any(?) and state <> 'DELETED'";

  private static final String ADD =
      """
      insert into intents_answers
             (answer_id, host_id, actor_id, label, product_id, words, asks, people, answered_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String ANSWERS_TO =
      """
      select a.comment_id, n.product_id, n.words
        from intents_asks a join intents_answers n on n.answer_id = a.answer_id
       where a.comment_id = any(?)
       limit 5000
      """;

  private static final String MEANT_BY =
      """
      select a.comment_id, coalesce(nullif(n.product_id, ''), a.product_id) as product_id
        from intents_asks a left join intents_answers n on n.answer_id = a.answer_id
       where a.comment_id = any(?) and a.state in ('OPEN', 'REPEAT', 'FLOOD', 'ANSWERED')
         and coalesce(nullif(n.product_id, ''), a.product_id) <> ''
       limit 5000
      """;

  private AnswerStore() {}

  /** A question that an answer closed. */
  record Closed(String commentId, String viewerId, String label) {}

  /** An answer to be written. */
  record Row(
      String answerId, String hostId, String actorId, String label, String productId, String words,
      int asks, int people, Instant at) {}

  /** Which open questions an answer closes: those of gists, asked since. */
  static List<Closed> closeGists(
      Connection connection, Row answer, Collection<String> gists, Instant since, int limit)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(CLOSE_GISTS)) {
      update.setString(1, answer.answerId());
      update.setString(2, answer.hostId());
      update.setArray(3, connection.createArrayOf("text", gists.toArray()));
      update.setObject(4, since.atOffset(ZoneOffset.UTC));
      update.setInt(5, limit);
      return closed(update);
    }
  }

  static List<Closed> closeComments(
      Connection connection, Row answer, Collection<String> commentIds, int limit) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(CLOSE_COMMENTS)) {
      update.setString(1, answer.answerId());
      update.setString(2, answer.hostId());
      update.setArray(3, connection.createArrayOf("text", commentIds.toArray()));
      update.setArray(4, connection.createArrayOf("text", commentIds.toArray()));
      update.setInt(5, limit);
      return closed(update);
    }
  }

  private static List<Closed> closed(PreparedStatement update) throws SQLException {
    List<Closed> closed = new ArrayList<>();
    try (ResultSet row = update.executeQuery()) {
      while (row.next()) {
        closed.add(new Closed(row.getString(1), row.getString(2), row.getString(3)));
      }
    }
    return closed;
  }

  /** How many of these comments are questions of this host. */
  static int known(Connection connection, String hostId, Collection<String> commentIds)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
      select.setString(1, hostId);
      select.setArray(2, connection.createArrayOf("text", commentIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  static void add(Connection connection, Row row) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, row.answerId());
      insert.setString(2, row.hostId());
      insert.setString(3, row.actorId());
      insert.setString(4, row.label());
      insert.setString(5, row.productId());
      insert.setString(6, row.words());
      insert.setInt(7, row.asks());
      insert.setInt(8, row.people());
      insert.setObject(9, row.at().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  static Map<String, Intents.Said> answersTo(Connection connection, Collection<String> commentIds)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ANSWERS_TO)) {
      select.setArray(1, connection.createArrayOf("text", commentIds.toArray()));
      Map<String, Intents.Said> said = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          said.put(row.getString(1), new Intents.Said(
              Optional.of(row.getString(2)).filter(id -> !id.isEmpty()), row.getString(3)));
        }
      }
      return said;
    }
  }

  static Map<String, String> meantBy(Connection connection, Collection<String> commentIds)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(MEANT_BY)) {
      select.setArray(1, connection.createArrayOf("text", commentIds.toArray()));
      Map<String, String> meant = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          meant.put(row.getString(1), row.getString(2));
        }
      }
      return meant;
    }
  }
}
