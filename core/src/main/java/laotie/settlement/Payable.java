package laotie.settlement;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;

/**
 * What can be paid out to somebody now: what is due to him, less payouts under way and less what a hold
 * keeps back.
 *
 * @param dueMinor what the ledger owes him; negative when he owes
 * @param underWayMinor payouts that are neither paid nor given up
 */
public record Payable(long dueMinor, long underWayMinor, List<Hold> holds) {

  /**
   * Money that is kept back, because of a case and only for a time (冻结).
   *
   * @param caseId why: never empty
   * @param amountMinor how much; 0 keeps everything back
   * @param until when it ends by itself
   */
  public record Hold(String caseId, long amountMinor, Instant until) {
    public Hold {
      Objects.requireNonNull(until);
      if (caseId.isBlank() || amountMinor < 0) {
        throw new IllegalArgumentException("a hold of " + amountMinor + " for case '" + caseId + "'");
      }
    }
  }

  public Payable {
    holds = List.copyOf(holds);
  }

  /** Minor units that no payout and no hold has; below zero when he owes. */
  public long freeMinor(Instant now) {
    long free = Math.subtractExact(dueMinor, underWayMinor);
    for (Hold hold : holds) {
      if (now.isBefore(hold.until())) {
        free = hold.amountMinor() == 0 ? Math.min(0, free) : Math.subtractExact(free, hold.amountMinor());
      }
    }
    return free;
  }

  /** Minor units that may leave now, or why none may. */
  public Decision<Long> at(Instant now, long leastMinor) {
    for (Hold hold : holds) {
      if (now.isBefore(hold.until()) && hold.amountMinor() == 0) {
        return new Refused<>(SettlementReason.PAYOUT_HELD,
            "case " + hold.caseId() + " keeps everything back until " + hold.until());
      }
    }
    long free = freeMinor(now);
    if (free < leastMinor || free <= 0) {
      return new Refused<>(SettlementReason.NOTHING_TO_PAY_OUT, "free " + free + ", least " + leastMinor);
    }
    return new Accepted<>(free, List.of());
  }
}
