package laotie.server.video;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition with a deadline. */
final class Await {

  private Await() {}

  static void until(Duration deadline, String what, BooleanSupplier condition) {
    until(deadline, () -> what, condition);
  }

  static void until(Duration deadline, Supplier<String> what, BooleanSupplier condition) {
    long end = System.nanoTime() + deadline.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + deadline + ": " + what.get());
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
  }
}
