package laotie.server.trade;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Discount;
import laotie.fact.TradeFact.Line;
import laotie.server.log.RowBytes;
import laotie.server.trade.Command.Key;
import laotie.server.trade.Command.LineText;
import laotie.server.trade.Command.Place;
import laotie.trade.Back;
import laotie.trade.Order;
import laotie.trade.OrderStatus;

/** The rows of orders and their lines. */
final class OrderStore {

  private static final String PLAN_BY_INDEX = "set local enable_seqscan = off";

  private static final String DRAW_SEQUENCES =
      "select nextval('trade_order_sequence') from generate_series(1, ?)";

  private static final String ADD_ORDERS =
      """
      copy trade_orders
             (sequence, order_id, buyer_id, host_id, status, amount_minor, currency, show_id, clip_id,
              view_id, origin, address, idempotency_key, request_hash, placed_at, held_until,
              shipping_minor, discounts)
      from stdin (format binary)
      """;

  private static final String ADD_LINES =
      """
      copy trade_lines (sequence, position, sku_id, product_id, title, sku_name, picture_url,
                        quantity, price_minor, basis_minor, discount_percent, tier, stock_id, off_minor)
      from stdin (format binary)
      """;

  private static final String CLAIMED =
      """
      select k.buyer_id, k.key, o.order_id, o.request_hash
        from unnest(?::text[], ?::text[]) as k (buyer_id, key)
        join trade_orders o on o.buyer_id = k.buyer_id and o.idempotency_key = k.key
      """;

  private static final String COLUMNS =
      """
      select sequence, order_id, buyer_id, host_id, status, amount_minor, currency, show_id, clip_id,
             view_id, origin, address, placed_at, held_until, paid_at, shipped_at, carrier,
             tracking_number, packed_at, delivered_at, closed_at, shipping_minor, discounts, refunded_minor
        from trade_orders
      """;

  private static final String BY_ID = COLUMNS + " where order_id = any(?) order by order_id";

  private static final String LOCK = BY_ID + " for update";

  private static final String LOCK_STANDS =
      """
      select order_id, status, held_until
        from trade_orders
       where order_id = any(?)
       order by order_id
         for update
      """;

  private static final String OF_BUYER =
      COLUMNS + " where buyer_id = ? and sequence < ? order by sequence desc limit ?";

  private static final String OF_HOST =
      COLUMNS
          + " where host_id = ? and (? = '' or status = ?) and sequence < ? order by sequence desc limit ?";

  private static final String TO_SHIP =
      COLUMNS
          + """
           where host_id = ? and status in ('PAID', 'PACKED') and sequence > ?
           order by sequence
           limit ?
          """;

  private static final String ALL = COLUMNS + " where sequence < ? order by sequence desc limit ?";

  private static final String LINES =
      """
      select sequence, sku_id, product_id, title, sku_name, picture_url, quantity, price_minor, basis_minor,
             discount_percent, tier, stock_id, off_minor, refunded_quantity
        from trade_lines
       where sequence = any(?)
       order by sequence, position
       limit 100000
      """;

  private static final String MOVE =
      """
      update trade_orders
         set status = n.status,
             paid_at = case when n.status = 'PAID' then ? else paid_at end,
             packed_at = case when n.status = 'PACKED' then ? else packed_at end,
             delivered_at = case when n.status = 'DELIVERED' then ? else delivered_at end,
             closed_at = case when n.status in ('CLOSED', 'EXPIRED', 'CANCELLED', 'REFUNDED') then ?
                              else closed_at end
        from unnest(?::text[], ?::text[]) as n (order_id, status)
       where trade_orders.order_id = n.order_id
      """;

  private static final String OVERDUE =
      """
      select order_id
        from trade_orders
       where status = 'PLACED' and held_until <= ?
       order by held_until
       limit ?
      """;

  private static final String LOG_READING =
      "insert into trade_address_readings (order_id, reader_id, at) values (?, ?, ?)";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private OrderStore() {}

  /** An order that holds a key, and the hash of the body it came with. */
  record Claimed(String orderId, String bodyHash) {}

  /** An accepted order and what is stored beside it; the texts are those of its lines. */
  record Placed(Place place, Order order, List<LineText> texts) {}

  /** Statements stay planned while tables grow from empty; an index is right for them at any size. */
  static void planByIndex(Connection connection) throws SQLException {
    try (PreparedStatement plan = connection.prepareStatement(PLAN_BY_INDEX)) {
      plan.execute();
    }
  }

  static long[] drawSequences(Connection connection, int count) throws SQLException {
    long[] sequences = new long[count];
    try (PreparedStatement select = connection.prepareStatement(DRAW_SEQUENCES)) {
      select.setInt(1, count);
      try (ResultSet row = select.executeQuery()) {
        for (int i = 0; row.next(); i++) {
          sequences[i] = row.getLong(1);
        }
      }
    }
    return sequences;
  }

