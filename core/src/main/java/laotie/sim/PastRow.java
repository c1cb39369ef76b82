package laotie.sim;

import java.time.Instant;
import java.util.List;
import laotie.fact.Origin;
import laotie.fact.TradeFact;

/**
 * A row of the past in its final state, told before the first fact that names it. Whatever a row leaves out
 * stands in the facts.
 */
public sealed interface PastRow {

  /** Somebody of the crowd joined with an account of his own. */
  record Account(String accountId, Person person, Instant joinedAt) implements PastRow {}

  /** A show that was held. */
  record Show(
      String showId, Stage.Stand stand, String title, Instant startedAt, Instant endedAt)
      implements PastRow {}

  /**
   * A clip that was shown.
   *
   * @param tellsOrigin true when it is the story of where the product comes from
   */
  record Clip(
      String clipId, Stage.Stand stand, Stage.Good good, boolean tellsOrigin, long lengthMillis,
      Instant publishedAt)
      implements PastRow {}

  /** Somebody was in the room. */
  record View(
      String viewId, String viewerId, String showId, Stage.Stand stand, Origin origin, Instant enteredAt)
      implements PastRow {}

  /** Seconds that were played: {@code [from, to)}. */
  record Watch(
      String viewId, String viewerId, String showId, String hostId, Instant from, Instant to)
      implements PastRow {}

  record Follow(String viewerId, String hostId, String viewId, Instant at) implements PastRow {}

  record Unfollow(String viewerId, String hostId, Instant at) implements PastRow {}

  /** A follower lets the host hold what the page showed him, and write to him. */
  record Consent(String viewerId, String hostId, Instant at) implements PastRow {}

  /** He took that back, or follows no longer. */
  record ConsentBack(String viewerId, String hostId, Instant at) implements PastRow {}

  /**
   * An order with all that became of it.
   *
   * @param steps its facts in time order, {@link TradeFact.OrderPlaced} first
   */
  record Order(String orderId, Stage.Stand stand, List<Step> steps) implements PastRow {
    public Order {
      steps = List.copyOf(steps);
    }

    public TradeFact.OrderPlaced placed() {
      return (TradeFact.OrderPlaced) steps.getFirst().fact();
    }
  }

  /** What became of an order, and when. */
  record Step(Instant at, TradeFact fact) {}
}
