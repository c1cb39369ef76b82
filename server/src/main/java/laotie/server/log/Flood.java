package laotie.server.log;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import laotie.fact.Fact;
import org.jboss.logging.Logger;

/**
 * The one intake of floods: beats, likes, exposures. It takes up to {@value #BATCH_ROWS_MAX} facts or waits
 * {@value #LINGER_MILLIS} ms, and writes them with one statement. When it is full it refuses and counts;
 * nothing waits for it. Orders never pass here.
 */
@Singleton
public final class Flood {

  /** Facts one statement writes. */
  static final int BATCH_ROWS_MAX = 1_000;

  /** How long a lone fact waits for company, in milliseconds. */
  static final long LINGER_MILLIS = 200;

  /** Facts that may wait; about 10 MB. */
  static final int WAITING_MAX = 50_000;

  private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
  private static final Logger LOGGER = Logger.getLogger(Flood.class);

  private final Database database;
  private final Log log;
  private final BlockingQueue<LogStore.Stamped> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Counter refused;
  private final Counter written;
  private volatile boolean isRunning;
  private Thread writer = Thread.ofVirtual().unstarted(this::writeAll);

  Flood(Database database, Log log, MeterRegistry meters) {
    this.database = database;
    this.log = log;
    this.refused = meters.counter("laotie.flood.refused");
    this.written = meters.counter("laotie.flood.written");
    meters.gaugeCollectionSize("laotie.flood.waiting", List.of(), waiting);
  }

  void start(@Observes StartupEvent event) {
    isRunning = true;
    writer.start();
  }

  /** Writes what waits, for 3 s at most, then stops. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    isRunning = false;
    writer.join(Duration.ofSeconds(3));
    writer.interrupt();
  }

  /** Takes a fact, or answers false when the intake is full; the refusal is counted. */
  public boolean offer(Instant at, Fact fact) {
    boolean isTaken = waiting.offer(new LogStore.Stamped(at, fact));
    if (!isTaken) {
      refused.increment();
    }
    return isTaken;
  }

  private void writeAll() {
    List<LogStore.Stamped> batch = new ArrayList<>(BATCH_ROWS_MAX);
    try {
      while (isRunning || !waiting.isEmpty()) {
        gather(batch);
        write(batch);
        batch.clear();
      }
    } catch (InterruptedException stopped) {
      LOGGER.debugf("intake of floods stopped with %d facts waiting", waiting.size());
    }
  }

  private void gather(List<LogStore.Stamped> batch) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
    while (batch.size() < BATCH_ROWS_MAX) {
      LogStore.Stamped next = waiting.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      batch.add(next);
    }
  }

  private void write(List<LogStore.Stamped> batch) throws InterruptedException {
    while (!batch.isEmpty()) {
      try {
        database.write(
            connection -> {
              LogStore.append(connection, Source.FLOOD, log.epoch(), batch);
              return null;
            });
        written.increment(batch.size());
        return;
      } catch (DatabaseFault fault) {
        LOGGER.warnf("flood waits for the database: %s", fault.getMessage());
        Thread.sleep(RETRY_PAUSE);
      }
    }
  }
}
