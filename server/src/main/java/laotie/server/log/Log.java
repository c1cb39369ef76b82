package laotie.server.log;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import laotie.fact.Fact;

/**
 * Appends facts. The log is the outbox: facts are written in the transaction of the rows they speak of, so
 * there is never one without the other.
 */
@Singleton
public final class Log {

  private final int epoch;
  private final Recent recent;

  Log(Database database) {
    this.epoch = database.write(LogStore::epoch);
    this.recent = new Recent(epoch);
  }

  /** The epoch of this database cluster, from 1. */
  int epoch() {
    return epoch;
  }

  /** The end of the log as this process read it. */
  Recent recent() {
    return recent;
  }

  /**
   * Appends {@code facts}, which happened at {@code at}, in the caller's transaction, in the order given.
   */
  public void append(Connection connection, Instant at, List<? extends Fact> facts) throws SQLException {
    List<LogStore.Stamped> stamped = new ArrayList<>(facts.size());
    for (Fact fact : facts) {
      stamped.add(new LogStore.Stamped(at, fact));
    }
    LogStore.append(connection, Source.LOG, epoch, stamped);
  }

  /** Appends facts of many instants, such as an imported past; at most 5,000 in one transaction. */
  public void appendAll(Connection connection, Source source, List<Happened> facts) throws SQLException {
    List<LogStore.Stamped> stamped = new ArrayList<>(facts.size());
    for (Happened happened : facts) {
      stamped.add(new LogStore.Stamped(happened.at(), happened.fact()));
    }
    LogStore.append(connection, source, epoch, stamped);
  }

  /**
   * A fact and when it happened.
   *
   * @param at by the server's clock, or by the simulated one
   */
  public record Happened(Instant at, Fact fact) {}
}
