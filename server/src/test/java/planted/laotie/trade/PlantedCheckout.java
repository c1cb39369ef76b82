package planted.laotie.trade;

import java.time.Instant;
import org.jboss.logging.Logger;
import planted.laotie.fans.PlantedFollowing;

/** Broken on purpose: a rule with a library, a clock and a neighbour. */
public class PlantedCheckout {
  public Logger logger;
  public PlantedFollowing following;

  /** Asks the clock. */
  public Instant now() {
    return Instant.now();
  }
}
