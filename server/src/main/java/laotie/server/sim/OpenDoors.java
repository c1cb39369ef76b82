package laotie.server.sim;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Doors of this square, but for those it turned out not to have: each of these is told once. */
final class OpenDoors {

  private static final int NOT_FOUND = 404;

  /** What the edge says of an address nobody answers; another 404 is about the thing asked for. */
  private static final String NO_DOOR = "no such address";
  private static final Logger LOGGER = Logger.getLogger(OpenDoors.class);

  private final Set<String> missing = ConcurrentHashMap.newKeySet();

  /** A call through a door that may not be there. */
  @FunctionalInterface
  interface Call {
    void run() throws InterruptedException;
  }

  boolean has(String door) {
    return !missing.contains(door);
  }

  /** Calls; a door that is not there is remembered, any other no is that person's affair. */
  void through(String door, Call call) throws InterruptedException {
    if (!has(door)) {
      return;
    }
    try {
      call.run();
    } catch (SquareClient.Refused refused) {
      if (refused.status() == NOT_FOUND && refused.getMessage().contains(NO_DOOR) && missing.add(door)) {
        LOGGER.infof("no door for %s here", door);
      }
    }
  }
}
