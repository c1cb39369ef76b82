package laotie.server.log;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * Writes what comes while the write before it is under way as one batch, in the order of arrival: many
 * small writes share one commit, and a lone one waits for nobody. Each is told when it is durable. When
 * more wait than may wait, the next is refused and counted.
 */
public final class GroupCommit<T> {

  /** How big a group may be, and how many may wait for their turn. */
  public record Limits(int batchMax, int waitingMax) {}

  /** Writes one batch in one transaction, whole or not at all. */
  @FunctionalInterface
  public interface Writer<T> {
    void write(List<T> batch);
  }

  private record Waiting<T>(T item, CompletableFuture<Void> done) {}

  private final int batchMax;
  private final Writer<T> writer;
  private final BlockingQueue<Waiting<T>> waiting;
  private final Counter refused;
  private final Thread thread;
  private volatile boolean isRunning = true;

  /** Starts at once; {@code name} is that of its meters, {@code laotie.<name>.waiting} and so on. */
  public GroupCommit(String name, Limits limits, MeterRegistry meters, Writer<T> writer) {
    this.batchMax = limits.batchMax();
    this.writer = writer;
    this.waiting = new ArrayBlockingQueue<>(limits.waitingMax());
    this.refused = meters.counter("laotie." + name + ".refused");
    meters.gaugeCollectionSize("laotie." + name + ".waiting", List.of(), waiting);
    this.thread = Thread.ofVirtual().name("group commit " + name).start(this::writeAll);
  }

  /** Takes an item, to be told when it is committed or failed; empty when too many wait. */
  public Optional<CompletableFuture<Void>> offer(T item) {
    Waiting<T> entry = new Waiting<>(item, new CompletableFuture<>());
    if (!isRunning || !waiting.offer(entry)) {
      refused.increment();
      return Optional.empty();
    }
    return Optional.of(entry.done());
  }

  /** Takes nothing more, writes what waits for up to 3 s, then stops. */
  public void stop() throws InterruptedException {
    isRunning = false;
    waiting.offer(new Waiting<>(null, new CompletableFuture<>()));
    thread.join(Duration.ofSeconds(3));
    thread.interrupt();
  }

  private void writeAll() {
    List<Waiting<T>> batch = new ArrayList<>(batchMax);
    try {
      while (isRunning || !waiting.isEmpty()) {
        batch.add(waiting.take());
        waiting.drainTo(batch, batchMax - 1);
        batch.removeIf(entry -> entry.item() == null);
        write(batch);
        batch.clear();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<Waiting<T>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      writer.write(batch.stream().map(Waiting::item).toList());
      batch.forEach(entry -> entry.done().complete(null));
    } catch (RuntimeException fault) {
      batch.forEach(entry -> entry.done().completeExceptionally(fault));
    }
  }
}
