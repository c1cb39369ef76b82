package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import laotie.growth.DomainDay;
import laotie.growth.DomainDay.Sold;
import laotie.growth.DomainKey;
import laotie.server.log.Columns;

/** The rows of {@code growth_domain}. */
final class DomainStore implements Cells.Rows<DomainKey, DomainDay> {

  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::text[], ?::int[], ?::text[], ?::text[]) with ordinality
          as wanted (host_id, day_number, pool, relation, place)
       cross join lateral (
         select d.state
           from growth_domain d
          where d.host_id = wanted.host_id
            and d.day = date '1970-01-01' + wanted.day_number
            and d.pool = wanted.pool
            and d.relation = wanted.relation
          limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_domain (
        host_id, day, pool, relation, views, follows, live_orders, live_minor, clip_orders, clip_minor,
        offlive_orders, offlive_minor, buyers, is_exact, state)
      select host_id, date '1970-01-01' + day_number, pool, relation, views, follows,
             live_orders, live_minor, clip_orders, clip_minor, offlive_orders, offlive_minor,
             buyers::text[], is_exact, state
        from unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::bigint[], ?::bigint[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::text[], ?::boolean[], ?::bytea[])
          as cells (host_id, day_number, pool, relation, views, follows,
                    live_orders, live_minor, clip_orders, clip_minor, offlive_orders, offlive_minor,
                    buyers, is_exact, state)
      on conflict (host_id, day, pool, relation) do update
         set views = excluded.views,
             follows = excluded.follows,
             live_orders = excluded.live_orders,
             live_minor = excluded.live_minor,
             clip_orders = excluded.clip_orders,
             clip_minor = excluded.clip_minor,
             offlive_orders = excluded.offlive_orders,
             offlive_minor = excluded.offlive_minor,
             buyers = excluded.buyers,
             is_exact = excluded.is_exact,
             state = excluded.state
      """;

  // Rows of one pool and relation, of one pool and what is known of the person, and of everything.
  private static final String DOMAIN =
      """
      with cells as (
        select *, relation <> 'STRANGER' as is_known
          from growth_domain
         where day >= ? and day < ? and (? = '' or host_id = ?)),
      sums as (
        select pool, relation, is_known,
               coalesce(sum(views), 0)::bigint as views,
               coalesce(sum(follows), 0)::bigint as follows,
               coalesce(sum(live_orders + clip_orders + offlive_orders), 0)::bigint as orders,
               coalesce(sum(live_minor + clip_minor + offlive_minor), 0)::bigint as gmv_minor,
               coalesce(bool_and(is_exact), true) as is_exact
          from cells
         group by grouping sets ((pool, relation), (pool, is_known), ())),
      persons as (
        select pool, relation, is_known, count(distinct buyer) as buyers
          from cells cross join unnest(buyers) as buyer
         group by grouping sets ((pool, relation), (pool, is_known), ()))
      select sums.pool, sums.relation, sums.is_known, views, follows, orders, gmv_minor, is_exact,
             coalesce(buyers, 0) as buyers
        from sums left join persons
          on sums.pool is not distinct from persons.pool
         and sums.relation is not distinct from persons.relation
         and sums.is_known is not distinct from persons.is_known
       order by sums.pool nulls last, sums.relation nulls last, sums.is_known nulls last
       limit 15
      """;

  private static final String SOURCES =
      """
      select coalesce(sum(live_orders), 0)::bigint as live_orders,
             coalesce(sum(live_minor), 0)::bigint as live_minor,
             coalesce(sum(clip_orders), 0)::bigint as clip_orders,
             coalesce(sum(clip_minor), 0)::bigint as clip_minor,
             coalesce(sum(offlive_orders), 0)::bigint as offlive_orders,
             coalesce(sum(offlive_minor), 0)::bigint as offlive_minor
        from growth_domain
       where day >= ? and day < ? and (? = '' or host_id = ?)
      """;

  @Override
  public List<byte[]> load(Connection connection, List<DomainKey> keys) throws SQLException {
    Columns wanted = new Columns("text", "int", "text", "text");
    for (DomainKey key : keys) {
      wanted.add(key.hostId(), dayOf(key), key.pool().name(), key.relation().name());
    }
    return CellStore.load(connection, LOAD, wanted, keys.size());
  }

  private static int dayOf(DomainKey key) {
    return Math.toIntExact(key.day().toEpochDay());
  }

  @Override
  public void save(Connection connection, List<Cells.Row<DomainKey, DomainDay>> rows) throws SQLException {
    Columns columns = new Columns("text", "int", "text", "text", "bigint", "bigint", "bigint", "bigint",
        "bigint", "bigint", "bigint", "bigint", "text", "boolean", "bytea");
    for (Cells.Row<DomainKey, DomainDay> row : rows) {
      DomainKey key = row.key();
      DomainDay day = row.state();
      columns.add(key.hostId(), dayOf(key), key.pool().name(), key.relation().name(), day.views(),
          day.follows(), day.live().orders(), day.live().gmvMinor(), day.clip().orders(),
          day.clip().gmvMinor(), day.offlive().orders(), day.offlive().gmvMinor(), ArrayText.of(day.buyers()),
          day.isExact(), row.bytes());
    }
    columns.run(connection, SAVE);
  }

  /** What came from where, by domain and relation, by the four quarters, and in all. */
  static List<Part> domain(Connection connection, RelationWindow window) throws SQLException {
    List<Part> parts = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(DOMAIN)) {
      bind(select, window);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String known = row.getString("is_known");
          parts.add(
              new Part(
                  textOf(row.getString("pool")),
                  textOf(row.getString("relation")),
                  known == null ? "" : known.equals("t") ? "KNOWN" : "STRANGER",
                  row.getLong("views"),
                  row.getLong("follows"),
                  new Sold(row.getLong("orders"), row.getLong("gmv_minor")),
                  row.getBoolean("is_exact")
                      ? OptionalLong.of(row.getLong("buyers")) : OptionalLong.empty()));
        }
      }
    }
    return parts;
  }

  private static String textOf(String orNull) {
    return orNull == null ? "" : orNull;
  }

  private static void bind(PreparedStatement select, RelationWindow window) throws SQLException {
    select.setObject(1, window.from());
    select.setObject(2, window.to());
    select.setString(3, window.hostId());
    select.setString(4, window.hostId());
  }

  /** Orders and money of shows, clips and neither, in this order. */
  static List<Sold> sources(Connection connection, RelationWindow window) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SOURCES)) {
      bind(select, window);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return List.of(
            new Sold(row.getLong("live_orders"), row.getLong("live_minor")),
            new Sold(row.getLong("clip_orders"), row.getLong("clip_minor")),
            new Sold(row.getLong("offlive_orders"), row.getLong("offlive_minor")));
      }
    }
  }

  /**
   * One part of the window.
   *
   * @param pool PUBLIC, PRIVATE, or empty for both
   * @param relation the relation at entry, or empty for several
   * @param quarter STRANGER or KNOWN for one of the four quarters, or empty
   * @param buyers absent when a day had more than can be kept by name
   */
  record Part(
      String pool, String relation, String quarter, long views, long follows, Sold sold,
      OptionalLong buyers) {}
}
