package laotie.clips;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * When a card of a show was explained: from its pin to the next pin, to when it was taken down, or to the
 * end of the show.
 *
 * @param from inclusive
 * @param to exclusive, at most {@link #LENGTH_MAX} after {@code from}
 */
public record Explanation(String cardId, String productId, Instant from, Instant to) {

  /** A clip of a show is at most this long: the beginning of an explanation says what it is about. */
  public static final Duration LENGTH_MAX = Duration.ofMinutes(3);

  /** A pin that was taken down sooner was a slip. */
  public static final Duration LENGTH_MIN = Duration.ofSeconds(1);

  public Explanation {
    Objects.requireNonNull(cardId);
    Objects.requireNonNull(productId);
    Objects.requireNonNull(from);
    Objects.requireNonNull(to);
  }

  /**
   * A change of what stands at the foot of the video.
   *
   * @param cardId what is pinned from now on; empty when a card was taken down or the show ended
   */
  public record Turn(Instant at, String cardId, String productId) {}

  /** All explanations of a show, in their order; one that goes on ends {@code now} for this purpose. */
  public static List<Explanation> of(List<Turn> turns, Instant now) {
    List<Explanation> found = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      if (turn.cardId().isEmpty()) {
        continue;
      }
      Instant end = i + 1 < turns.size() ? turns.get(i + 1).at() : now;
      Instant latest = turn.at().plus(LENGTH_MAX);
      Instant to = end.isAfter(latest) ? latest : end;
      if (!to.isBefore(turn.at().plus(LENGTH_MIN))) {
        found.add(new Explanation(turn.cardId(), turn.productId(), turn.at(), to));
      }
    }
    return found;
  }

  /** The last explanation of a card. */
  public static Optional<Explanation> last(List<Turn> turns, String cardId, Instant now) {
    return of(turns, now).stream().filter(each -> each.cardId().equals(cardId))
        .reduce((before, after) -> after);
  }
}
