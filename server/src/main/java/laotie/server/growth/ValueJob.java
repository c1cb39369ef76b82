package laotie.server.growth;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import laotie.fact.BusinessDays;
import laotie.server.growth.ValueAskStore.Counting;
import laotie.server.growth.ValueAskStore.Turn;
import laotie.server.growth.ValueStore.Line;
import laotie.server.growth.ValueStore.Run;
import laotie.server.growth.Valuer.Valued;
import laotie.server.http.Ids;
import laotie.server.http.Settings;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import laotie.server.log.Turns;
import org.jboss.logging.Logger;

/**
 * Values the customers of hosts, one host at a time over all processes: at night whoever has buyers, and by
 * day whoever asks. The rows are the queue, so a kill loses nothing; a turn in silence is taken anew.
 */
@Singleton
final class ValueJob {

  /** How long a turn lasts that says nothing: a test of 50,000 customers takes minutes under load. */
  private static final Duration LEASE = Duration.ofMinutes(10);

  /** Between two words about how far a count is. */
  private static final Duration TOLD_EVERY = Duration.ofSeconds(1);

  /** From this hour of the shop on yesterday's counts are old. */
  private static final int NIGHT_ENDS_HOUR = 3;

  private static final Logger LOGGER = Logger.getLogger(ValueJob.class);

  private final Database database;
  private final Valuer valuer;
  private final BusinessDays days;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final Turns turns = new Turns("values of customers", this::countNext);

  ValueJob(
      Database database, Valuer valuer, Settings settings, MeterRegistry meters, InstantSource clock) {
    this.database = database;
    this.valuer = valuer;
    this.days = new BusinessDays(settings.shop().zone());
    this.meters = meters;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    turns.start(1);
  }

  void stop(@Observes ShutdownEvent event) {
    turns.stop();
  }

  /** Puts a host in the row and wakes the worker; false when he stood there already, or it was full. */
  boolean ask(String hostId) {
    boolean isNew = database.write(connection -> ValueAskStore.ask(connection, hostId, now()));
    turns.wake();
    return isNew;
  }

  @Scheduled(every = "2m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void askForAll() {
    Instant now = now();
    int hour = now.atZone(days.zone()).getHour();
    LocalDate before = hour < NIGHT_ENDS_HOUR ? LocalDate.EPOCH : days.dayOf(now).minusDays(1);
    if (database.write(connection -> ValueAskStore.askDue(connection, before, now)) > 0) {
      turns.wake();
    }
  }

  /** Values the customers of the next host; false when nobody waits, or another process is at work. */
  private boolean countNext() {
    if (!database.<Boolean>read(ValueAskStore::isAny)) {
      return false;
    }
    Instant now = now();
    Optional<Turn> turn = database.write(
        connection -> ValueAskStore.take(connection, Ids.next("trn"), now, now.plus(LEASE)));
    turn.ifPresent(this::count);
    return turn.isPresent();
  }

  private void count(Turn turn) {
    Instant begun = now();
    try {
      Words words = new Words(turn, begun);
      Valued valued = valuer.of(turn.hostId(), days.dayOf(begun).minusDays(1), begun, words);
      keep(turn, valued, words);
      meters.counter("laotie.growth.values", "basis", valued.run().basis().name()).increment();
      LOGGER.infof("customers of %s are valued: %d, basis %s, %d ms", turn.hostId(),
          valued.run().customers(), valued.run().basis(), Duration.between(begun, now()).toMillis());
    } catch (DatabaseFault away) {
      throw away;
    } catch (TurnLost lost) {
      meters.counter("laotie.growth.values", "basis", "LOST").increment();
      LOGGER.warnf("the turn of %s went to another process", turn.hostId());
    } catch (RuntimeException bug) {
      if (!turns.isStopping()) {
        meters.counter("laotie.growth.values", "basis", "FAILED").increment();
        LOGGER.errorf(bug, "customers of %s cannot be valued", turn.hostId());
        database.write(connection -> ValueAskStore.end(connection, turn));
      }
    }
  }

  /** Writes the new rows beside the old, lets them stand, and erases the old. */
  private void keep(Turn turn, Valued valued, Words words) {
    String runId = Ids.next("run");
    Run counted = valued.run();
    Run run = new Run(runId, counted.asOf(), counted.countedAt(), counted.basis(), counted.reason(),
        counted.customers(), counted.repeatBuyers(), counted.told());
    List<Line> lines = valued.lines();
    for (int start = 0; start < lines.size(); start += ValueStore.STEP_ROWS_MAX) {
      List<Line> part =
          lines.subList(start, Math.min(lines.size(), start + ValueStore.STEP_ROWS_MAX));
      words.say("WRITING", lines.size(), lines.size());
      database.write(connection -> {
        ValueStore.add(connection, turn.hostId(), runId, part);
        return part;
      });
    }
    boolean isOurs = database.write(connection -> {
      boolean isEnded = ValueAskStore.end(connection, turn);
      if (isEnded) {
        ValueStore.stand(connection, turn.hostId(), run);
      }
      return isEnded;
    });
    String standing = isOurs ? runId : database.read(connection ->
        ValueStore.run(connection, turn.hostId()).map(Run::runId).orElse(""));
    while (database.write(connection -> ValueStore.sweep(connection, turn.hostId(), standing))
        == ValueStore.STEP_ROWS_MAX) {
      Thread.onSpinWait();
    }
    if (!isOurs) {
      throw new TurnLost();
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Somebody else has the turn by now: nothing of this count stands. */
  private static final class TurnLost extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Tells how far a count is, and keeps its turn. */
  private final class Words implements Valuer.Progress {
    private final Turn turn;
    private final Instant begun;
    private String step = "";
    private Instant toldAt = Instant.EPOCH;

    Words(Turn turn, Instant begun) {
      this.turn = turn;
      this.begun = begun;
    }

    @Override
    public void at(String next, int done, int total) {
      Instant now = now();
      if (!next.equals(step) || !now.isBefore(toldAt.plus(TOLD_EVERY))) {
        say(next, done, total);
      }
    }

    void say(String next, int done, int total) {
      Instant now = now();
      step = next;
      toldAt = now;
      Counting counting = new Counting(next, done, total, begun);
      if (!database.<Boolean>write(connection ->
          ValueAskStore.tell(connection, turn, counting, now.plus(LEASE)))) {
        throw new TurnLost();
      }
    }
  }
}
