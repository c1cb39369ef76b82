package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import laotie.fact.BusinessDays;
import laotie.growth.Ladder;
import laotie.growth.Ladder.Step;
import laotie.growth.PairKey;
import laotie.server.log.Columns;

/** The rows of {@code growth_ladder}. */
record LadderStore(BusinessDays days) implements Cells.Rows<PairKey, Ladder> {

  private static final String LOAD =
      """
      select wanted.place, found.state
        from unnest(?::text[], ?::text[]) with ordinality as wanted (host_id, person_id, place)
       cross join lateral (
         select l.state
           from growth_ladder l
          where l.host_id = wanted.host_id and l.person_id = wanted.person_id
          limit 1) as found
      """;

  private static final String SAVE =
      """
      insert into growth_ladder (
        host_id, person_id, followed_at, likes_at, fan_at, trusts_at, ten_at, state)
      select host_id, person_id, followed_at, likes_at, fan_at, trusts_at, ten_at, state
        from unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
                    ?::timestamptz[], ?::timestamptz[], ?::bytea[])
          as cells (host_id, person_id, followed_at, likes_at, fan_at, trusts_at, ten_at, state)
      on conflict (host_id, person_id) do update
         set followed_at = excluded.followed_at,
             likes_at = excluded.likes_at,
             fan_at = excluded.fan_at,
             trusts_at = excluded.trusts_at,
             ten_at = excluded.ten_at,
             state = excluded.state
      """;

  // greatest() passes over nulls, a step does not: what is missing below keeps all above it out of reach.
  private static final String LADDER =
      """
      with climbed as (
        select followed_at as r1,
               greatest(followed_at, likes_at) as r2,
               greatest(followed_at, likes_at, fan_at) as r3,
               greatest(followed_at, likes_at, fan_at, trusts_at) as r4,
               greatest(followed_at, likes_at, fan_at, trusts_at, ten_at) as r5,
               likes_at is not null as is2,
               likes_at is not null and fan_at is not null as is3,
               likes_at is not null and fan_at is not null and trusts_at is not null as is4,
               likes_at is not null and fan_at is not null and trusts_at is not null
                 and ten_at is not null as is5
          from growth_ladder
         where followed_at >= ? and followed_at < ? and (? = '' or host_id = ?))
      select count(*) as n1,
             count(*) filter (where is2) as n2,
             count(*) filter (where is3) as n3,
             count(*) filter (where is4) as n4,
             count(*) filter (where is5) as n5,
             percentile_disc(0.5) within group (order by extract(epoch from r2 - r1)) filter (where is2)
               as m2,
             percentile_disc(0.5) within group (order by extract(epoch from r3 - r2)) filter (where is3)
               as m3,
             percentile_disc(0.5) within group (order by extract(epoch from r4 - r3)) filter (where is4)
               as m4,
             percentile_disc(0.5) within group (order by extract(epoch from r5 - r4)) filter (where is5)
               as m5
        from climbed
      """;

  @Override
  public List<byte[]> load(Connection connection, List<PairKey> keys) throws SQLException {
    Columns wanted = new Columns("text", "text");
    keys.forEach(key -> wanted.add(key.hostId(), key.personId()));
    return CellStore.load(connection, LOAD, wanted, keys.size());
  }

  @Override
  public void save(Connection connection, List<Cells.Row<PairKey, Ladder>> rows) throws SQLException {
    Columns columns = new Columns("text", "text", "text", "text", "text", "text", "text", "bytea");
    for (Cells.Row<PairKey, Ladder> row : rows) {
      Ladder ladder = row.state();
      columns.add(row.key().hostId(), row.key().personId(), own(ladder, Step.FOLLOWED),
          own(ladder, Step.LIKES), own(ladder, Step.FAN), own(ladder, Step.TRUSTS), own(ladder, Step.TEN),
          row.bytes());
    }
    columns.run(connection, SAVE);
  }

  /** An instant as SQL takes it, or null. */
  private String own(Ladder ladder, Step step) {
    OptionalLong at = ladder.own(step, days);
    return at.isPresent() ? Stamps.of(at.getAsLong()) : null;
  }

  /** The ladder of pairs who first followed in the window; one host's, or everybody's for no host. */
  static List<Rung> ladder(Connection connection, RelationWindow window) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LADDER)) {
      select.setObject(1, window.startsAt());
      select.setObject(2, window.endsAt());
      select.setString(3, window.hostId());
      select.setString(4, window.hostId());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        List<Rung> rungs = new ArrayList<>();
        for (Step step : Step.values()) {
          int number = step.ordinal() + 1;
          double seconds = number == 1 ? 0 : row.getDouble("m" + number);
          boolean hasMedian = number > 1 && !row.wasNull();
          rungs.add(new Rung(step, row.getLong("n" + number), hasMedian, seconds));
        }
        return rungs;
      }
    }
  }

  /**
   * How many reached a step.
   *
   * @param medianSeconds median time from the step below to this one, of those who reached it; of an even
   *     number the lower of the two in the middle
   */
  record Rung(Step step, long people, boolean hasMedian, double medianSeconds) {}
}
