package laotie.server.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import laotie.server.log.Consumer;
import laotie.server.log.ConsumerJob;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import laotie.server.log.Log;
import org.jboss.logging.Logger;

/**
 * Everything that happens later. Each line names a consumer, the sources it reads, and the target its
 * facts are folded into; there is no other way to react to a fact than a line here or a socket's tail.
 */
@Singleton
final class Consumers {

  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
  private static final Logger LOGGER = Logger.getLogger(Consumers.class);

  private final Database database;
  private final Log log;
  private final MeterRegistry meters;
  private final List<Thread> threads = new ArrayList<>();

  Consumers(Database database, Log log, MeterRegistry meters) {
    this.database = database;
    this.log = log;
    this.meters = meters;
  }

  private List<Consumer> lines() {
    return List.of();
  }

  void start(@Observes StartupEvent event) {
    for (Consumer line : lines()) {
      ConsumerJob job = new ConsumerJob(database, log, line);
      AtomicLong folded = meters.gauge("laotie.consumer." + line.name() + ".folded", new AtomicLong());
      threads.add(
          Thread.ofVirtual().name("consumer " + line.name()).start(() -> run(line.name(), job, folded)));
    }
  }

  void stop(@Observes ShutdownEvent event) {
    threads.forEach(Thread::interrupt);
  }

  private static void run(String name, ConsumerJob job, AtomicLong folded) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        int rows = job.step();
        folded.addAndGet(rows);
        if (rows == 0) {
          Thread.sleep(PAUSE);
        }
      } catch (InterruptedException stopped) {
        return;
      } catch (DatabaseFault fault) {
        LOGGER.warnf("consumer %s waits for the database: %s", name, fault.getMessage());
        pause();
      } catch (RuntimeException bug) {
        LOGGER.errorf(bug, "consumer %s stopped at a fact it cannot fold; it tries again", name);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_PAUSE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
