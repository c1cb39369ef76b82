package laotie.payments;

import java.util.Objects;
import java.util.Optional;

/**
 * What a day's reconciliation (对账) says of one movement.
 *
 * @param theirs as the gateway's statement has it
 * @param ours as our ledger has it
 */
public record Finding(Verdict verdict, Optional<Movement> theirs, Optional<Movement> ours) {

  /** Whether the two books agree. */
  public enum Verdict {
    /** Both say the same. */
    MATCHED,
    /** The gateway moved money that our books do not have. */
    MISSING_HERE,
    /** Our books have money that the gateway's statement does not. */
    MISSING_THERE,
    /** Both know it, with different amounts or currencies. */
    AMOUNTS_DIFFER,
    /** The gateway moved the same thing more than once. */
    TWICE_THERE
  }

  public Finding {
    Objects.requireNonNull(verdict);
    if (theirs.isEmpty() && ours.isEmpty()) {
      throw new IllegalArgumentException("a finding about nothing");
    }
  }

  /** True when somebody has to look at it. */
  public boolean isDifference() {
    return verdict != Verdict.MATCHED;
  }

  /** The movement it is about, as the gateway tells it where it does. */
  public Movement movement() {
    return theirs.or(() -> ours).orElseThrow();
  }
}
