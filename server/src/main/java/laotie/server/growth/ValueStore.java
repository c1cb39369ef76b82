package laotie.server.growth;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import laotie.fact.Relation;
import laotie.growth.value.Range;
import laotie.growth.value.Value;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** What customers are worth, as rows: a new run is written beside the old one, and then stands for it. */
final class ValueStore {

  /** Rows written or erased in one transaction. */
  static final int STEP_ROWS_MAX = 2_500;

  private static final String RUN =
      """
      select run_id, as_of, counted_at, basis, reason, customers, repeat_buyers, told::text as told
        from growth_value_runs where host_id = ?
      """;

  private static final String SWITCH =
      """
      insert into growth_value_runs (host_id, run_id, as_of, counted_at, basis, reason, customers,
                                     repeat_buyers, told)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      on conflict (host_id) do update
         set run_id = excluded.run_id, as_of = excluded.as_of, counted_at = excluded.counted_at,
             basis = excluded.basis, reason = excluded.reason, customers = excluded.customers,
             repeat_buyers = excluded.repeat_buyers, told = excluded.told
      """;

  private static final String ADD =
      """
      insert into growth_values (host_id, run_id, buyer_id, days, first_day, last_day, paid_minor, alive,
                                 alive_low, alive_high, purchases, purchases_low, purchases_high,
                                 spend_minor, spend_low, spend_high, at_stake, tier, by_value, by_alive,
                                 by_stake)
      select host_id, run_id, buyer_id, days, first_day::date, last_day::date, paid_minor, alive, alive_low,
             alive_high, purchases, purchases_low, purchases_high, spend_minor, spend_low, spend_high,
             at_stake, tier, by_value, by_alive, by_stake
        from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::bigint[],
                    ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::float8[],
                    ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::text[], ?::int[], ?::int[],
                    ?::int[])
          as v (host_id, run_id, buyer_id, days, first_day, last_day, paid_minor, alive, alive_low,
                alive_high, purchases, purchases_low, purchases_high, spend_minor, spend_low, spend_high,
                at_stake, tier, by_value, by_alive, by_stake)
      """;

  private static final String LEFT =
      """
      select l.account_id from growth_left l
        join growth_loyalty o on o.buyer_id = l.account_id and o.host_id = ?
      """;

  private static final String FORGET_LEFT =
      """
      delete from growth_values v using growth_left l
       where v.host_id = ? and v.run_id = ? and v.buyer_id = l.account_id
      """;

  private static final String SWEEP =
      """
      delete from growth_values where ctid = any (array(
        select ctid from growth_values where host_id = ? and run_id <> ? limit ?))
      """;

  private static final String COLUMNS =
      """
      select v.buyer_id, v.days, v.first_day, v.last_day, v.paid_minor, v.alive, v.alive_low, v.alive_high,
             v.purchases, v.purchases_low, v.purchases_high, v.spend_minor, v.spend_low, v.spend_high,
             v.at_stake, v.tier, v.by_value, v.by_alive, coalesce(v.by_stake, 0) as by_stake
        from growth_values v
        join growth_value_runs r on r.host_id = v.host_id and r.run_id = v.run_id
       where v.host_id = ?
      """;

  private static final String BY_VALUE = COLUMNS + " and v.by_value > ? order by v.by_value limit ?";
  private static final String BY_ALIVE = COLUMNS + " and v.by_alive > ? order by v.by_alive limit ?";
  private static final String BY_STAKE = COLUMNS + " and v.by_stake > ? order by v.by_stake limit ?";

  /** Every n-th by value, so that the picture has the shape of all. */
  private static final String EVERY =
      COLUMNS + " and (v.by_value - 1) % ? = 0 order by v.by_value limit ?";

  private static final String EXPECTED_OF =
      """
      select v.host_id, v.alive, v.purchases
        from growth_values v
        join growth_value_runs r on r.host_id = v.host_id and r.run_id = v.run_id
       where v.buyer_id = ? order by v.host_id limit ?
      """;

