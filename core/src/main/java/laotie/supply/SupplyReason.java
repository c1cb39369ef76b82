package laotie.supply;

import laotie.fact.Reason;

/** Why goods do not come in or go out, in order of precedence. */
public enum SupplyReason implements Reason {
  /** The host has as many suppliers as one may have. */
  SUPPLIERS_FULL(409),
  /** The host has as many warehouses as one may have. */
  WAREHOUSES_FULL(409),
  /** The consignment was accepted or withdrawn: its lines do not change any more. */
  CONSIGNMENT_OVER(409),
  /** Nobody counted all lines of what arrived, so it can not be accepted. */
  COUNT_MISSING(409),
  /** No paid order waits that is in no open batch. */
  NOTHING_TO_PICK(409),
  /** The batch of orders was closed. */
  BATCH_OVER(409),
  /** A table of waybills of this host is being checked or taken over. */
  WAYBILLS_AT_WORK(409),
  /** The table of waybills is not in a state in which this can be done; the answer carries {@code status}. */
  WAYBILLS_NOT_OPEN(409);

  private final int status;

  SupplyReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
