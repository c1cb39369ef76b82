package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import laotie.growth.FirstView;
import laotie.growth.HostDay;
import laotie.growth.Traffic;
import laotie.growth.cost.Fairness;
import laotie.growth.cost.TrafficBalance;
import laotie.server.log.Columns;

/** The rows of {@code growth_traffic} and {@code growth_first_views}. */
final class TrafficStore implements Cells.Rows<HostDay, Traffic> {

  /** Business days of one host that a balance holds: ten years. */
  static final int DAYS_MAX = 3_660;

  /** Hosts whose share of the pool is compared. */
  private static final int HOSTS_MAX = 200_000;

  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::text[], ?::int[]) with ordinality as wanted (host_id, day_number, place)
       cross join lateral (
         select t.state
           from growth_traffic t
          where t.host_id = wanted.host_id and t.day = date '1970-01-01' + wanted.day_number
          limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_traffic (
        host_id, day, brought, given, bought, exposures, paid_exposures, spent_milli, state)
      select host_id, date '1970-01-01' + day_number, brought, given, bought, exposures, paid_exposures,
             spent_milli, state
        from unnest(?::text[], ?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bigint[], ?::bytea[])
          as cells (host_id, day_number, brought, given, bought, exposures, paid_exposures, spent_milli,
                    state)
      on conflict (host_id, day) do update
         set brought = excluded.brought,
             given = excluded.given,
             bought = excluded.bought,
             exposures = excluded.exposures,
             paid_exposures = excluded.paid_exposures,
             spent_milli = excluded.spent_milli,
             state = excluded.state
      """;

  private static final String LOAD_FIRST =
      """
      select wanted.place, found.state
        from unnest(?::text[]) with ordinality as wanted (viewer_id, place)
       cross join lateral (
         select f.state from growth_first_views f where f.viewer_id = wanted.viewer_id limit 1) as found
      """;

  private static final String SAVE_FIRST =
      """
      insert into growth_first_views (viewer_id, at, host_id, is_from_outside, state)
      select viewer_id, at, host_id, is_from_outside, state
        from unnest(?::text[], ?::timestamptz[], ?::text[], ?::boolean[], ?::bytea[])
          as cells (viewer_id, at, host_id, is_from_outside, state)
      on conflict (viewer_id) do update
         set at = excluded.at,
             host_id = excluded.host_id,
             is_from_outside = excluded.is_from_outside,
             state = excluded.state
      """;

  // A first view from outside came by a public channel, and was brought by the host all the same.
  private static final String DAYS =
      """
      with outside as (
        select host_id, (at at time zone ?)::date as day, count(*) as views
          from growth_first_views
         where is_from_outside and host_id = any (?)
         group by 1, 2)
      select t.host_id, t.day, t.brought + coalesce(o.views, 0) as brought,
             t.given - coalesce(o.views, 0) as given, t.bought
        from growth_traffic t
        left join outside o on o.host_id = t.host_id and o.day = t.day
       where t.host_id = any (?) and t.brought + t.given + t.bought > 0
       order by t.host_id, t.day
       limit ?
      """;

  private static final String HOSTS =
      """
      select distinct host_id from growth_traffic where host_id > ? order by host_id limit ?
      """;

  private static final String SUMS =
      """
      select coalesce(sum(exposures), 0)::bigint as exposures,
             coalesce(sum(paid_exposures), 0)::bigint as paid_exposures,
             coalesce(sum(spent_milli), 0)::bigint as spent_milli
        from growth_traffic
       where day >= ? and day < ? and (? = '' or host_id = ?)
      """;

  private static final String SHOWN =
      """
      with fans as (
        select host_id, count(*) as followers from growth_ladder where followed_at is not null group by 1)
      select coalesce(max(f.followers), 0) as followers, sum(t.exposures)::bigint as exposures
        from growth_traffic t
        left join fans f on f.host_id = t.host_id
       where t.day >= ? and t.day < ?
       group by t.host_id
       limit ?
      """;

  @Override
  public List<byte[]> load(Connection connection, List<HostDay> keys) throws SQLException {
    Columns wanted = new Columns("text", "int");
    keys.forEach(key -> wanted.add(key.hostId(), Math.toIntExact(key.day().toEpochDay())));
    return CellStore.load(connection, LOAD, wanted, keys.size());
  }

  @Override
  public void save(Connection connection, List<Cells.Row<HostDay, Traffic>> rows) throws SQLException {
    Columns columns = new Columns("text", "int", "bigint", "bigint", "bigint", "bigint", "bigint", "bigint",
        "bytea");
    for (Cells.Row<HostDay, Traffic> row : rows) {
      Traffic traffic = row.state();
      columns.add(row.key().hostId(), Math.toIntExact(row.key().day().toEpochDay()), traffic.brought(),
          traffic.given(), traffic.bought(), traffic.exposures(), traffic.paidExposures(),
          traffic.spentMilli(), row.bytes());
    }
    columns.run(connection, SAVE);
  }

  /** The rows of first views. */
  record FirstViews() implements Cells.Rows<String, FirstView> {

    @Override
    public List<byte[]> load(Connection connection, List<String> keys) throws SQLException {
      return CellStore.load(connection, LOAD_FIRST, keys);
    }

    @Override
    public void save(Connection connection, List<Cells.Row<String, FirstView>> rows) throws SQLException {
      Columns columns = new Columns("text", "text", "text", "boolean", "bytea");
      for (Cells.Row<String, FirstView> row : rows) {
        columns.add(row.key(), Stamps.of(row.state().at()), row.state().hostId(),
            row.state().isFromOutside(), row.bytes());
      }
      columns.run(connection, SAVE_FIRST);
    }
  }

  /** The balance of each of these hosts, in their order; without a view an empty one. */
  static Map<String, TrafficBalance> balances(Connection connection, List<String> hostIds, ZoneId zone)
      throws SQLException {
    Map<String, List<TrafficBalance.Day>> days = new LinkedHashMap<>();
    hostIds.forEach(hostId -> days.put(hostId, new ArrayList<>()));
    try (PreparedStatement select = connection.prepareStatement(DAYS)) {
      select.setString(1, zone.getId());
      select.setArray(2, connection.createArrayOf("text", hostIds.toArray()));
      select.setArray(3, connection.createArrayOf("text", hostIds.toArray()));
      select.setInt(4, Math.multiplyExact(DAYS_MAX, Math.max(1, hostIds.size())));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          days.get(row.getString("host_id")).add(new TrafficBalance.Day(
              row.getObject("day", LocalDate.class), row.getLong("brought"), row.getLong("given"),
              row.getLong("bought")));
        }
      }
    }
    Map<String, TrafficBalance> balances = new LinkedHashMap<>();
    days.forEach((hostId, ofHost) -> balances.put(hostId, TrafficBalance.of(ofHost)));
    return balances;
  }

  /** Hosts with traffic, after one of them, in the order of their ids. */
  static List<String> hosts(Connection connection, String after, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(HOSTS)) {
      select.setString(1, after);
      select.setInt(2, limit);
      List<String> hosts = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          hosts.add(row.getString("host_id"));
        }
      }
      return hosts;
    }
  }

  /** Every host with traffic on the days {@code [from, to)}: his size, and his free showings. */
  static List<Fairness.Host> shown(Connection connection, LocalDate from, LocalDate to)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SHOWN)) {
      select.setObject(1, from);
      select.setObject(2, to);
      select.setInt(3, HOSTS_MAX);
      List<Fairness.Host> hosts = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          hosts.add(new Fairness.Host(row.getLong("followers"), row.getLong("exposures")));
        }
      }
      return hosts;
    }
  }

  /**
   * Exposures of a window.
   *
   * @param free showings nobody paid for
   * @param paid those of promotion that counted
   * @param spentMilli what these cost, thousandths of a minor unit
   */
  record Sums(long free, long paid, long spentMilli) {}

  /** One host's exposures on the days {@code [from, to)}, or all for no host. */
  static Sums sums(Connection connection, String hostId, LocalDate from, LocalDate to) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SUMS)) {
      select.setObject(1, from);
      select.setObject(2, to);
      select.setString(3, hostId);
      select.setString(4, hostId);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Sums(row.getLong("exposures"), row.getLong("paid_exposures"),
            row.getLong("spent_milli"));
      }
    }
  }
}
