package laotie.server.trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.server.log.Columns;
import laotie.trade.Actor;
import laotie.trade.Back.Part;
import laotie.trade.Return;
import laotie.trade.Return.Award;
import laotie.trade.Return.End;
import laotie.trade.Return.State;
import laotie.trade.ReturnReason;

/** The rows of returns. */
final class ReturnStore {

  private static final String ADD =
      """
      insert into trade_returns (return_id, order_id, buyer_id, host_id, kind, reason, state, award_minor,
                                 is_award_full, asked_minor, is_free, due_at, asked_at, pictures)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String ADD_LINES =
      """
      insert into trade_return_lines (return_id, line, quantity)
      select ?, n.line, n.quantity from unnest(?::int[], ?::int[]) as n (line, quantity)
      """;

  private static final String MOVE =
      """
      update trade_returns
         set state = ?, award_minor = ?, is_award_full = ?, is_sent = ?, due_at = ?, ended_at = ?,
             refunded_minor = ?, carrier = ?, tracking_number = ?, arrived_at = ?, restocked_at = ?
       where return_id = ?
      """;

  private static final String COLUMNS =
      """
      select return_id, number, order_id, buyer_id, host_id, kind, reason, state, award_minor,
             is_award_full, asked_minor, is_free, is_sent, due_at, asked_at, ended_at, refunded_minor,
             carrier, tracking_number, arrived_at, restocked_at, pictures
        from trade_returns
      """;

  private static final String BY_ID = COLUMNS + " where return_id = ?";

  private static final String LOCK = BY_ID + " for update";

  private static final String OF_ORDER = COLUMNS + " where order_id = ? order by number limit 100";

  private static final String LOCK_OF_ORDER =
      COLUMNS + " where order_id = ? order by number limit 100 for update";

  private static final String OF_HOST =
      COLUMNS
          + """
           where host_id = ? and number < ? and (not ? or ended_at is null)
           order by number desc
           limit ?
          """;

  private static final String OF_BUYER =
      COLUMNS
          + """
           where buyer_id = ? and number < ? and (not ? or ended_at is null)
           order by number desc
           limit ?
          """;

  /** The longest waiting first. */
  private static final String ESCALATED =
      COLUMNS + " where state = 'ESCALATED' and number > ? order by number limit ?";

  private static final String DUE =
      "select return_id from trade_returns where due_at <= ? order by due_at limit ?";

  private static final String LINES =
      """
      select return_id, line, quantity
        from trade_return_lines
       where return_id = any(?)
       order by return_id, line
       limit 10000
      """;

  private static final String ADD_STEP =
      """
      insert into trade_return_steps (return_id, at, actor, actor_id, action, minor, words)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String STEPS =
      """
      select at, actor, action, minor, words
        from trade_return_steps
       where return_id = ?
       order by step_id
       limit 200
      """;

  private ReturnStore() {}

  /** What somebody did and said. */
  record Step(Instant at, Actor actor, String action, long minor, String words) {}

