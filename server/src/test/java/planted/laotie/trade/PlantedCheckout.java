package planted.laotie.trade;

import java.time.Instant;
import org.apache.datasketches.theta.ThetaUnion;
import org.hipparchus.complex.Complex;
import org.jboss.logging.Logger;
import planted.laotie.fans.PlantedFollowing;

/** Broken on purpose: a rule with libraries, a clock and a neighbour. */
public class PlantedCheckout {
  public Logger logger;
  public Complex number;
  public ThetaUnion buyers;
  public PlantedFollowing following;

  /** Asks the clock. */
  public Instant now() {
    return Instant.now();
  }
}
