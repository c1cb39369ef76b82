package laotie.server.trade;

import java.util.Optional;
import laotie.fact.Origin;

/** Where a buyer came from, as the live area recorded it when he entered. */
interface Views {

  /** A view: who watched whose show, and how he had come. */
  record View(String viewId, String viewerId, String showId, String hostId, Origin origin) {}

  /** A view of the last 24 hours; empty for any other id. */
  Optional<View> viewOf(String viewId);
}
