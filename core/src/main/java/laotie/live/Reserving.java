package laotie.live;

import java.time.Duration;
import java.util.List;
import laotie.fact.Decision;
import laotie.fact.LiveFact;
import laotie.fact.Origin;

/** How somebody waits for an announced show (蹲直播) and stops waiting. Asked twice it happens once. */
public final class Reserving {

  /** Shows one viewer waits for at a time. */
  public static final int WAITING_MAX = 200;

  /** The reminder comes so long before the announced instant. */
  public static final Duration REMINDED_BEFORE = Duration.ofMinutes(10);

  private Reserving() {}

  /** Who waits, and from where he came. */
  public record Wish(String viewerId, Origin origin) {}

  /**
   * May this viewer wait for that show? The value is whether he waits afterwards.
   *
   * @param isReserved whether he waits already
   * @param waiting shows he waits for now
   */
  public static Decision<Boolean> reserve(Wish wish, Show show, boolean isReserved, int waiting) {
    Show.Head head = show.head();
    if (!(show instanceof Show.Scheduled)) {
      return new Decision.Refused<>(LiveReason.NOT_RESERVABLE,
          "show " + head.showId() + " is not announced, or has begun");
    }
    if (wish.viewerId().equals(head.hostId())) {
      return new Decision.Refused<>(LiveReason.NOT_RESERVABLE, "a host does not wait for himself");
    }
    if (isReserved) {
      return new Decision.Accepted<>(true, List.of());
    }
    if (waiting >= WAITING_MAX) {
      return new Decision.Refused<>(LiveReason.RESERVATIONS_FULL,
          "waits for " + waiting + " shows, at most " + WAITING_MAX);
    }
    return new Decision.Accepted<>(true, List.of(
        new LiveFact.ShowReserved(wish.viewerId(), head.showId(), head.hostId(), wish.origin())));
  }

  /** The way back is open until the show ends; afterwards nothing changes what was. */
  public static Decision<Boolean> cancel(String viewerId, Show show, boolean isReserved) {
    Show.Head head = show.head();
    if (!isReserved || show instanceof Show.Ended) {
      return new Decision.Accepted<>(isReserved, List.of());
    }
    return new Decision.Accepted<>(false,
        List.of(new LiveFact.ReservationCancelled(viewerId, head.showId(), head.hostId())));
  }
}
