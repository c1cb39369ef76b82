package laotie.fact;

import java.time.Instant;
import java.util.Objects;

/**
 * A fact as it stands in the log.
 *
 * @param cursor the place in the log, total order over all facts of one source
 * @param at when it happened, by the server's clock (UTC)
 * @param fact what happened
 */
public record Recorded(Cursor cursor, Instant at, Fact fact) {

  public Recorded {
    Objects.requireNonNull(cursor);
    Objects.requireNonNull(at);
    Objects.requireNonNull(fact);
  }
}