  private static final String TIERS =
      """
      select v.tier, count(*) as customers, avg(v.alive) as alive, sum(v.purchases) as purchases,
             case when bool_and(v.spend_minor is not null) then sum(v.spend_minor) end as spend_minor,
             sum(v.paid_minor)::bigint as paid_minor
        from growth_values v
        join growth_value_runs r on r.host_id = v.host_id and r.run_id = v.run_id
       where v.host_id = ?
       group by v.tier
      """;

  private static final String ZONES =
      """
      select case when v.alive < ? then 'GONE' when v.alive <= ? then 'MAYBE' else 'HERE' end as zone,
             count(*) as customers, sum(v.purchases) as purchases,
             case when bool_and(v.spend_minor is not null) then sum(v.spend_minor) end as spend_minor
        from growth_values v
        join growth_value_runs r on r.host_id = v.host_id and r.run_id = v.run_id
       where v.host_id = ?
       group by zone order by min(v.alive)
      """;

  private ValueStore() {}

  /** In which order customers are listed. */
  enum Order {
    VALUE(BY_VALUE),
    ALIVE(BY_ALIVE),
    WINBACK(BY_STAKE);

    private final String sql;

    Order(String sql) {
      this.sql = sql;
    }

    int place(Line line) {
      return switch (this) {
        case VALUE -> line.places().byValue();
        case ALIVE -> line.places().byAlive();
        case WINBACK -> line.places().byStake();
      };
    }
  }

  /** From whom a model learned. */
  enum Basis {
    OWN,
    POOLED,
    NONE
  }

  /**
   * One count of a host.
   *
   * @param asOf the last business day that was known
   * @param reason why there is no model, or empty
   * @param told model, totals and test, as JSON
   */
  record Run(
      String runId, LocalDate asOf, Instant countedAt, Basis basis, String reason, int customers,
      int repeatBuyers, String told) {}

  /** What somebody bought so far: on how many days, and what he paid. */
  record Bought(int days, LocalDate firstDay, LocalDate lastDay, long paidMinor) {}

  /** A number and where it lies. */
  record Told(double value, Range range) {}

  /** From 1 on; 0 is no place. */
  record Places(int byValue, int byAlive, int byStake) {}

  /**
   * One customer.
   *
   * @param spend expected, minor units; absent where it is not told
   * @param atStake what is lost if he has left, minor units or purchases; absent when he need not be asked
   * @param tier what he was to the host when it was counted
   */
  record Line(
      String buyerId, Bought bought, Told alive, Told purchases, Optional<Told> spend,
      Optional<Double> atStake, Relation tier, Places places) {}

  /** What is expected of one person at one host. */
  record Expected(String hostId, double alive, double purchases) {}

  /** All customers of one tier; {@code spendMinor} is absent where spend is not told. */
  record Tier(
      Relation tier, int customers, double alive, double purchases, Optional<Double> spendMinor,
      long paidMinor) {}

  /** All customers of one zone of P(alive): GONE, MAYBE (whom a word may bring back), HERE. */
  record Zone(String zone, int customers, double purchases, Optional<Double> spendMinor) {}

  static Optional<Run> run(Connection connection, String hostId) throws SQLException {
    return RowStore.one(connection, RUN, row -> new Run(row.getString("run_id"),
        row.getObject("as_of", LocalDate.class), RowStore.instant(row, "counted_at"),
        Basis.valueOf(row.getString("basis")), row.getString("reason"), row.getInt("customers"),
        row.getInt("repeat_buyers"), row.getString("told")), hostId);
  }

  /** Lets a run stand for the host, without those who left while it was counted. */
  static void stand(Connection connection, String hostId, Run run) throws SQLException {
    RowStore.change(connection, FORGET_LEFT, hostId, run.runId());
    RowStore.change(connection, SWITCH, hostId, run.runId(), run.asOf(), run.countedAt(),
        run.basis().name(), run.reason(), run.customers(), run.repeatBuyers(), run.told());
  }

