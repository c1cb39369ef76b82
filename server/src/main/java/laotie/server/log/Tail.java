package laotie.server.log;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import laotie.fact.Cursor;
import laotie.fact.Recorded;
import org.jboss.logging.Logger;

/**
 * This process's own reading of the log from its start on, for sockets and caches. Every fact comes once,
 * in order, about {@value #PAUSE_MILLIS} ms after its commit, on one virtual thread: listeners return fast.
 * It replaces notifications inside the till's transaction.
 */
@Singleton
public final class Tail {

  static final long PAUSE_MILLIS = 100;
  private static final int BATCH_ROWS_MAX = 5_000;
  private static final Logger LOGGER = Logger.getLogger(Tail.class);

  private final Database database;
  private final Log log;
  private final List<java.util.function.Consumer<Recorded>> listeners = new CopyOnWriteArrayList<>();
  private Cursor cursor;
  private final Thread reader = Thread.ofVirtual().unstarted(this::readAll);

  Tail(Database database, Log log) {
    this.database = database;
    this.log = log;
    this.cursor = database.read(connection -> LogStore.now(connection, log.epoch()));
  }

  void start(@Observes StartupEvent event) {
    reader.start();
  }

  void stop(@Observes ShutdownEvent event) {
    reader.interrupt();
  }

  /** Calls {@code listener} with every later fact of the log. A listener that throws loses that fact only. */
  public void listen(java.util.function.Consumer<Recorded> listener) {
    listeners.add(listener);
  }

  private void readAll() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (!readBatch()) {
          Thread.sleep(Duration.ofMillis(PAUSE_MILLIS));
        }
      } catch (InterruptedException stopped) {
        return;
      } catch (DatabaseFault fault) {
        LOGGER.warnf("tail waits for the database: %s", fault.getMessage());
        pause();
      }
    }
  }

  /** False when all was read: the next facts are read together, after a pause. */
  private boolean readBatch() {
    LogStore.Batch batch =
        database.read(
            connection -> log.recent().read(connection, Source.LOG, cursor, BATCH_ROWS_MAX));
    for (Recorded recorded : batch.facts()) {
      tell(recorded);
    }
    cursor = batch.last();
    return batch.rows() >= BATCH_ROWS_MAX;
  }

  private void tell(Recorded recorded) {
    for (java.util.function.Consumer<Recorded> listener : listeners) {
      try {
        listener.accept(recorded);
      } catch (RuntimeException bug) {
        LOGGER.errorf(bug, "a listener failed on %s", recorded.fact().getClass().getSimpleName());
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofSeconds(1));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