  static void add(Connection connection, ReturnRow row) throws SQLException {
    Return request = row.request();
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, request.returnId());
      insert.setString(2, row.orderId());
      insert.setString(3, row.buyerId());
      insert.setString(4, row.hostId());
      insert.setString(5, request.kind().name());
      insert.setString(6, request.reason().name());
      insert.setString(7, ReturnRow.word(request.state()));
      insert.setLong(8, ReturnRow.award(request.state()).minor());
      insert.setBoolean(9, ReturnRow.award(request.state()).isFull());
      insert.setLong(10, row.askedMinor());
      insert.setBoolean(11, request.isFree());
      setInstant(insert, 12, request.state().dueAt());
      insert.setObject(13, row.askedAt().atOffset(ZoneOffset.UTC));
      insert.setArray(14, connection.createArrayOf("text", row.pictures().toArray()));
      insert.executeUpdate();
    }
    Columns lines = new Columns("int", "int");
    request.parts().forEach(part -> lines.add(part.line(), part.quantity()));
    try (PreparedStatement insert = connection.prepareStatement(ADD_LINES)) {
      insert.setString(1, request.returnId());
      lines.bind(insert, 2);
      insert.executeUpdate();
    }
  }

  static void move(Connection connection, ReturnRow row) throws SQLException {
    State state = row.request().state();
    try (PreparedStatement update = connection.prepareStatement(MOVE)) {
      update.setString(1, ReturnRow.word(state));
      update.setLong(2, ReturnRow.award(state).minor());
      update.setBoolean(3, ReturnRow.award(state).isFull());
      update.setBoolean(4, row.parcel().isSent());
      setInstant(update, 5, state.dueAt());
      setInstant(update, 6, row.endedAt());
      update.setLong(7, row.refundedMinor());
      update.setString(8, row.parcel().carrier());
      update.setString(9, row.parcel().trackingNumber());
      setInstant(update, 10, row.parcel().arrived());
      setInstant(update, 11, row.parcel().restocked());
      update.setString(12, row.request().returnId());
      update.executeUpdate();
    }
  }

  private static void setInstant(PreparedStatement statement, int index, Optional<Instant> at)
      throws SQLException {
    if (at.isPresent()) {
      statement.setObject(index, at.get().atOffset(ZoneOffset.UTC));
    } else {
      statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
    }
  }

  static Optional<ReturnRow> byId(Connection connection, String returnId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BY_ID)) {
      select.setString(1, returnId);
      return rows(connection, select).stream().findFirst();
    }
  }

  /** Its order must be locked before. */
  static Optional<ReturnRow> lock(Connection connection, String returnId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setString(1, returnId);
      return rows(connection, select).stream().findFirst();
    }
  }

  /** The oldest first. */
  static List<ReturnRow> ofOrder(Connection connection, String orderId) throws SQLException {
    return ofOrder(connection, OF_ORDER, orderId);
  }

  /** Its order must be locked before. */
  static List<ReturnRow> lockOfOrder(Connection connection, String orderId) throws SQLException {
    return ofOrder(connection, LOCK_OF_ORDER, orderId);
  }

  private static List<ReturnRow> ofOrder(Connection connection, String sql, String orderId)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, orderId);
      return rows(connection, select);
    }
  }

  /** Part of a list: numbers below {@code before}, newest first; maybe those only that are open. */
  record Slice(long before, boolean isOpenOnly, int limit) {}

  static List<ReturnRow> ofHost(Connection connection, String hostId, Slice slice) throws SQLException {
    return of(connection, OF_HOST, hostId, slice);
  }

  static List<ReturnRow> ofBuyer(Connection connection, String buyerId, Slice slice) throws SQLException {
    return of(connection, OF_BUYER, buyerId, slice);
  }

  private static List<ReturnRow> of(Connection connection, String sql, String whose, Slice slice)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, whose);
      select.setLong(2, slice.before());
      select.setBoolean(3, slice.isOpenOnly());
      select.setInt(4, slice.limit());
      return rows(connection, select);
    }
  }

  static List<ReturnRow> escalated(Connection connection, long after, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ESCALATED)) {
      select.setLong(1, after);
      select.setInt(2, limit);
      return rows(connection, select);
    }
  }

  static List<String> due(Connection connection, Instant now, int limit) throws SQLException {
    List<String> returnIds = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(DUE)) {
      select.setObject(1, now.atOffset(ZoneOffset.UTC));
      select.setInt(2, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          returnIds.add(row.getString(1));
        }
      }
    }
    return returnIds;
  }

  static void addStep(Connection connection, String returnId, Parcels.Mover mover, Step step)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD_STEP)) {
      insert.setString(1, returnId);
      insert.setObject(2, step.at().atOffset(ZoneOffset.UTC));
      insert.setString(3, step.actor().name());
      insert.setString(4, mover.actorId());
      insert.setString(5, step.action());
      insert.setLong(6, step.minor());
      insert.setString(7, step.words());
      insert.executeUpdate();
    }
  }

  static List<Step> steps(Connection connection, String returnId) throws SQLException {
    List<Step> steps = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(STEPS)) {
      select.setString(1, returnId);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          steps.add(new Step(row.getTimestamp("at").toInstant(), Actor.valueOf(row.getString("actor")),
              row.getString("action"), row.getLong("minor"), row.getString("words")));
        }
      }
    }
    return steps;
  }

  private static List<ReturnRow> rows(Connection connection, PreparedStatement select)
      throws SQLException {
    Map<String, ReturnRow> heads = new LinkedHashMap<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        heads.put(row.getString("return_id"), head(row));
      }
    }
    if (heads.isEmpty()) {
      return List.of();
    }
    Map<String, List<Part>> parts = new HashMap<>();
    try (PreparedStatement of = connection.prepareStatement(LINES)) {
      of.setArray(1, connection.createArrayOf("text", heads.keySet().toArray()));
      try (ResultSet row = of.executeQuery()) {
        while (row.next()) {
          parts.computeIfAbsent(row.getString("return_id"), key -> new ArrayList<>())
              .add(new Part(row.getInt("line"), row.getInt("quantity")));
        }
      }
    }
    return heads.values().stream().map(head -> {
      Return one = head.request();
      return new ReturnRow(new Return(one.returnId(), one.kind(), one.reason(),
          parts.getOrDefault(one.returnId(), List.of()), one.isFree(), one.state()),
          head.number(), head.orderId(), head.buyerId(), head.hostId(), head.askedMinor(), head.askedAt(),
          head.endedAt(), head.refundedMinor(), head.parcel(), head.pictures());
    }).toList();
  }

  private static ReturnRow head(ResultSet row) throws SQLException {
    Award award = new Award(row.getLong("award_minor"), row.getBoolean("is_award_full"));
    Award asked = new Award(row.getLong("asked_minor"), true);
    Instant due = instant(row, "due_at").orElse(Instant.MAX);
    boolean isSent = row.getBoolean("is_sent");
    State state = switch (row.getString("state")) {
      case "ASKED" -> new State.Asked(award, due);
      case "PROPOSED" -> new State.Proposed(award, asked, due);
      case "REFUSED" -> new State.Refused(award, due);
      case "AGREED" -> new State.Agreed(award, due);
      case "SENT_BACK" -> new State.SentBack(award, due);
      case "ESCALATED" -> new State.Escalated(award, isSent);
      case String end ->
          new State.Ended(End.valueOf(end), award, row.getTimestamp("arrived_at") != null);
    };
    return new ReturnRow(new Return(row.getString("return_id"), Return.Kind.valueOf(row.getString("kind")),
        ReturnReason.valueOf(row.getString("reason")), List.of(), row.getBoolean("is_free"), state),
        row.getLong("number"), row.getString("order_id"), row.getString("buyer_id"),
        row.getString("host_id"), row.getLong("asked_minor"), row.getTimestamp("asked_at").toInstant(),
        instant(row, "ended_at"), row.getLong("refunded_minor"),
        new ReturnRow.Parcel(isSent, row.getString("carrier"), row.getString("tracking_number"),
            instant(row, "arrived_at"), instant(row, "restocked_at")),
        Arrays.asList((String[]) row.getArray("pictures").getArray()));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
