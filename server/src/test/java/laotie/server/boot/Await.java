package laotie.server.boot;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition with a deadline, and says what did not come. */
public final class Await {

  /** How long most things of one machine may take. */
  public static final Duration SOON = Duration.ofSeconds(10);

  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private Await() {}

  public static void until(String what, BooleanSupplier condition) {
    until(SOON, what, condition);
  }

  public static void until(Duration deadline, String what, BooleanSupplier condition) {
    until(deadline, () -> what, condition);
  }

  /** {@code what} is asked only when the condition did not come true. */
  public static void until(Duration deadline, Supplier<String> what, BooleanSupplier condition) {
    long end = System.nanoTime() + deadline.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + deadline + ": " + what.get());
      }
      if (Thread.interrupted()) {
        throw new IllegalStateException("interrupted while waiting for " + what.get());
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }
}
