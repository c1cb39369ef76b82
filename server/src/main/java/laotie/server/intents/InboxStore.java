package laotie.server.intents;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.HashMap;

/** Open questions as an inbox reads them: counted by question in the database, a few of each as samples. */
final class InboxStore {

  private static final String OPEN_GROUPS =
      """
      with newest as (
        select comment_id, gist, viewer_id, times, collapsed, asked_at from intents_asks
         where host_id = ? and state = 'OPEN' and not is_barred and asked_at > ?
         order by asked_at desc
         limit ?)
      select gist, sum(times + collapsed) as asks, sum(collapsed) as collapsed,
             count(distinct viewer_id) as people, min(asked_at) as oldest_at, max(asked_at) as newest_at
        from newest
       group by gist
       order by people desc, max(asked_at) desc, gist
       limit ?
      """;

  private static final String SAMPLES =
      """
      select a.comment_id, a.viewer_id, a.name, a.text, a.label, a.product_id, a.gist, a.show_id, a.clip_id,
             a.asked_at
        from unnest(?::text[]) as g (gist)
       cross join lateral (
         select o.comment_id, o.viewer_id, o.name, o.text, o.label, o.product_id, o.gist, o.show_id,
                o.clip_id, o.asked_at
           from intents_asks o
          where o.host_id = ? and o.gist = g.gist and o.state = 'OPEN' and not o.is_barred
            and o.asked_at > ?
          order by o.asked_at, o.comment_id
          limit ?) as a
      """;

  /** Somebody who asked in two ways counts once in a cluster of both. */
  private static final String PEOPLE =
      """
      select c.cluster, count(distinct a.viewer_id)
        from unnest(?::int[], ?::text[]) as c (cluster, gist)
        join intents_asks a on a.gist = c.gist and a.host_id = ? and a.state = 'OPEN' and not a.is_barred
         and a.asked_at > ?
       group by c.cluster
      """;

  private static final String ANSWERED =
      """
      select answer_id, label, product_id, words, asks, people, answered_at from intents_answers
       where host_id = ? and (answered_at, answer_id) < (?, ?)
       order by answered_at desc, answer_id desc
       limit ?
      """;

  private static final String ANSWERED_SAMPLES =
      """
      select a.comment_id, a.viewer_id, a.name, a.text, a.label, a.product_id, a.answer_id as gist, a.show_id,
             a.clip_id, a.asked_at
        from unnest(?::text[]) as g (answer_id)
       cross join lateral (
         select o.comment_id, o.viewer_id, o.name, o.text, o.label, o.product_id, o.answer_id, o.show_id,
                o.clip_id, o.asked_at
           from intents_asks o where o.answer_id = g.answer_id and o.text <> ''
          order by o.asked_at, o.comment_id
          limit ?) as a
      """;

  private static final String OF_SHOW =
      """
      select comment_id, label, product_id,
             case when state = 'REPEAT' and exists (
                    select 1 from intents_asks o
                     where o.host_id = a.host_id and o.viewer_id = a.viewer_id and o.gist = a.gist
                       and o.state = 'OPEN') then 'OPEN'
                  when state = 'REPEAT' then 'ANSWERED'
                  else state end as state
        from intents_asks a
       where host_id = ? and show_id = ? and state <> 'DELETED'
       order by asked_at desc, comment_id
       limit ?
      """;

  private InboxStore() {}

  /** Where and how far an inbox looks. */
  record Window(String hostId, Instant since, int asksMax, int groupsMax, int samplesMax) {}

  /** Open questions with one gist. */
  record Group(String gist, long asks, long collapsed, int people, Instant oldestAt, Instant newestAt) {}

  /** One question with its words. */
  record Sample(
      String commentId, String viewerId, String name, String text, String label, String productId,
      String gist, String showId, String clipId, Instant at) {}

  /** What was answered at once. */
  record Answer(
      String answerId, String label, String productId, String words, int asks, int people, Instant at) {}