  static void add(Connection connection, Instant now, List<Placed> placed) throws SQLException {
    RowBytes rows = new RowBytes(18);
    for (Placed one : placed) {
      Order order = one.order();
      Place place = one.place();
      Deal deal = order.deal();
      rows.row().bigint(order.sequence()).text(order.orderId()).text(deal.buyerId()).text(deal.hostId())
          .text(order.status().name()).bigint(deal.amount().minor())
          .text(deal.amount().currency().getCurrencyCode())
          .text(deal.showId()).text(deal.clipId()).text(deal.viewId())
          .json(place.originJson()).bytes(place.address())
          .text(place.claim().key().key()).text(place.claim().bodyHash())
          .instant(now).instant(order.heldUntil()).bigint(deal.bill().shippingMinor())
          .json(discountsJson(deal.bill().discounts()));
    }
    rows.write(connection, ADD_ORDERS);
    addLines(connection, placed);
  }

  private static void addLines(Connection connection, List<Placed> placed) throws SQLException {
    RowBytes lines = noLines();
    for (Placed one : placed) {
      for (int position = 0; position < one.order().lines().size(); position++) {
        addLine(lines, one.order().sequence(), position, one.order().lines().get(position),
            one.texts().get(position));
      }
    }
    writeLines(connection, lines);
  }

  /** No lines yet; {@link #addLine} adds one. */
  static RowBytes noLines() {
    return new RowBytes(14);
  }

  static void addLine(RowBytes lines, long sequence, int position, Line line, LineText text) {
    lines.row().bigint(sequence).integer(position).text(line.skuId()).text(line.productId())
        .text(text.title()).text(text.skuName()).text(text.pictureUrl())
        .integer(line.quantity()).bigint(line.priceMinor()).bigint(text.reduction().basisMinor())
        .integer(text.reduction().percent()).text(text.reduction().tier())
        .text(line.stockId().equals(line.skuId()) ? "" : line.stockId()).bigint(line.offMinor());
  }

  static void writeLines(Connection connection, RowBytes lines) throws SQLException {
    lines.write(connection, ADD_LINES);
  }

