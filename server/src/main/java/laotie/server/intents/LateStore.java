package laotie.server.intents;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import laotie.server.log.Columns;

/** Questions set down where no lock is needed, until the questions of their host are free. */
final class LateStore {

  private static final String ADD =
      """
      insert into intents_late (comment_id, host_id, viewer_id, name, show_id, clip_id, view_id, label,
                                product_id, offers_card, wanted, text, network, asked_at)
      select comment_id, host_id, viewer_id, name, show_id, clip_id, view_id, label, product_id,
             offers_card, wanted, text, network, asked_at
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                           ?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::text[],
                           ?::timestamptz[])
          as n (comment_id, host_id, viewer_id, name, show_id, clip_id, view_id, label, product_id,
                offers_card, wanted, text, network, asked_at)
      """;

  private static final String HOSTS =
      "select distinct host_id from intents_late order by host_id limit ?";

  private static final String TAKE =
      """
      delete from intents_late where comment_id in (
        select comment_id from intents_late where host_id = ? order by asked_at, comment_id limit ?)
      returning comment_id, host_id, viewer_id, name, show_id, clip_id, view_id, label, product_id,
                offers_card, wanted, text, network, asked_at
      """;

  private static final String DROP =
      "delete from intents_late where viewer_id = any(?) or comment_id = any(?)";

  private LateStore() {}

  /** A question and the mark of its network, or an empty one. */
  record Late(Intents.Heard heard, String network) {}

  static void add(Connection connection, List<Late> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    Columns columns = new Columns("text", "text", "text", "text", "text", "text", "text", "text", "text",
        "boolean", "text", "text", "text", "timestamptz");
    for (Late row : rows) {
      Intents.Heard one = row.heard();
      columns.add(one.commentId(), one.hostId(), one.viewerId(), one.name(), one.showId(), one.clipId(),
          one.viewId(), one.reading().label(), one.reading().productId().orElse(""),
          one.reading().offersCard(), one.reading().wanted().orElse(""), one.text(), row.network(),
          one.at().atOffset(ZoneOffset.UTC));
    }
    columns.run(connection, ADD);
  }

  /** Hosts with questions that wait here. */
  static List<String> hosts(Connection connection, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(HOSTS)) {
      select.setInt(1, limit);
      List<String> hosts = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          hosts.add(row.getString(1));
        }
      }
      return hosts;
    }
  }

  /** Takes the oldest of a host away, to be written in the same transaction. */
  static List<Late> take(Connection connection, String hostId, int limit) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(TAKE)) {
      delete.setString(1, hostId);
      delete.setInt(2, limit);
      List<Late> taken = new ArrayList<>();
      try (ResultSet row = delete.executeQuery()) {
        while (row.next()) {
          Intents.Reading reading = new Intents.Reading(row.getString("label"), true,
              present(row.getString("product_id")), row.getBoolean("offers_card"),
              present(row.getString("wanted")));
          taken.add(new Late(new Intents.Heard(row.getString("comment_id"), row.getString("viewer_id"),
              row.getString("name"), row.getString("host_id"), row.getString("show_id"),
              row.getString("clip_id"), row.getString("view_id"), row.getString("text"), reading,
              row.getObject("asked_at", OffsetDateTime.class).toInstant()), row.getString("network")));
        }
      }
      taken.sort(Comparator.comparing(late -> late.heard().at()));
      return taken;
    }
  }

  /** What banned people and deleted comments asked is not read in any more. */
  static void drop(Connection connection, Collection<String> viewerIds, Collection<String> commentIds)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DROP)) {
      delete.setArray(1, connection.createArrayOf("text", viewerIds.toArray()));
      delete.setArray(2, connection.createArrayOf("text", commentIds.toArray()));
      delete.executeUpdate();
    }
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(one -> !one.isEmpty());
  }
}
