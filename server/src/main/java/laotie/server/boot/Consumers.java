package laotie.server.boot;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import laotie.server.clips.Clips;
import laotie.server.fans.Fans;
import laotie.server.feed.Feed;
import laotie.server.growth.Growth;
import laotie.server.hooks.Hooks;
import laotie.server.intents.Intents;
import laotie.server.live.Live;
import laotie.server.log.Consumer;
import laotie.server.log.ConsumerJob;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import laotie.server.log.Log;
import laotie.server.log.Source;
import laotie.server.reviews.Reviews;
import laotie.server.settlement.Settlement;
import laotie.server.supply.Supply;
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
  private final Doors doors;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final List<Thread> threads = new ArrayList<>();

  Consumers(Database database, Log log, Doors doors, MeterRegistry meters, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.doors = doors;
    this.meters = meters;
    this.clock = clock;
  }

  /** The areas that fold facts. */
  @Singleton
  record Doors(Growth growth, Feed feed, Fans fans, Live live, Intents intents, Clips clips,
      Settlement settlement, Supply supply, Hooks hooks, Reviews reviews) {}

  private List<Consumer> lines() {
    return List.of(
        new Consumer("growth", Set.of(Source.LOG, Source.FLOOD), doors.growth().cells()),
        new Consumer("cells", Set.of(Source.LOG, Source.FLOOD), doors.growth().timeCells()),
        new Consumer("quality", Set.of(Source.LOG, Source.FLOOD), doors.growth().quality()),
        new Consumer("repeats", Set.of(Source.LOG), doors.growth().repeatCells()),
        new Consumer("relation", Set.of(Source.LOG), doors.growth().relationCells()),
        new Consumer("cost", Set.of(Source.LOG, Source.FLOOD), doors.growth().costCells()),
        new Consumer("trees", Set.of(Source.LOG, Source.FLOOD), doors.growth().treeCells()),
        new Consumer("channels", Set.of(Source.LOG), doors.growth().channelCells()),
        new Consumer("fans", Set.of(Source.LOG, Source.FLOOD), doors.fans().bonds()),
        new Consumer("turnouts", Set.of(Source.LOG), doors.live().turnouts()),
        new Consumer("feed", Set.of(Source.LOG), doors.feed().memories()),
        new Consumer("promotion", Set.of(Source.LOG), doors.feed().promoted()),
        new Consumer("intents", Set.of(Source.LOG), doors.intents().lifted()),
        new Consumer("clips", Set.of(Source.LOG), doors.clips().explained()),
        new Consumer("supply", Set.of(Source.LOG), doors.supply().goodsOut()),
        new Consumer("settlement", Set.of(Source.LOG), doors.settlement().deliveries()),
        new Consumer("hooks", Set.of(Source.LOG), doors.hooks().messages()),
        new Consumer("reviews", Set.of(Source.LOG), doors.reviews().counted()));
  }

  void start(@Observes StartupEvent event) {
    for (Consumer line : lines()) {
      ConsumerJob job = new ConsumerJob(database, log, line);
      Counter folded = meters.counter("laotie.consumer.folded", "consumer", line.name());
      meters.gauge(
          "laotie.consumer.lag.seconds", Tags.of("consumer", line.name()), job, this::lagSeconds);
      threads.add(
          Thread.ofVirtual().name("consumer " + line.name()).start(() -> run(line.name(), job, folded)));
    }
  }

  void stop(@Observes ShutdownEvent event) {
    threads.forEach(Thread::interrupt);
  }

  /** How far behind the last batch was; 0 when nothing waited. */
  private double lagSeconds(ConsumerJob job) {
    Instant now = clock.instant();
    return job.readUpTo().isAfter(now) ? 0 : Duration.between(job.readUpTo(), now).toMillis() / 1_000.0;
  }

  private static void run(String name, ConsumerJob job, Counter folded) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        int rows = job.step();
        folded.increment(rows);
        if (!job.hasMore()) {
          // Facts that come meanwhile are folded together, at the price of one commit.
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