  static Map<Key, Claimed> claimed(Connection connection, Collection<Key> keys) throws SQLException {
    Map<Key, Claimed> claimed = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(CLAIMED)) {
      select.setArray(1, connection.createArrayOf("text", keys.stream().map(Key::buyerId).toArray()));
      select.setArray(2, connection.createArrayOf("text", keys.stream().map(Key::key).toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          claimed.put(new Key(row.getString(1), row.getString(2)),
              new Claimed(row.getString(3), row.getString(4)));
        }
      }
    }
    return claimed;
  }

  static Map<String, OrderRow> byId(Connection connection, Collection<String> orderIds) throws SQLException {
    return byId(connection, BY_ID, orderIds);
  }

  /** Locks them in the order of their ids; stock must be locked before. */
  static Map<String, OrderRow> lock(Connection connection, Collection<String> orderIds) throws SQLException {
    return byId(connection, LOCK, orderIds);
  }

  /** What may change of an order before it is paid. */
  record Stand(OrderStatus status, Instant heldUntil) {
    Order of(Order asPlaced) {
      return new Order(asPlaced.orderId(), asPlaced.sequence(), status, asPlaced.deal(), asPlaced.lines(),
          heldUntil);
    }
  }

  /** Locks orders in the order of their ids, when the rest of them is known. */
  static Map<String, Stand> lockStands(Connection connection, Collection<String> orderIds)
      throws SQLException {
    if (orderIds.isEmpty()) {
      return Map.of();
    }
    Map<String, Stand> stands = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(LOCK_STANDS)) {
      select.setArray(1, connection.createArrayOf("text", orderIds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          stands.put(row.getString(1),
              new Stand(OrderStatus.valueOf(row.getString(2)), row.getTimestamp(3).toInstant()));
        }
      }
    }
    return stands;
  }

  private static Map<String, OrderRow> byId(Connection connection, String sql, Collection<String> orderIds)
      throws SQLException {
    if (orderIds.isEmpty()) {
      return Map.of();
    }
    Map<String, OrderRow> rows = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("text", orderIds.toArray()));
      for (OrderRow row : rows(connection, select)) {
        rows.put(row.order().orderId(), row);
      }
    }
    return rows;
  }

  static List<OrderRow> ofBuyer(Connection connection, String buyerId, Slice slice) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_BUYER)) {
      select.setString(1, buyerId);
      select.setLong(2, slice.before());
      select.setInt(3, slice.limit());
      return rows(connection, select);
    }
  }

  /** Orders of a host; {@code status} may be empty for all. */
  static List<OrderRow> ofHost(Connection connection, String hostId, String status, Slice slice)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_HOST)) {
      select.setString(1, hostId);
      select.setString(2, status);
      select.setString(3, status);
      select.setLong(4, slice.before());
      select.setInt(5, slice.limit());
      return rows(connection, select);
    }
  }

  /** What a host has still to send, the oldest first. */
  static List<OrderRow> toShip(Connection connection, String hostId, long after, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(TO_SHIP)) {
      select.setString(1, hostId);
      select.setLong(2, after);
      select.setInt(3, limit);
      return rows(connection, select);
    }
  }

  static List<OrderRow> all(Connection connection, Slice slice) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ALL)) {
      select.setLong(1, slice.before());
      select.setInt(2, slice.limit());
      return rows(connection, select);
    }
  }

  /** Part of a list: orders with smaller sequences than {@code before}, newest first. */
  record Slice(long before, int limit) {}

  static void move(Connection connection, Instant now, Collection<Order> orders) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MOVE)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setObject(2, now.atOffset(ZoneOffset.UTC));
      update.setObject(3, now.atOffset(ZoneOffset.UTC));
      update.setObject(4, now.atOffset(ZoneOffset.UTC));
      update.setArray(5, connection.createArrayOf("text", orders.stream().map(Order::orderId).toArray()));
      update.setArray(6, connection.createArrayOf("text",
          orders.stream().map(order -> order.status().name()).toArray()));
      update.executeUpdate();
    }
  }

  static List<String> overdue(Connection connection, Instant now, int limit) throws SQLException {
    List<String> orderIds = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(OVERDUE)) {
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

  static void logReading(Connection connection, String orderId, String readerId, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(LOG_READING)) {
      insert.setString(1, orderId);
      insert.setString(2, readerId);
      insert.setObject(3, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  static String discountsJson(List<Discount> discounts) {
    try {
      return discounts.isEmpty() ? "[]" : JSON.writeValueAsString(discounts);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  private static List<Discount> discounts(String json) {
    try {
      return json.equals("[]") ? List.of() : List.of(JSON.readValue(json, Discount[].class));
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  static String originJson(Origin origin) {
    try {
      return JSON.writeValueAsString(origin);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  private static List<OrderRow> rows(Connection connection, PreparedStatement select) throws SQLException {
    Map<Long, OrderRow> heads = new LinkedHashMap<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        heads.put(row.getLong("sequence"), head(row));
      }
    }
    if (heads.isEmpty()) {
      return List.of();
    }
    Map<Long, List<Line>> lines = new HashMap<>();
    Map<Long, List<LineText>> texts = new HashMap<>();
    Map<Long, List<Integer>> back = new HashMap<>();
    try (PreparedStatement of = connection.prepareStatement(LINES)) {
      of.setArray(1, connection.createArrayOf("bigint", heads.keySet().toArray()));
      try (ResultSet row = of.executeQuery()) {
        while (row.next()) {
          long sequence = row.getLong("sequence");
          lines.computeIfAbsent(sequence, key -> new ArrayList<>()).add(new Line(row.getString("sku_id"),
              row.getString("product_id"), row.getInt("quantity"), row.getLong("price_minor"),
              stockId(row), row.getLong("off_minor")));
          back.computeIfAbsent(sequence, key -> new ArrayList<>()).add(row.getInt("refunded_quantity"));
          texts.computeIfAbsent(sequence, key -> new ArrayList<>()).add(new LineText(
              row.getString("title"), row.getString("sku_name"), row.getString("picture_url"),
              new Command.Reduction(row.getLong("basis_minor"), row.getInt("discount_percent"),
                  row.getString("tier"))));
        }
      }
    }
    List<OrderRow> rows = new ArrayList<>(heads.size());
    for (Map.Entry<Long, OrderRow> head : heads.entrySet()) {
      Order order = head.getValue().order();
      OrderRow row = head.getValue();
      rows.add(new OrderRow(
          new Order(order.orderId(), order.sequence(), order.status(), order.deal(),
              lines.getOrDefault(head.getKey(), List.of()), order.heldUntil()),
          texts.getOrDefault(head.getKey(), List.of()), row.address(), row.placedAt(), row.paid(),
          row.shipment(),
          new Back(back.getOrDefault(head.getKey(), List.of()), row.back().minor())));
    }
    return rows;
  }

  private static String stockId(ResultSet row) throws SQLException {
    String ofFlashSale = row.getString("stock_id");
    return ofFlashSale.isEmpty() ? row.getString("sku_id") : ofFlashSale;
  }

  private static OrderRow head(ResultSet row) throws SQLException {
    Money amount = new Money(row.getLong("amount_minor"), Currency.getInstance(row.getString("currency")));
    Deal deal = new Deal(row.getString("buyer_id"), row.getString("host_id"), row.getString("show_id"),
        row.getString("clip_id"), row.getString("view_id"), amount, origin(row.getString("origin")),
        new Bill(row.getLong("shipping_minor"), discounts(row.getString("discounts"))));
    Order order = new Order(row.getString("order_id"), row.getLong("sequence"),
        OrderStatus.valueOf(row.getString("status")), deal, List.of(),
        row.getTimestamp("held_until").toInstant());
    return new OrderRow(order, List.of(), row.getBytes("address"),
        row.getTimestamp("placed_at").toInstant(), instant(row, "paid_at"),
        new OrderRow.Shipment(instant(row, "packed_at"), instant(row, "shipped_at"),
            instant(row, "delivered_at"), instant(row, "closed_at"), row.getString("carrier"),
            row.getString("tracking_number")),
        new Back(List.of(), row.getLong("refunded_minor")));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }

  private static Origin origin(String json) {
    try {
      return JSON.readValue(json, Origin.class);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }
}
