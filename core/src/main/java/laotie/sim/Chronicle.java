package laotie.sim;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import laotie.fact.Fact;

/**
 * What will happen, in time order. Things done at one instant keep the order in which they were planned.
 * Whatever is due at or after the end is never done.
 */
final class Chronicle {

  private record Due(Instant at, long number, Runnable deed) {}

  private final PriorityQueue<Due> plan =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
  private final Past.Sink sink;
  private final Instant end;
  private long number;

  Chronicle(Past.Sink sink, Instant end) {
    this.sink = sink;
    this.end = end;
  }

  /** The first instant that belongs to the present. */
  Instant end() {
    return end;
  }

  void plan(Instant at, Runnable deed) {
    if (at.isBefore(end)) {
      plan.add(new Due(at, number++, deed));
    }
  }

  /** Plans a fact to be told at its time. */
  void planFact(Instant at, Fact fact) {
    plan(at, () -> sink.fact(at, fact));
  }

  void row(PastRow row) {
    sink.row(row);
  }

  void fact(Instant at, Fact fact) {
    sink.fact(at, fact);
  }

  /** Does everything due before {@code until}, and what follows from it. */
  void liveUntil(Instant until) {
    while (!plan.isEmpty() && plan.peek().at().isBefore(until)) {
      plan.poll().deed().run();
    }
  }
}