  /** How a comment of a show was read, and whether it waits. */
  record Line(String commentId, String label, String productId, String state) {}

  static List<Group> groups(Connection connection, Window window) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OPEN_GROUPS)) {
      select.setString(1, window.hostId());
      select.setObject(2, window.since().atOffset(ZoneOffset.UTC));
      select.setInt(3, window.asksMax());
      select.setInt(4, window.groupsMax());
      List<Group> groups = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          groups.add(new Group(row.getString("gist"), row.getLong("asks"), row.getLong("collapsed"),
              row.getInt("people"), at(row, "oldest_at"), at(row, "newest_at")));
        }
      }
      return groups;
    }
  }

  static List<Sample> samples(Connection connection, Window window, List<String> gists)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SAMPLES)) {
      select.setArray(1, connection.createArrayOf("text", gists.toArray()));
      select.setString(2, window.hostId());
      select.setObject(3, window.since().atOffset(ZoneOffset.UTC));
      select.setInt(4, window.samplesMax());
      return samples(select);
    }
  }

  private static List<Sample> samples(PreparedStatement select) throws SQLException {
    List<Sample> samples = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        samples.add(new Sample(row.getString("comment_id"), row.getString("viewer_id"),
            row.getString("name"), row.getString("text"), row.getString("label"),
            row.getString("product_id"), row.getString("gist"), row.getString("show_id"),
            row.getString("clip_id"), at(row, "asked_at")));
      }
    }
    return samples;
  }

  /** People by cluster, for clusters of several gists. */
  static Map<Integer, Integer> people(
      Connection connection, Window window, Map<Integer, List<String>> clusters) throws SQLException {
    List<Integer> numbers = new ArrayList<>();
    List<String> gists = new ArrayList<>();
    clusters.forEach((number, of) -> of.forEach(gist -> {
      numbers.add(number);
      gists.add(gist);
    }));
    Map<Integer, Integer> people = new HashMap<>();
    if (numbers.isEmpty()) {
      return people;
    }
    try (PreparedStatement select = connection.prepareStatement(PEOPLE)) {
      select.setArray(1, connection.createArrayOf("int", numbers.toArray(Integer[]::new)));
      select.setArray(2, connection.createArrayOf("text", gists.toArray()));
      select.setString(3, window.hostId());
      select.setObject(4, window.since().atOffset(ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          people.put(row.getInt(1), row.getInt(2));
        }
      }
    }
    return people;
  }

  /** Answers of a host before a place in the list, newest first. */
  static List<Answer> answered(
      Connection connection, String hostId, Map.Entry<Instant, String> before, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ANSWERED)) {
      select.setString(1, hostId);
      select.setObject(2, before.getKey().atOffset(ZoneOffset.UTC));
      select.setString(3, before.getValue());
      select.setInt(4, limit);
      List<Answer> answers = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          answers.add(new Answer(row.getString("answer_id"), row.getString("label"),
              row.getString("product_id"), row.getString("words"), row.getInt("asks"),
              row.getInt("people"), at(row, "answered_at")));
        }
      }
      return answers;
    }
  }

  /** A few questions of each answer; {@link Sample#gist} is the answer's id. */
  static List<Sample> answeredSamples(Connection connection, List<String> answerIds, int each)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ANSWERED_SAMPLES)) {
      select.setArray(1, connection.createArrayOf("text", answerIds.toArray()));
      select.setInt(2, each);
      return samples(select);
    }
  }

  static List<Line> ofShow(Connection connection, String hostId, String showId, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_SHOW)) {
      select.setString(1, hostId);
      select.setString(2, showId);
      select.setInt(3, limit);
      List<Line> lines = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          lines.add(new Line(row.getString("comment_id"), row.getString("label"),
              row.getString("product_id"), row.getString("state")));
        }
      }
      return lines;
    }
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