  static void add(Connection connection, String hostId, String runId, List<Line> lines)
      throws SQLException {
    Columns columns = new Columns("text", "text", "text", "int", "text", "text", "bigint", "float8",
        "float8", "float8", "float8", "float8", "float8", "float8", "float8", "float8", "float8", "text",
        "int", "int", "int");
    for (Line line : lines) {
      Bought bought = line.bought();
      Optional<Told> spend = line.spend();
      columns.add(hostId, runId, line.buyerId(), bought.days(), bought.firstDay().toString(),
          bought.lastDay().toString(), bought.paidMinor(), line.alive().value(),
          line.alive().range().low(), line.alive().range().high(), line.purchases().value(),
          line.purchases().range().low(), line.purchases().range().high(),
          spend.map(Told::value).orElse(null), spend.map(told -> told.range().low()).orElse(null),
          spend.map(told -> told.range().high()).orElse(null), line.atStake().orElse(null),
          line.tier().name(), line.places().byValue(), line.places().byAlive(),
          line.places().byStake() == 0 ? null : line.places().byStake());
    }
    columns.run(connection, ADD);
  }

  /** Buyers of this host who have left the square. */
  static List<String> left(Connection connection, String hostId) throws SQLException {
    return RowStore.list(connection, LEFT, row -> row.getString("account_id"), hostId);
  }

  /** Erases rows of a host that belong to another run; answers how many. */
  static int sweep(Connection connection, String hostId, String runId) throws SQLException {
    return RowStore.change(connection, SWEEP, hostId, runId, STEP_ROWS_MAX);
  }

  /** A page of customers after a place of this order, 0 for the first. */
  static List<Line> page(Connection connection, String hostId, Order order, int after, int limit)
      throws SQLException {
    return RowStore.list(connection, order.sql, ValueStore::line, hostId, after, limit);
  }

  /** Every n-th customer by value. */
  static List<Line> every(Connection connection, String hostId, int nth, int limit) throws SQLException {
    return RowStore.list(connection, EVERY, ValueStore::line, hostId, nth, limit);
  }

  /** What hosts are told of a person. */
  static List<Expected> expectedOf(Connection connection, String buyerId, int limit) throws SQLException {
    return RowStore.list(connection, EXPECTED_OF, row -> new Expected(row.getString("host_id"),
        row.getDouble("alive"), row.getDouble("purchases")), buyerId, limit);
  }

  static List<Tier> tiers(Connection connection, String hostId) throws SQLException {
    return RowStore.list(connection, TIERS, row -> new Tier(Relation.valueOf(row.getString("tier")),
        row.getInt("customers"), row.getDouble("alive"), row.getDouble("purchases"),
        maybe(row, "spend_minor"), row.getLong("paid_minor")), hostId);
  }

  static List<Zone> zones(Connection connection, String hostId) throws SQLException {
    return RowStore.list(connection, ZONES, row -> new Zone(row.getString("zone"),
        row.getInt("customers"), row.getDouble("purchases"), maybe(row, "spend_minor")),
        Value.WIN_BACK_ALIVE_MIN, Value.WIN_BACK_ALIVE_MAX, hostId);
  }

  private static Line line(ResultSet row) throws SQLException {
    Optional<Double> spend = maybe(row, "spend_minor");
    return new Line(
        row.getString("buyer_id"),
        new Bought(row.getInt("days"), row.getObject("first_day", LocalDate.class),
            row.getObject("last_day", LocalDate.class), row.getLong("paid_minor")),
        told(row, row.getDouble("alive"), "alive"),
        told(row, row.getDouble("purchases"), "purchases"),
        spend.isEmpty() ? Optional.empty() : Optional.of(told(row, spend.get(), "spend")),
        maybe(row, "at_stake"),
        Relation.valueOf(row.getString("tier")),
        new Places(row.getInt("by_value"), row.getInt("by_alive"), row.getInt("by_stake")));
  }

  private static Told told(ResultSet row, double value, String name) throws SQLException {
    return new Told(value, new Range(row.getDouble(name + "_low"), row.getDouble(name + "_high")));
  }

  private static Optional<Double> maybe(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }
}
