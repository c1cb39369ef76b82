package laotie.server.payments;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Works for each gateway in a lane of its own, so that one that hangs holds up its own work only. */
final class Lanes {

  private Lanes() {}

  /** Runs all and waits for the last; throws what the first failing one threw. */
  static <T> void run(Collection<T> works, Consumer<T> worker) throws InterruptedException {
    try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      works.forEach(work -> running.add(lanes.submit(() -> worker.accept(work))));
      for (Future<?> lane : running) {
        lane.get();
      }
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException fault
          ? fault : new IllegalStateException(failed.getCause());
    }
  }
}
