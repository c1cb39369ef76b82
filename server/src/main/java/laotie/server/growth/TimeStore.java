package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.growth.Grain;
import laotie.growth.Measure;
import laotie.growth.Scope;
import laotie.growth.Sums;
import laotie.growth.Tier;
import laotie.growth.TimeKey;
import laotie.server.log.Columns;

/** The rows of {@code growth_cells}. */
final class TimeStore {

  /** Cells one question may read. */
  static final int CELLS_MAX = 20_000;

  /** Cells in memory at once where all hosts' are looked through; the largest take some 100 kB. */
  static final int PAGE_MAX = 500;

  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[], ?::text[])
          with ordinality as wanted (version, scope, scope_id, grain, day, bucket, tier, place)
       cross join lateral (
         select c.state
           from growth_cells c
          where c.version = wanted.version and c.scope = wanted.scope and c.scope_id = wanted.scope_id
            and c.grain = wanted.grain and c.day = wanted.day and c.bucket = wanted.bucket
            and c.tier = wanted.tier
          limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_cells (
        version, scope, scope_id, host_id, grain, day, bucket, tier, watch_ms, views_public, views_private,
        chats, likes, exposures_public, exposures_private, intents, follows, orders_public, orders_private,
        gmv_public, gmv_private, refunds, viewers, is_exact, peak, buyers, state)
      select *
        from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[], ?::text[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[], ?::bigint[], ?::bigint[],
                    ?::bytea[]) as cells
      on conflict (version, scope, scope_id, grain, day, bucket, tier) do update
         set watch_ms = excluded.watch_ms,
             views_public = excluded.views_public,
             views_private = excluded.views_private,
             chats = excluded.chats,
             likes = excluded.likes,
             exposures_public = excluded.exposures_public,
             exposures_private = excluded.exposures_private,
             intents = excluded.intents,
             follows = excluded.follows,
             orders_public = excluded.orders_public,
             orders_private = excluded.orders_private,
             gmv_public = excluded.gmv_public,
             gmv_private = excluded.gmv_private,
             refunds = excluded.refunds,
             viewers = excluded.viewers,
             is_exact = excluded.is_exact,
             peak = greatest(growth_cells.peak, excluded.peak),
             buyers = excluded.buyers,
             state = excluded.state
      """;

  // Which version tells of a day stands in growth_versions; a day has one.
  private static final String OF_SCOPE =
      """
      select c.scope, c.scope_id, c.host_id, c.grain, c.day, c.bucket, c.tier, c.peak, c.state
        from growth_versions v
        join growth_cells c on c.version = v.version and c.day >= v.from_day and c.day < v.until_day
       where v.state = 'ACTIVE' and c.scope = ? and c.scope_id = ? and c.grain = ?
         and c.day >= ? and c.day <= ?
       order by c.day, c.bucket, c.tier
       limit ?
      """;

  private static final String OF_HOST_DAY =
      """
      select scope, scope_id, host_id, grain, day, bucket, tier, peak, state
        from growth_cells
       where version = ? and host_id = ? and day = ?
       limit ?
      """;

  private static final String OF_HOSTS =
      """
      select scope, scope_id, host_id, grain, day, bucket, tier, peak, state
        from growth_cells
       where version = ? and scope = 'HOST' and grain = 'DAY' and day >= ?
         and (scope_id, day, tier) > (?, ?, ?)
       order by scope_id, day, tier
       limit ?
      """;

  // Hosts' cells of the times in which one host's were made anew: out of them come the platform's.
  private static final String OF_TIMES =
      """
      select c.scope, c.scope_id, c.host_id, c.grain, c.day, c.bucket, c.tier, c.peak, c.state
        from unnest(?::text[], ?::int[], ?::bigint[]) as times (grain, day, bucket)
        join growth_cells c on c.grain = times.grain and c.day = times.day and c.bucket = times.bucket
       where c.version = ? and c.scope = 'HOST' and c.day = ?
      """;

  private static final String ERASE =
      """
      delete from growth_cells c
       using unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[], ?::text[])
         as gone (version, scope, scope_id, grain, day, bucket, tier)
       where c.version = gone.version and c.scope = gone.scope and c.scope_id = gone.scope_id
         and c.grain = gone.grain and c.day = gone.day and c.bucket = gone.bucket and c.tier = gone.tier
      """;

  private static final String ERASE_VERSION =
      """
      delete from growth_cells
       where ctid = any (array(
         select ctid from growth_cells where version = ? and day >= ? and day < ? limit ?))
      """;

  private TimeStore() {}

  /** The states of the wanted cells in their order; {@code Cells.NO_STATE} where there is none. */
  static List<byte[]> load(Connection connection, int version, List<TimeKey> keys) throws SQLException {
    return CellStore.load(connection, LOAD, columns(version, keys), keys.size());
  }

  private static Columns columns(int version, List<TimeKey> keys) {
    Columns wanted = new Columns("int", "text", "text", "text", "int", "bigint", "text");
    for (TimeKey key : keys) {
      wanted.add(version, key.scope().name(), key.scopeId(), key.grain().name(), (int) key.day(),
          key.bucket(), key.tier().name());
    }
    return wanted;
  }

  static void save(Connection connection, int version, List<Cell> cells) throws SQLException {
    Columns columns = new Columns("int", "text", "text", "text", "text", "int", "bigint", "text",
        "bigint", "bigint", "bigint", "bigint", "bigint", "bigint", "bigint", "bigint", "bigint", "bigint",
        "bigint", "bigint", "bigint", "bigint", "bigint", "boolean", "bigint", "bigint", "bytea");
    for (Cell cell : cells) {
      TimeKey key = cell.key();
      Sums sums = cell.sums();
      columns.add(version, key.scope().name(), key.scopeId(), key.hostId(), key.grain().name(),
          (int) key.day(), key.bucket(), key.tier().name(), cell.watchMillis(),
          sums.of(Measure.VIEWS_PUBLIC), sums.of(Measure.VIEWS_PRIVATE), sums.of(Measure.CHATS),
          sums.of(Measure.LIKES), sums.of(Measure.EXPOSURES_PUBLIC), sums.of(Measure.EXPOSURES_PRIVATE),
          sums.of(Measure.INTENTS), sums.of(Measure.FOLLOWS), sums.of(Measure.ORDERS_PUBLIC),
          sums.of(Measure.ORDERS_PRIVATE), sums.of(Measure.GMV_PUBLIC), sums.of(Measure.GMV_PRIVATE),
          sums.of(Measure.REFUNDS), cell.viewers(), cell.isExact(), cell.peak(), cell.buyers(),
          cell.state());
    }
    columns.run(connection, SAVE);
  }

  /** Cells of one scope and grain on the days {@code from} to {@code to}, both included. */
  static List<Kept> ofScope(Connection connection, Wanted wanted) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_SCOPE)) {
      select.setString(1, wanted.scope().name());
      select.setString(2, wanted.scopeId());
      select.setString(3, wanted.grain().name());
      select.setInt(4, (int) wanted.from());
      select.setInt(5, (int) wanted.to());
      select.setInt(6, CELLS_MAX);
      return kept(select);
    }
  }

  /** All cells of one host's day and of his shows on it. */
  static List<Kept> ofHostDay(Connection connection, int version, String hostId, long day)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_HOST_DAY)) {
      select.setInt(1, version);
      select.setString(2, hostId);
      select.setInt(3, (int) day);
      select.setInt(4, CELLS_MAX);
      return kept(select);
    }
  }

  /** The next day cells of all hosts from a day on; after none at first. */
  static List<Kept> ofHosts(Connection connection, int version, long fromDay, Optional<TimeKey> after)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_HOSTS)) {
      select.setInt(1, version);
      select.setInt(2, (int) fromDay);
      select.setString(3, after.map(TimeKey::scopeId).orElse(""));
      select.setInt(4, after.map(key -> (int) key.day()).orElse(Integer.MIN_VALUE));
      select.setString(5, after.map(key -> key.tier().name()).orElse(""));
      select.setInt(6, PAGE_MAX);
      return kept(select);
    }
  }

  /** The cells of all hosts in the times of {@code times}, which lie in one day. */
  static List<Kept> ofTimes(Connection connection, int version, long day, List<TimeKey> times)
      throws SQLException {
    Columns wanted = new Columns("text", "int", "bigint");
    times.forEach(time -> wanted.add(time.grain().name(), (int) time.day(), time.bucket()));
    try (PreparedStatement select = connection.prepareStatement(OF_TIMES)) {
      wanted.bind(select, 1);
      select.setInt(4, version);
      select.setInt(5, (int) day);
      return kept(select);
    }
  }

  static void erase(Connection connection, int version, List<TimeKey> keys) throws SQLException {
    columns(version, keys).run(connection, ERASE);
  }

  /** Erases some cells of a version on the days {@code [from, until)}; answers how many. */
  static int eraseSome(Connection connection, VersionStore.Version version, int rowsMax)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(ERASE_VERSION)) {
      delete.setInt(1, version.version());
      delete.setInt(2, version.fromDay());
      delete.setInt(3, version.untilDay());
      delete.setInt(4, rowsMax);
      return delete.executeUpdate();
    }
  }

  private static List<Kept> kept(PreparedStatement select) throws SQLException {
    List<Kept> kept = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        TimeKey key = new TimeKey(Tier.valueOf(row.getString("tier")), Scope.valueOf(row.getString("scope")),
            row.getString("scope_id"), row.getString("host_id"), Grain.valueOf(row.getString("grain")),
            row.getLong("bucket"), row.getLong("day"));
        kept.add(new Kept(key, row.getLong("peak"), row.getBytes("state")));
      }
    }
    return kept;
  }

  /** A cell as it is written: what is read from its state stands beside it. */
  record Cell(
      TimeKey key, long watchMillis, Sums sums, long viewers, boolean isExact, long peak, long buyers,
      byte[] state) {}

  /** A cell as it is kept. */
  record Kept(TimeKey key, long peak, byte[] state) {}

  /** Cells of one scope and grain on some days, both ends included. */
  record Wanted(Scope scope, String scopeId, Grain grain, long from, long to) {}
}
