package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import laotie.growth.Quality;
import laotie.server.log.Columns;

/** The rows of {@code growth_quality}, and where cells of time have holes. */
final class QualityStore implements Cells.Rows<Long, Quality> {

  private static final String LOAD =
      """
      select wanted.place, q.state
        from unnest(?::int[]) with ordinality as wanted (day, place)
        join growth_quality q on q.day = wanted.day
      """;

  private static final String SAVE =
      """
      insert into growth_quality (
        day, facts, late, after_final, ahead, delay_median_ms, delay_p99_ms, state)
      select *
        from unnest(?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bytea[]) as told
      on conflict (day) do update
         set facts = excluded.facts,
             late = excluded.late,
             after_final = excluded.after_final,
             ahead = excluded.ahead,
             delay_median_ms = excluded.delay_median_ms,
             delay_p99_ms = excluded.delay_p99_ms,
             state = excluded.state
      """;

  private static final String DAYS =
      """
      select day, facts, late, after_final, ahead, delay_median_ms, delay_p99_ms
        from growth_quality
       where day >= ? and day <= ?
       order by day desc
       limit ?
      """;

  // Between two minutes of a show with play there should be no minute without.
  private static final String GAPS =
      """
      select show_id, host_id, last_minute, bucket as next_minute
        from (select c.scope_id as show_id, c.host_id, c.bucket,
                     lag(c.bucket) over (partition by c.scope_id order by c.bucket) as last_minute
                from growth_versions v
                join growth_cells c on c.version = v.version and c.day >= v.from_day and c.day < v.until_day
               where v.state = 'ACTIVE' and c.scope = 'SHOW' and c.grain = 'MINUTE' and c.tier = 'VALID'
                 and c.day >= ? and c.day <= ? and c.watch_ms > 0) as minutes
       where bucket - last_minute > 1
       order by bucket desc
       limit ?
      """;

  @Override
  public List<byte[]> load(Connection connection, List<Long> keys) throws SQLException {
    Columns wanted = new Columns("int");
    keys.forEach(day -> wanted.add(day.intValue()));
    return CellStore.load(connection, LOAD, wanted, keys.size());
  }

  @Override
  public void save(Connection connection, List<Cells.Row<Long, Quality>> rows) throws SQLException {
    Columns columns = new Columns(
        "int", "bigint", "bigint", "bigint", "bigint", "bigint", "bigint", "bytea");
    for (Cells.Row<Long, Quality> row : rows) {
      Quality quality = row.state();
      columns.add(row.key().intValue(), quality.facts(), quality.late(), quality.afterFinal(),
          quality.ahead(), quality.delays().quantile(0.5).orElse(0),
          quality.delays().quantile(0.99).orElse(0), row.bytes());
    }
    columns.run(connection, SAVE);
  }

  /** The days from one to another, both included, the latest first. */
  static List<Day> days(Connection connection, long from, long to) throws SQLException {
    List<Day> days = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(DAYS)) {
      select.setInt(1, (int) from);
      select.setInt(2, (int) to);
      select.setInt(3, PersonStore.DAYS_MAX);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          days.add(new Day(row.getLong("day"), row.getLong("facts"), row.getLong("late"),
              row.getLong("after_final"), row.getLong("ahead"), row.getLong("delay_median_ms"),
              row.getLong("delay_p99_ms")));
        }
      }
    }
    return days;
  }

  /** Minutes in which nothing of a show was played, between such in which something was. */
  static List<Gap> gaps(Connection connection, long from, long to, int gapsMax) throws SQLException {
    List<Gap> gaps = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(GAPS)) {
      select.setInt(1, (int) from);
      select.setInt(2, (int) to);
      select.setInt(3, gapsMax);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          gaps.add(new Gap(row.getString("show_id"), row.getString("host_id"),
              row.getLong("last_minute") + 1, row.getLong("next_minute")));
        }
      }
    }
    return gaps;
  }

  /** How the facts of a business day arrived; delays in milliseconds. */
  record Day(
      long day, long facts, long late, long afterFinal, long ahead, long delayMedianMillis,
      long delayP99Millis) {}

  /** Minutes {@code [from, to)} since 1970 without play. */
  record Gap(String showId, String hostId, long from, long to) {}
}
