package laotie.server.trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPlaced;
import laotie.fact.Transfer;
import laotie.server.log.Columns;
import laotie.server.log.RowBytes;
import laotie.server.trade.Command.LineText;

/** Writes rows of an imported past; orders that exist stay as they are. */
final class PastStore {

  private static final String ADD_ORDERS =
      """
      insert into trade_orders
             (sequence, order_id, buyer_id, host_id, status, amount_minor, currency, show_id, clip_id,
              view_id, origin, address, idempotency_key, request_hash, placed_at, held_until, paid_at,
              shipped_at, delivered_at, closed_at, shipping_minor, discounts)
      select n.sequence, n.order_id, n.buyer_id, n.host_id, n.status, n.amount_minor, n.currency,
             n.show_id, n.clip_id, n.view_id, n.origin::jsonb, '', n.order_id, '',
             n.placed_at::timestamptz, n.held_until::timestamptz, nullif(n.paid_at, '')::timestamptz,
             nullif(n.shipped_at, '')::timestamptz, nullif(n.delivered_at, '')::timestamptz,
             nullif(n.closed_at, '')::timestamptz, n.shipping_minor, n.discounts::jsonb
        from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[])
          as n (sequence, order_id, buyer_id, host_id, status, amount_minor, currency, show_id, clip_id,
                view_id, origin, placed_at, held_until, paid_at, shipped_at, delivered_at, closed_at,
                shipping_minor, discounts)
      """;

  private static final String ADD_PAYMENTS =
      """
      insert into trade_payments
             (payment_id, order_id, method, status, idempotency_key, started_at, settled_at)
      select payment_id, order_id, 'past', 'PAID', payment_id, at::timestamptz, at::timestamptz
        from unnest(?::text[], ?::text[], ?::text[]) as n (payment_id, order_id, at)
      """;

  private static final String BOOK =
      """
      insert into trade_ledger
             (transfer_kind, order_id, payment_id, subject_id, purse, owner_id, amount_minor, currency, at)
      select kind, order_id, payment_id, subject_id, purse, owner_id, amount_minor, currency,
             at::timestamptz
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                    ?::text[], ?::text[])
          as n (kind, order_id, payment_id, subject_id, purse, owner_id, amount_minor, currency, at)
      """;

  /** New orders continue after the imported ones. */
  private static final String CONTINUE =
      """
      select setval('trade_order_sequence', greatest(?, (select last_value from trade_order_sequence)))
      """;

  private PastStore() {}

  /** A transfer and when it was booked. */
  record Booked(Transfer transfer, Instant at) {}

  /** An order of the past as it stands at the end. */
  record PastRow(
      OrderPlaced placed, Instant placedAt, String status, String paymentId, Optional<Instant> paidAt,
      Optional<Instant> shippedAt, Optional<Instant> deliveredAt, Optional<Instant> closedAt,
      List<Booked> booked) {

    static PastRow placed(OrderPlaced placed, Instant at) {
      return new PastRow(placed, at, "PLACED", "", Optional.empty(), Optional.empty(), Optional.empty(),
          Optional.empty(), List.of());
    }

    PastRow paid(Instant at, String payment, Transfer transfer) {
      return new PastRow(placed, placedAt, "PAID", payment, Optional.of(at), shippedAt, deliveredAt,
          closedAt, and(transfer, at));
    }

    PastRow shipped(Instant at) {
      return new PastRow(placed, placedAt, "SHIPPED", paymentId, paidAt, Optional.of(at), deliveredAt,
          closedAt, booked);
    }

    PastRow delivered(Instant at) {
      return new PastRow(placed, placedAt, "DELIVERED", paymentId, paidAt, shippedAt, Optional.of(at),
          closedAt, booked);
    }

    PastRow closed(Instant at, String as) {
      return new PastRow(placed, placedAt, as, paymentId, paidAt, shippedAt, deliveredAt,
          Optional.of(at), booked);
    }

    PastRow refunded(Instant at, boolean isWhole, Transfer transfer) {
      return new PastRow(placed, placedAt, isWhole ? "REFUNDED" : status, paymentId, paidAt, shippedAt,
          deliveredAt, isWhole ? Optional.of(at) : closedAt, and(transfer, at));
    }

    private List<Booked> and(Transfer transfer, Instant at) {
      List<Booked> all = new ArrayList<>(booked);
      all.add(new Booked(transfer, at));
      return List.copyOf(all);
    }
  }

  static void add(Connection connection, List<PastRow> rows, Map<String, LineText> texts)
      throws SQLException {
    Columns orders = new Columns(
        "bigint", "text", "text", "text", "text", "bigint", "text", "text", "text", "text", "text", "text",
        "text", "text", "text", "text", "text", "bigint", "text");
    RowBytes lines = OrderStore.noLines();
    Columns payments = new Columns("text", "text", "text");
    Columns entries =
        new Columns("text", "text", "text", "text", "text", "text", "bigint", "text", "text");
    long last = 1;
    for (PastRow row : rows) {
      last = Math.max(last, row.placed().sequence());
      addOrder(orders, row);
      addLines(lines, row, texts);
      row.paidAt().ifPresent(
          at -> payments.add(row.paymentId(), row.placed().orderId(), at.toString()));
      row.booked().forEach(booked -> addEntries(entries, booked));
    }
    write(connection, ADD_ORDERS, orders);
    OrderStore.writeLines(connection, lines);
    write(connection, ADD_PAYMENTS, payments);
    write(connection, BOOK, entries);
    reserve(connection, last);
  }

  /** Leaves the sequence numbers up to {@code last} to the past. */
  static void reserve(Connection connection, long last) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(CONTINUE)) {
      select.setLong(1, last);
      select.execute();
    }
  }

  private static void addOrder(Columns orders, PastRow row) {
    OrderPlaced placed = row.placed();
    var deal = placed.deal();
    orders.add(placed.sequence(), placed.orderId(), deal.buyerId(), deal.hostId(), row.status(),
        deal.amount().minor(), deal.amount().currency().getCurrencyCode(), deal.showId(), deal.clipId(),
        deal.viewId(), OrderStore.originJson(deal.origin()), row.placedAt().toString(),
        placed.heldUntil().toString(), text(row.paidAt()), text(row.shippedAt()), text(row.deliveredAt()),
        text(row.closedAt()), deal.bill().shippingMinor(),
        OrderStore.discountsJson(deal.bill().discounts()));
  }

  private static void addLines(RowBytes lines, PastRow row, Map<String, LineText> texts) {
    for (int position = 0; position < row.placed().lines().size(); position++) {
      Line line = row.placed().lines().get(position);
      OrderStore.addLine(lines, row.placed().sequence(), position, line, texts.get(line.skuId()));
    }
  }

  private static void addEntries(Columns entries, Booked booked) {
    Transfer transfer = booked.transfer();
    for (Transfer.Entry entry : transfer.entries()) {
      entries.add(transfer.kind().name(), transfer.orderId(), transfer.paymentId(),
          transfer.subjectId(), entry.purse().name(), entry.ownerId(), entry.amount().minor(),
          entry.amount().currency().getCurrencyCode(), booked.at().toString());
    }
  }

  private static String text(Optional<Instant> at) {
    return at.map(Instant::toString).orElse("");
  }

  private static void write(Connection connection, String sql, Columns rows) throws SQLException {
    if (!rows.isEmpty()) {
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        rows.bind(insert, 1);
        insert.executeUpdate();
      }
    }
  }
}
