package laotie.server.trade;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import laotie.server.trade.Ticket.Answer;
import org.jboss.logging.Logger;

/**
 * The one place where orders claim, keep and give back stock. Commands queue in arrival order; one thread
 * takes what has gathered, decides it in order inside one transaction and answers after its commit, so that
 * a thousand buyers share one wait for the disk. Several processes may each have a till on one database:
 * the locked stock rows keep them apart.
 */
@Singleton
final class Till {

  /** Commands that may wait; the next one is refused {@code OVERLOADED}. */
  static final int QUEUE_MAX = 8_192;

  /** Commands of one commit. */
  static final int BATCH_MAX = 512;

  /** How long a sender waits; then he must ask again with the same key. */
  static final Duration WAIT_MAX = Duration.ofSeconds(15);

  /** How long the till tries again while the database is away. */
  private static final Duration RETRY_MAX = Duration.ofSeconds(8);

  private static final Duration RETRY_PAUSE = Duration.ofMillis(100);

  /** Two tills may claim one key at the same instant; the loser finds it when he looks again. */
  private static final String UNIQUE_VIOLATED = "23505";

  private static final int RACE_TRIES_MAX = 2;
  private static final int RETRY_AFTER_SECONDS = 1;
  private static final long IDLE_MILLIS = 200;
  private static final Duration STOP_MAX = Duration.ofSeconds(4);
  private static final Logger LOGGER = Logger.getLogger(Till.class);

  private final Database database;
  private final Batches batches;
  private final DistributionSummary sizes;
  private final io.micrometer.core.instrument.Counter orders;
  private final BlockingQueue<Ticket> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
  private final Thread thread = Thread.ofPlatform().name("till").daemon().unstarted(this::work);
  private volatile List<Ticket> atWork = List.of();
  private volatile boolean isOpen = true;

  Till(Database database, Batches batches, MeterRegistry meters) {
    this.database = database;
    this.batches = batches;
    this.orders = meters.counter("laotie.trade.orders");
    this.sizes = meters.summary("laotie.trade.batch");
    meters.gauge("laotie.trade.intake", queue, BlockingQueue::size);
  }

  void open(@Observes StartupEvent event) {
    thread.start();
  }

  /** Takes nothing more, finishes what waits. */
  void close(@Observes ShutdownEvent event) throws InterruptedException {
    isOpen = false;
    thread.join(STOP_MAX);
  }

  /** Queues {@code command} and waits for its answer; refuses {@link HttpReason#OVERLOADED}. */
  Answer ask(Command command) {
    return await(send(command));
  }

  /** Queues {@code command}; refuses {@link HttpReason#OVERLOADED}. */
  Ticket send(Command command) {
    Ticket ticket = new Ticket(command);
    if (!isOpen || !queue.offer(ticket)) {
      throw overloaded("the till has " + QUEUE_MAX + " orders waiting");
    }
    return ticket;
  }

  /** Waits for the answer of {@code ticket}. */
  static Answer await(Ticket ticket) {
    try {
      return ticket.answer().get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException tooLong) {
      throw tooLong();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw overloaded("the server stops; ask again with the same key");
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException fault
          ? fault
          : new IllegalStateException(failed.getCause());
    }
  }

  private static Problem tooLong() {
    return overloaded("no answer in " + WAIT_MAX.toSeconds() + " s; ask again with the same key");
  }

  /** Answers those who wait without a thread of their own and have waited too long. */
  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void endLongWaits() {
    endWaitsOver(WAIT_MAX);
  }

  void endWaitsOver(Duration longest) {
    long oldest = System.nanoTime() - longest.toNanos();
    queue.forEach(ticket -> endWaitBefore(oldest, ticket));
    atWork.forEach(ticket -> endWaitBefore(oldest, ticket));
  }

  private static void endWaitBefore(long oldest, Ticket ticket) {
    if (ticket.sentNanos() - oldest < 0) {
      ticket.answer().completeExceptionally(tooLong());
    }
  }

  private static Problem overloaded(String detail) {
    return Problem.of(
        HttpReason.OVERLOADED, detail, Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS));
  }

  private void work() {
    List<Ticket> batch = new ArrayList<>(BATCH_MAX);
    while (isOpen || !queue.isEmpty()) {
      try {
        Ticket first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, BATCH_MAX - 1);
        // Who was told to ask again will do so with the same key.
        batch.removeIf(ticket -> ticket.answer().isDone());
        if (batch.isEmpty()) {
          continue;
        }
        sizes.record(batch.size());
        atWork = List.copyOf(batch);
        commit(atWork);
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException bug) {
        LOGGER.error("the till goes on after a bug", bug);
        batch.forEach(ticket -> ticket.answer().completeExceptionally(bug));
      } finally {
        atWork = List.of();
        batch.clear();
      }
    }
  }

  /**
   * Commits a batch and answers it. A batch may run again whatever became of the commit before: it locks
   * the stock first, which waits for a commit still under way, and then looks its keys up.
   */
  private void commit(List<Ticket> tickets) {
    long deadline = System.nanoTime() + RETRY_MAX.toNanos();
    for (int tries = 1; ; tries++) {
      try {
        Batch batch = batches.of(tickets);
        List<Answer> answers = database.write(batch::run);
        batch.remember();
        orders.increment(batch.ordersPlaced());
        for (int i = 0; i < answers.size(); i++) {
          tickets.get(i).answer().complete(answers.get(i));
        }
        return;
      } catch (DatabaseFault fault) {
        boolean isRace = fault.sqlState().equals(UNIQUE_VIOLATED) && tries < RACE_TRIES_MAX;
        if (isRace || isPassing(fault.sqlState()) && System.nanoTime() < deadline) {
          LOGGER.warnf("the till tries again: %s %s", fault.sqlState(), fault.getMessage());
          pause();
        } else {
          divide(tickets, fault);
          return;
        }
      } catch (RuntimeException bug) {
        divide(tickets, bug);
        return;
      }
    }
  }

  /** Halves the batch until the one that cannot be written is alone. */
  private void divide(List<Ticket> tickets, RuntimeException failure) {
    if (tickets.size() == 1) {
      tickets.getFirst().answer().completeExceptionally(failure);
      return;
    }
    if (failure instanceof DatabaseFault fault && (isPassing(fault.sqlState()) || fault.isDiskFull())) {
      tickets.forEach(ticket -> ticket.answer().completeExceptionally(failure));
      return;
    }
    commit(tickets.subList(0, tickets.size() / 2));
    commit(tickets.subList(tickets.size() / 2, tickets.size()));
  }

  /**
   * Deadlock (40P01), a transaction that took too long, connections lost or refused, a server that stops
   * or starts; no state: the pool's own.
   */
  private static boolean isPassing(String sqlState) {
    return sqlState.isEmpty() || sqlState.startsWith("08") || sqlState.startsWith("40")
        || sqlState.startsWith("57P") || sqlState.equals("25P04") || sqlState.equals("53300");
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_PAUSE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
