package laotie.server.video;

import java.util.Optional;
import laotie.server.http.Caller;

/**
 * What video asks of the areas around it: where a room stands, whose view this is, who may act for a host;
 * and what it tells them. The outside of this area begins here.
 */
interface Rooms {

  /**
   * A room.
   *
   * @param showId the show that is live in it now
   */
  record RoomRef(String roomId, String hostId, Optional<String> showId) {}

  /** One person's stay in a show. */
  record ViewRef(String viewId, String viewerId, String roomId, String showId, String hostId) {}

  Optional<RoomRef> roomOf(String roomId);

  Optional<ViewRef> viewOf(String viewId);

  /** True while an operator shuts this host out. */
  boolean isBanned(String hostId);

  boolean mayActFor(Caller caller, String hostId);

  /** The viewer of this view is still there. Costs no database trip. */
  void seen(String viewId);

  /** So many different people watch now. */
  void audience(String roomId, int concurrent);

  void signalStarted(String roomId);

  /** The publisher is away for good: the grace is over. */
  void signalEnded(String roomId);
}
