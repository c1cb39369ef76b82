package laotie.server.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Threads that take one turn after another as long as there is something to do, and then wait until they are
 * woken or a moment has passed. What there is to do lies in rows, so nothing is lost with a thread, and other
 * processes share the work; a database that is away is waited for, and a bug is said and tried again.
 */
public final class Turns {

  private static final long LOOK_EVERY_MS = 2_000;
  private static final Logger LOGGER = Logger.getLogger(Turns.class);

  private final String what;
  private final BooleanSupplier turn;
  private final Semaphore wake = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean isStopping;

  /**
   * Turns of work that is called {@code what} in the server's log.
   *
   * @param turn does a bounded piece of it; false when there was nothing to do
   */
  public Turns(String what, BooleanSupplier turn) {
    this.what = what;
    this.turn = turn;
  }

  /** Starts so many threads. */
  public void start(int count) {
    for (int i = 0; i < count; i++) {
      threads.add(Thread.ofVirtual().name(what + " " + i).start(this::takeAll));
    }
  }

  public void stop() {
    isStopping = true;
    threads.forEach(Thread::interrupt);
  }

  /** True while the process ends: what fails now fails because of that. */
  public boolean isStopping() {
    return isStopping;
  }

  /** Says that there is something to do. */
  public void wake() {
    wake.release();
  }

  private void takeAll() {
    while (!isStopping) {
      try {
        if (!turn.getAsBoolean()) {
          wake.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
          wake.drainPermits();
        }
      } catch (InterruptedException stopped) {
        return;
      } catch (DatabaseFault away) {
        LOGGER.warnf("%s wait for the database: %s", what, away.getMessage());
        pause();
      } catch (RuntimeException bug) {
        if (!isStopping) {
          LOGGER.errorf(bug, "%s: a turn failed", what);
          pause();
        }
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_EVERY_MS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
