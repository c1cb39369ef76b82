package laotie.server.trade;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import laotie.fact.Decision.Refused;

/**
 * A command in the till's queue and the answer its sender waits for.
 *
 * @param sentNanos when it was sent, by {@link System#nanoTime}
 */
record Ticket(Command command, long sentNanos, CompletableFuture<Ticket.Answer> answer) {

  Ticket(Command command) {
    this(command, System.nanoTime(), new CompletableFuture<>());
  }

  Ticket {
    Objects.requireNonNull(command);
    Objects.requireNonNull(answer);
  }

  /** What the till says, after the commit. */
  sealed interface Answer {
    /** The order as it stands in the committed rows. */
    record Done(OrderRow row) implements Answer {}

    /** An attempt to pay stands in the committed rows. */
    record Begun(Trade.Started started) implements Answer {}

    /** The line of a variant stands in the committed rows as it was asked. */
    record Waits() implements Answer {}

    /** A gateway's word stands in the committed rows, or changed nothing. */
    record Settled() implements Answer {}

    /** A rule said no; nothing was written. */
    record No(Refused<?> refused) implements Answer {}

    /** There is no such order or payment. */
    record Unknown() implements Answer {}
  }
}
