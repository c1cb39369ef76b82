package laotie.server.trade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.server.log.Columns;
import laotie.trade.Actor;

/** The rows of an order's way after its payment: parcels, what happens by itself, and every step. */
final class LifeStore {

  private static final String SHIP =
      """
      update trade_orders
         set status = 'SHIPPED', shipped_at = coalesce(shipped_at, ?), carrier = n.carrier,
             tracking_number = n.tracking_number
        from unnest(?::text[], ?::text[], ?::text[]) as n (order_id, carrier, tracking_number)
       where trade_orders.order_id = n.order_id
      """;

  /** A shipped order whose carrier or number was wrong, wherever it stands by now. */
  private static final String CORRECT =
      """
      update trade_orders
         set carrier = n.carrier, tracking_number = n.tracking_number
        from unnest(?::text[], ?::text[], ?::text[]) as n (order_id, carrier, tracking_number)
       where trade_orders.order_id = n.order_id
      """;

  /** An order with an open return moves by nobody's silence. */
  private static final String SCHEDULE =
      """
      update trade_orders
         set next_at = case
               when exists (select 1 from trade_returns r
                             where r.order_id = n.order_id and r.ended_at is null) then null
               else nullif(n.next_at, '')::timestamptz end
        from unnest(?::text[], ?::text[]) as n (order_id, next_at)
       where trade_orders.order_id = n.order_id
      """;

  /** Several processes take different ones. */
  private static final String TAKE_DUE =
      """
      select order_id
        from trade_orders
       where next_at <= ?
       order by next_at
       limit ?
         for update skip locked
      """;

  private static final String ADD_CHANGES =
      """
      insert into trade_order_changes (order_id, at, actor, actor_id, change, detail)
      select order_id, at::timestamptz, actor, actor_id, change, detail::jsonb
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          as n (order_id, at, actor, actor_id, change, detail)
      """;

  private static final String CHANGES =
      """
      select order_id, at, actor, actor_id, change, detail
        from trade_order_changes
       where order_id = ?
       order by change_id
       limit ?
      """;

  private static final String NEXT_AT = "select next_at from trade_orders where order_id = ?";

  /** Steps shown of one order: its own few and those of its returns. */
  private static final int CHANGES_MAX = 500;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private LifeStore() {}

  /** A parcel and the order that is in it. */
  record Parcelled(String orderId, String carrier, String trackingNumber) {}

  /** When an order moves by itself; empty for never. */
  record Planned(String orderId, Optional<Instant> at) {}

  static void ship(Connection connection, Instant now, List<Parcelled> parcels) throws SQLException {
    if (parcels.isEmpty()) {
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(SHIP)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      columns(parcels).bind(update, 2);
      update.executeUpdate();
    }
  }

  static void correct(Connection connection, List<Parcelled> parcels) throws SQLException {
    if (parcels.isEmpty()) {
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(CORRECT)) {
      columns(parcels).bind(update, 1);
      update.executeUpdate();
    }
  }

  private static Columns columns(List<Parcelled> parcels) {
    Columns columns = new Columns("text", "text", "text");
    parcels.forEach(one -> columns.add(one.orderId(), one.carrier(), one.trackingNumber()));
    return columns;
  }

  static void schedule(Connection connection, List<Planned> plans) throws SQLException {
    if (plans.isEmpty()) {
      return;
    }
    Columns columns = new Columns("text", "text");
    plans.forEach(plan -> columns.add(plan.orderId(), plan.at().map(Instant::toString).orElse("")));
    try (PreparedStatement update = connection.prepareStatement(SCHEDULE)) {
      columns.bind(update, 1);
      update.executeUpdate();
    }
  }

  /** Locks orders whose instant has come and that nobody else moves right now. */
  static List<String> takeDue(Connection connection, Instant now, int limit) throws SQLException {
    List<String> orderIds = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(TAKE_DUE)) {
      select.setObject(1, now.atOffset(ZoneOffset.UTC));
      select.setInt(2, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          orderIds.add(row.getString(1));
        }
      }
    }
    return orderIds;
  }

  /** When the order moves by itself. */
  static Optional<Instant> nextAt(Connection connection, String orderId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(NEXT_AT)) {
      select.setString(1, orderId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant)
            : Optional.empty();
      }
    }
  }

  static void add(Connection connection, Collection<Change> changes) throws SQLException {
    if (changes.isEmpty()) {
      return;
    }
    Columns columns = new Columns("text", "text", "text", "text", "text", "text");
    for (Change one : changes) {
      columns.add(one.orderId(), one.at().toString(), one.actor().name(), one.actorId(),
          one.word().name(), json(one.detail()));
    }
    try (PreparedStatement insert = connection.prepareStatement(ADD_CHANGES)) {
      columns.bind(insert, 1);
      insert.executeUpdate();
    }
  }

  /** In the order in which they happened. */
  static List<Change> changes(Connection connection, String orderId) throws SQLException {
    List<Change> changes = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(CHANGES)) {
      select.setString(1, orderId);
      select.setInt(2, CHANGES_MAX);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          changes.add(new Change(row.getString("order_id"), row.getTimestamp("at").toInstant(),
              Actor.valueOf(row.getString("actor")), row.getString("actor_id"),
              Change.Word.valueOf(row.getString("change")), detail(row.getString("detail"))));
        }
      }
    }
    return changes;
  }

  private static String json(Map<String, String> detail) {
    try {
      return detail.isEmpty() ? "{}" : JSON.writeValueAsString(detail);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  private static Map<String, String> detail(String json) {
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }
}
