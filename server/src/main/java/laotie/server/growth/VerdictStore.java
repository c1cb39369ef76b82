package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.growth.Tier;
import laotie.growth.Verdict;
import laotie.server.log.Columns;

/** The rows of {@code growth_verdicts} and {@code growth_restatements}. */
final class VerdictStore implements Cells.Rows<String, Verdict> {

  private static final String LOAD =
      """
      select wanted.place, v.state
        from unnest(?::text[]) with ordinality as wanted (account_id, place)
        join growth_verdicts v on v.account_id = wanted.account_id
      """;

  private static final String SAVE =
      """
      insert into growth_verdicts (account_id, tier, is_pending, state)
      select account_id, tier, tier <> 'VALID', state
        from unnest(?::text[], ?::text[], ?::bytea[]) as told (account_id, tier, state)
      on conflict (account_id) do update
         set tier = excluded.tier,
             is_pending = growth_verdicts.is_pending or growth_verdicts.tier <> excluded.tier,
             changed_at = now(),
             state = excluded.state
      """;

  private static final String TIERS =
      "select account_id, tier from growth_verdicts where tier <> 'VALID' and account_id = any (?)";

  private static final String PENDING =
      "select account_id, changed_at from growth_verdicts where is_pending order by account_id limit ?";

  private static final String SETTLE =
      """
      update growth_verdicts v
         set is_pending = false
        from unnest(?::text[], ?::timestamptz[]) as seen (account_id, changed_at)
       where v.account_id = seen.account_id and v.changed_at = seen.changed_at
      """;

  // What was folded into a version that was under way may have had the verdict of before.
  private static final String DOUBT_SINCE =
      "update growth_verdicts set is_pending = true where changed_at >= ?";

  private static final String ASK =
      """
      insert into growth_restatements (host_id, day)
      select distinct host_id, day from unnest(?::text[], ?::int[]) as asked (host_id, day)
      on conflict (host_id, day) do update
         set asked = nextval('growth_restatement_asked'), asked_at = now()
      """;

  private static final String TASKS =
      "select host_id, day, asked from growth_restatements order by asked limit ?";

  private static final String DONE =
      """
      delete from growth_restatements r
       using unnest(?::text[], ?::int[], ?::bigint[]) as done (host_id, day, asked)
       where r.host_id = done.host_id and r.day = done.day and r.asked = done.asked
      """;

  private static final String WAITING = "select count(*) from growth_restatements";

  @Override
  public List<byte[]> load(Connection connection, List<String> keys) throws SQLException {
    return CellStore.load(connection, LOAD, keys);
  }

  @Override
  public void save(Connection connection, List<Cells.Row<String, Verdict>> rows) throws SQLException {
    Columns columns = new Columns("text", "text", "bytea");
    rows.forEach(row -> columns.add(row.key(), row.state().tier().name(), row.bytes()));
    columns.run(connection, SAVE);
  }

  /** The tiers of those accounts that are not valid. */
  static Map<String, Tier> tiers(Connection connection, Collection<String> accountIds) throws SQLException {
    Map<String, Tier> tiers = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(TIERS)) {
      select.setArray(1, connection.createArrayOf("text", accountIds.toArray(String[]::new)));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          tiers.put(row.getString("account_id"), Tier.valueOf(row.getString("tier")));
        }
      }
    }
    return tiers;
  }

  /** Accounts whose touched cells have not been marked. */
  static List<Pending> pending(Connection connection, int accountsMax) throws SQLException {
    List<Pending> accounts = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(PENDING)) {
      select.setInt(1, accountsMax);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          accounts.add(new Pending(row.getString("account_id"),
              row.getObject("changed_at", OffsetDateTime.class).toInstant()));
        }
      }
    }
    return accounts;
  }

  /** Those are marked; a verdict that changed since it was looked at is not. */
  static void settle(Connection connection, List<Pending> accounts) throws SQLException {
    Columns columns = new Columns("text", "timestamptz");
    accounts.forEach(one -> columns.add(one.accountId(), one.changedAt().toString()));
    columns.run(connection, SETTLE);
  }

  static void doubtSince(Connection connection, Instant since) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(DOUBT_SINCE)) {
      update.setObject(1, since.atOffset(ZoneOffset.UTC));
      update.executeUpdate();
    }
  }

  static void ask(Connection connection, List<Task> tasks) throws SQLException {
    Columns columns = new Columns("text", "int");
    tasks.forEach(task -> columns.add(task.hostId(), (int) task.day()));
    columns.run(connection, ASK);
  }

  static List<Task> tasks(Connection connection, int tasksMax) throws SQLException {
    List<Task> tasks = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(TASKS)) {
      select.setInt(1, tasksMax);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          tasks.add(new Task(row.getString("host_id"), row.getLong("day"), row.getLong("asked")));
        }
      }
    }
    return tasks;
  }

  /** Crosses off what was done; answers how many were not asked for anew meanwhile. */
  static int done(Connection connection, List<Task> tasks) throws SQLException {
    Columns columns = new Columns("text", "int", "bigint");
    tasks.forEach(task -> columns.add(task.hostId(), (int) task.day(), task.asked()));
    return columns.run(connection, DONE);
  }

  static long waiting(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(WAITING);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * A verdict whose cells are to be marked.
   *
   * @param changedAt when it became what it is
   */
  record Pending(String accountId, Instant changedAt) {}

  /**
   * A host's day to be made anew.
   *
   * @param day by its number since 1970
   * @param asked rises whenever it is asked for again
   */
  record Task(String hostId, long day, long asked) {}
}
