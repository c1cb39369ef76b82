package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import laotie.growth.Basket;
import laotie.growth.Share;
import laotie.server.log.Columns;

/** The rows of {@code growth_baskets}, and what is decided of them beside wishes and shelves. */
final class BasketStore implements Cells.Rows<String, Basket> {

  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::text[]) with ordinality as wanted (order_id, place)
       cross join lateral (
         select b.state from growth_baskets b where b.order_id = wanted.order_id limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_baskets (order_id, buyer_id, host_id, placed_at, paid_at, products, state)
      select order_id, buyer_id, host_id, placed_at, paid_at, products::text[], state
        from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[],
                    ?::bytea[])
          as cells (order_id, buyer_id, host_id, placed_at, paid_at, products, state)
      on conflict (order_id) do update
         set buyer_id = excluded.buyer_id,
             host_id = excluded.host_id,
             placed_at = excluded.placed_at,
             paid_at = excluded.paid_at,
             products = excluded.products,
             state = excluded.state
      """;

  private static final String UNPLANNED =
      """
      with paid as (
        select buyer_id, products, coalesce(placed_at, paid_at) as placed_at,
               floor(extract(epoch from coalesce(placed_at, paid_at)) / 86400)::int as day_number
          from growth_baskets
         where paid_at >= ? and paid_at < ? and (? = '' or host_id = ?)),
      judged as (
        select p.buyer_id,
               exists (
                 select from growth_wishes w
                  where w.person_id = p.buyer_id
                    and w.kind = 'PRODUCT'
                    and w.what = any (p.products)
                    and w.day_number in (p.day_number, p.day_number - 1)
                    and w.first_at <= p.placed_at
                    and w.last_at >= p.placed_at - interval '24 hours')
               or exists (
                 select from growth_wishes w
                  where w.person_id = p.buyer_id
                    and w.kind = 'CATEGORY'
                    and w.what in (
                      select s.category from growth_shelf s where s.product_id = any (p.products))
                    and w.day_number in (p.day_number, p.day_number - 1)
                    and w.first_at <= p.placed_at
                    and w.last_at >= p.placed_at - interval '24 hours') as is_planned
          from paid p),
      buyers as (
        select buyer_id, count(*) as orders, count(*) filter (where not is_planned) as unplanned
          from judged
         group by buyer_id)
      select coalesce(sum(orders), 0)::bigint as orders,
             coalesce(sum(unplanned), 0)::bigint as unplanned,
             count(*) as buyers,
             count(*) filter (where unplanned = orders) as unplanned_buyers
        from buyers
      """;

  private static final String ACROSS_CATEGORIES =
      """
      select count(*) as buyers, count(*) filter (where categories > 1) as across
        from (select b.buyer_id, b.host_id, count(distinct s.category) as categories
                from growth_baskets b
               cross join unnest(b.products) as product
                left join growth_shelf s on s.product_id = product
               where b.paid_at >= ? and b.paid_at < ? and (? = '' or b.host_id = ?)
               group by b.buyer_id, b.host_id) as pairs
      """;

  @Override
  public List<byte[]> load(Connection connection, List<String> keys) throws SQLException {
    return CellStore.load(connection, LOAD, keys);
  }

  @Override
  public void save(Connection connection, List<Cells.Row<String, Basket>> rows) throws SQLException {
    Columns columns = new Columns("text", "text", "text", "text", "text", "text", "bytea");
    for (Cells.Row<String, Basket> row : rows) {
      Basket basket = row.state();
      columns.add(row.key(), basket.buyerId(), basket.hostId(), stamp(basket.placedAt()),
          stamp(basket.paidAt()), ArrayText.of(basket.products()), row.bytes());
    }
    columns.run(connection, SAVE);
  }

  /** An instant as SQL takes it, or null. */
  private static String stamp(long millis) {
    return millis == Basket.NEVER ? null : Stamps.of(millis);
  }

  private static void bind(PreparedStatement select, RelationWindow window) throws SQLException {
    select.setObject(1, window.startsAt());
    select.setObject(2, window.endsAt());
    select.setString(3, window.hostId());
    select.setString(4, window.hostId());
  }

  static Unplanned unplanned(Connection connection, RelationWindow window) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(UNPLANNED)) {
      bind(select, window);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Unplanned(
            new Share(row.getLong("unplanned"), row.getLong("orders")),
            new Share(row.getLong("unplanned_buyers"), row.getLong("buyers")));
      }
    }
  }

  /** Of the buyers of a host, counted host by host, those who bought in more than one category. */
  static Share acrossCategories(Connection connection, RelationWindow window) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ACROSS_CATEGORIES)) {
      bind(select, window);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Share(row.getLong("across"), row.getLong("buyers"));
      }
    }
  }

  /**
   * What was bought without anything in mind.
   *
   * @param orders unplanned of all paid orders
   * @param buyers those none of whose orders was planned, of all who paid
   */
  record Unplanned(Share orders, Share buyers) {}
}
