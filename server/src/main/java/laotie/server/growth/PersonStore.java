package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import laotie.growth.Factors;
import laotie.growth.PersonDay;
import laotie.growth.PersonKey;
import laotie.server.log.Columns;

/** The rows of {@code growth_person}. */
final class PersonStore implements Cells.Rows<PersonKey, PersonDay> {

  /** Days a series or a window may span. */
  static final int DAYS_MAX = 731;

  // The limit keeps the planner from reading the whole table instead of the few rows asked for.
  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::text[], ?::text[], ?::int[], ?::text[]) with ordinality
          as wanted (scope, scope_id, day_number, person_id, place)
       cross join lateral (
         select p.state
           from growth_person p
          where p.scope = wanted.scope
            and p.scope_id = wanted.scope_id
            and p.day = date '1970-01-01' + wanted.day_number
            and p.person_id = wanted.person_id
          limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_person (
        scope, scope_id, day, person_id, is_valid, has_followed, orders, watch_ms, gmv_minor, state)
      select scope, scope_id, date '1970-01-01' + day_number, person_id,
             is_valid, has_followed, orders, watch_ms, gmv_minor, state
        from unnest(?::text[], ?::text[], ?::int[], ?::text[],
                    ?::boolean[], ?::boolean[], ?::int[], ?::bigint[], ?::bigint[], ?::bytea[])
          as cells (scope, scope_id, day_number, person_id,
                    is_valid, has_followed, orders, watch_ms, gmv_minor, state)
      on conflict (scope, scope_id, day, person_id) do update
         set is_valid = excluded.is_valid,
             has_followed = excluded.has_followed,
             orders = excluded.orders,
             watch_ms = excluded.watch_ms,
             gmv_minor = excluded.gmv_minor,
             state = excluded.state
      """;

  private static final String FACTORS_OF_SHOW =
      """
      select count(*) filter (where is_valid) as uv,
             coalesce(sum(watch_ms), 0)::bigint as watch_ms,
             count(*) filter (where orders > 0) as buyers,
             coalesce(sum(orders), 0)::bigint as orders,
             coalesce(sum(gmv_minor), 0)::bigint as gmv_minor
        from growth_person
       where scope = 'SHOW' and scope_id = ?
      """;

  // Persons are grouped first: counting distinct texts would sort them.
  private static final String FACTORS_OF_HOST =
      """
      select count(*) filter (where is_valid) as uv,
             coalesce(sum(watch_ms), 0)::bigint as watch_ms,
             count(*) filter (where orders > 0) as buyers,
             coalesce(sum(orders), 0)::bigint as orders,
             coalesce(sum(gmv_minor), 0)::bigint as gmv_minor
        from (select bool_or(is_valid) as is_valid, sum(watch_ms) as watch_ms,
                     sum(orders) as orders, sum(gmv_minor) as gmv_minor
                from growth_person
               where scope = 'HOST' and scope_id = ? and day >= ? and day < ?
               group by person_id) as persons
      """;

  private static final String FACTORS_OF_SQUARE =
      """
      select count(*) filter (where is_valid) as uv,
             coalesce(sum(watch_ms), 0)::bigint as watch_ms,
             count(*) filter (where orders > 0) as buyers,
             coalesce(sum(orders), 0)::bigint as orders,
             coalesce(sum(gmv_minor), 0)::bigint as gmv_minor
        from (select bool_or(is_valid) as is_valid, sum(watch_ms) as watch_ms,
                     sum(orders) as orders, sum(gmv_minor) as gmv_minor
                from growth_person
               where scope = 'HOST' and day >= ? and day < ?
               group by person_id) as persons
      """;

  private static final String DAYS_OF_HOST =
      """
      select day,
             count(*) filter (where is_valid) as uv,
             sum(watch_ms)::bigint as watch_ms,
             count(*) filter (where orders > 0) as buyers,
             sum(orders)::bigint as orders,
             sum(gmv_minor)::bigint as gmv_minor,
             count(*) filter (where has_followed) as followers_gained
        from growth_person
       where scope = 'HOST' and scope_id = ? and day >= ? and day < ?
       group by day
       order by day
       limit ?
      """;

  // A person may be with two hosts on one day, so persons are grouped within the day first.
  private static final String DAYS_OF_SQUARE =
      """
      select day,
             count(*) filter (where is_valid) as uv,
             sum(watch_ms)::bigint as watch_ms,
             count(*) filter (where orders > 0) as buyers,
             sum(orders)::bigint as orders,
             sum(gmv_minor)::bigint as gmv_minor,
             sum(followers_gained)::bigint as followers_gained
        from (select day, bool_or(is_valid) as is_valid, sum(watch_ms) as watch_ms,
                     sum(orders) as orders, sum(gmv_minor) as gmv_minor,
                     count(*) filter (where has_followed) as followers_gained
                from growth_person
               where scope = 'HOST' and day >= ? and day < ?
               group by day, person_id) as persons
       group by day
       order by day
       limit ?
      """;

  @Override
  public List<byte[]> load(Connection connection, List<PersonKey> keys) throws SQLException {
    Columns wanted = new Columns("text", "text", "int", "text");
    for (PersonKey key : keys) {
      wanted.add(key.scope().name(), key.scopeId(), dayOf(key), key.personId());
    }
    return CellStore.load(connection, LOAD, wanted, keys.size());
  }

  @Override
  public void save(Connection connection, List<Cells.Row<PersonKey, PersonDay>> rows) throws SQLException {
    Columns columns = new Columns(
        "text", "text", "int", "text", "boolean", "boolean", "int", "bigint", "bigint", "bytea");
    for (Cells.Row<PersonKey, PersonDay> row : rows) {
      PersonKey key = row.key();
      PersonDay state = row.state();
      columns.add(key.scope().name(), key.scopeId(), dayOf(key), key.personId(), state.isValid(),
          state.hasFollowed(), state.orderCount(), state.watchMillis(), state.gmvMinor(), row.bytes());
    }
    columns.run(connection, SAVE);
  }

  private static int dayOf(PersonKey key) {
    return Math.toIntExact(key.day().toEpochDay());
  }

  static Factors factorsOfShow(Connection connection, String showId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FACTORS_OF_SHOW)) {
      select.setString(1, showId);
      return factors(select);
    }
  }

  static Factors factorsOfHost(Connection connection, String hostId, Window window) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FACTORS_OF_HOST)) {
      select.setString(1, hostId);
      select.setObject(2, window.from());
      select.setObject(3, window.to());
      return factors(select);
    }
  }

  static Factors factorsOfSquare(Connection connection, Window window) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FACTORS_OF_SQUARE)) {
      select.setObject(1, window.from());
      select.setObject(2, window.to());
      return factors(select);
    }
  }

  private static Factors factors(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      row.next();
      return factorsOf(row);
    }
  }

  private static Factors factorsOf(ResultSet row) throws SQLException {
    return new Factors(
        row.getLong("uv"),
        row.getLong("watch_ms"),
        row.getLong("buyers"),
        row.getLong("orders"),
        row.getLong("gmv_minor"));
  }

  static List<Day> daysOfHost(Connection connection, String hostId, Window window) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(DAYS_OF_HOST)) {
      select.setString(1, hostId);
      select.setObject(2, window.from());
      select.setObject(3, window.to());
      select.setInt(4, DAYS_MAX);
      return days(select);
    }
  }

  static List<Day> daysOfSquare(Connection connection, Window window) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(DAYS_OF_SQUARE)) {
      select.setObject(1, window.from());
      select.setObject(2, window.to());
      select.setInt(3, DAYS_MAX);
      return days(select);
    }
  }

  private static List<Day> days(PreparedStatement select) throws SQLException {
    List<Day> days = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        days.add(
            new Day(
                row.getObject("day", LocalDate.class), factorsOf(row), row.getLong("followers_gained")));
      }
    }
    return days;
  }

  /**
   * Business days.
   *
   * @param from the first
   * @param to the one after the last
   */
  record Window(LocalDate from, LocalDate to) {}

  /** The sums of one business day; days on which nothing happened have no row. */
  record Day(LocalDate day, Factors factors, long followersGained) {}
}
