package laotie.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import laotie.fact.Decision;
import laotie.fact.Fact;
import laotie.fact.LiveFact;

/** How a host or his assistant makes somebody silent in the room, for a while. */
public final class Muting {

  /** The longest silence of one step; who should stay away for good is a case for the operator. */
  public static final Duration SPAN_MAX = Duration.ofDays(30);

  private Muting() {}

  /**
   * Who silences whom where.
   *
   * @param isCrew true when the viewer is the host himself or his assistant
   */
  public record Wish(String viewerId, String roomId, String hostId, String actorId, boolean isCrew) {}

  /** The instant until which the viewer is silent; {@code span} is positive. */
  public static Decision<Instant> decide(Wish wish, Duration span, Instant now) {
    if (wish.isCrew()) {
      return new Decision.Refused<>(LiveReason.MAY_NOT_MUTE,
          wish.viewerId() + " is the host or an assistant of room " + wish.roomId());
    }
    Instant until = now.plus(span.compareTo(SPAN_MAX) > 0 ? SPAN_MAX : span);
    return new Decision.Accepted<>(until, List.of(new LiveFact.ViewerMuted(
        wish.viewerId(), wish.roomId(), wish.hostId(), wish.actorId(), until)));
  }

  /** The fact of speaking again. */
  public static Fact unmuted(Wish wish) {
    return new LiveFact.ViewerUnmuted(wish.viewerId(), wish.roomId(), wish.hostId(), wish.actorId());
  }
}
