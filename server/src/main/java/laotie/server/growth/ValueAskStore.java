package laotie.server.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import laotie.server.log.RowStore;

/** The hosts whose customers wait to be valued, as rows. */
final class ValueAskStore {

  /** Hosts that wait at once. */
  static final int ASKS_MAX = 1_000;

  /** How often a count is begun before it is given up. */
  static final int ATTEMPTS_MAX = 3;

  /** Below so many buyers nobody is counted unasked. */
  private static final int NIGHTLY_BUYERS_MIN = 30;

  private static final String ASK =
      """
      insert into growth_value_asks (host_id, asked_at, step)
      select ?, ?, 'WAITING' where (select count(*) from growth_value_asks) < ?
      on conflict (host_id) do nothing
      """;

  private static final String OF_HOST =
      "select step, done, total, asked_at from growth_value_asks where host_id = ?";

  private static final String IS_ANY = "select 1 from growth_value_asks limit 1";

  /** Two processes do not look for the next turn at the same instant, so one host is valued at a time. */
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended('growth values', 200))";

  private static final String GIVE_UP =
      "delete from growth_value_asks where attempts >= ? and leased_until <= ?";

  private static final String TAKE =
      """
      update growth_value_asks
         set turn_id = ?, leased_until = ?, attempts = attempts + 1, step = 'READING', done = 0, total = 0
       where host_id = (select host_id from growth_value_asks order by attempts, asked_at, host_id limit 1)
         and not exists (select from growth_value_asks where leased_until > ?)
      returning host_id
      """;

  private static final String TELL =
      """
      update growth_value_asks set step = ?, done = ?, total = ?, leased_until = ?
       where host_id = ? and turn_id = ?
      """;

  private static final String END = "delete from growth_value_asks where host_id = ? and turn_id = ?";

  /**
   * Hosts with buyers and no count, those whose buyers until the day of their count are a fifth more than
   * then, as when a past is brought in, and, when the night is over, those whose count is of an earlier day.
   * Who buys today is in no count before tomorrow, and too many are still too many.
   */
  private static final String ASK_DUE =
      """
      insert into growth_value_asks (host_id, asked_at, step)
      select l.host_id, ?, 'WAITING'
        from growth_loyalty l
        left join growth_value_runs r on r.host_id = l.host_id
       group by l.host_id
      having count(l.first_day) >= ?
         and (min(r.as_of) is null or min(r.as_of) < ?
              or min(r.reason) <> 'TOO_MANY_CUSTOMERS'
                 and count(*) filter (where l.first_day <= r.as_of) > 1.2 * min(r.customers) + 10)
       order by min(r.as_of) nulls first, l.host_id
       limit ?
      on conflict (host_id) do nothing
      """;

  private ValueAskStore() {}

  /**
   * How far a count is.
   *
   * @param step what is being done
   * @param done customers valued of {@code total}; both 0 before that
   */
  record Counting(String step, int done, int total, Instant askedAt) {}

  /** The turn of one host. */
  record Turn(String hostId, String turnId) {}

  /** Puts a host in the row; false when he stands there already, or when it is full. */
  static boolean ask(Connection connection, String hostId, Instant now) throws SQLException {
    return RowStore.change(connection, ASK, hostId, now, ASKS_MAX) > 0;
  }

  static Optional<Counting> ofHost(Connection connection, String hostId) throws SQLException {
    return RowStore.one(connection, OF_HOST, row -> new Counting(row.getString("step"), row.getInt("done"),
        row.getInt("total"), RowStore.instant(row, "asked_at")), hostId);
  }

  static boolean isAny(Connection connection) throws SQLException {
    return RowStore.one(connection, IS_ANY, row -> true).isPresent();
  }

  /** The next host, unless somebody else is at work. */
  static Optional<Turn> take(Connection connection, String turnId, Instant now, Instant until)
      throws SQLException {
    RowStore.one(connection, LOCK, row -> true);
    RowStore.change(connection, GIVE_UP, ATTEMPTS_MAX, now);
    return RowStore.one(
        connection, TAKE, row -> new Turn(row.getString("host_id"), turnId), turnId, until, now);
  }

  /** Says how far it is; false when the turn is another's by now. */
  static boolean tell(Connection connection, Turn turn, Counting counting, Instant until)
      throws SQLException {
    return RowStore.change(connection, TELL, counting.step(), counting.done(), counting.total(), until,
        turn.hostId(), turn.turnId()) > 0;
  }

  /** Takes the host out of the row; false when the turn is another's by now. */
  static boolean end(Connection connection, Turn turn) throws SQLException {
    return RowStore.change(connection, END, turn.hostId(), turn.turnId()) > 0;
  }

  /**
   * Puts hosts in the row who are due.
   *
   * @param before counts of an earlier day than this are old
   */
  static int askDue(Connection connection, LocalDate before, Instant now) throws SQLException {
    return RowStore.change(connection, ASK_DUE, now, NIGHTLY_BUYERS_MIN, before, ASKS_MAX);
  }
}
