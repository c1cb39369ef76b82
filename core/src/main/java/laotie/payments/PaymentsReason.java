package laotie.payments;

import laotie.fact.Reason;

/** Why a payment cannot be started or a notice is not taken, in order of precedence. */
public enum PaymentsReason implements Reason {
  /** A payment notice does not carry the gateway's signature, or is not for this shop. */
  SIGNATURE_WRONG(401),
  /** The gateway does not collect the currency of the order. */
  METHOD_NOT_OFFERED(409),
  /** The gateway does not answer; nothing was taken. */
  GATEWAY_AWAY(503);

  private final int status;

  PaymentsReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
