package laotie.people;

import laotie.fact.Reason;

/** Why an account, a session or a persona is refused. */
public enum PeopleReason implements Reason {
  /** The login or the password is wrong; which of both is never said. */
  WRONG_CREDENTIALS(401),
  /** The password given to prove himself is not his. */
  WRONG_PASSWORD(403),
  /** A first password that somebody else knew must be replaced before operator doors open. */
  PASSWORD_MUST_CHANGE(403),
  /** Somebody has this login. */
  LOGIN_TAKEN(409),
  /** The account is a host and has a room. */
  HOST_ALREADY(409),
  /** A host acts for himself without being his own assistant. */
  ASSISTANT_SELF(409),
  /** The host has as many assistants as a host may have. */
  ASSISTANTS_FULL(409),
  /** An operator's account is not his to erase. */
  OPERATOR_STAYS(409),
  /** Orders that the host sold have not come to their end. */
  ACCOUNT_HAS_SALES(409),
  /** The ledger or a payout still has money of the account or of a supplier of it, or a debt. */
  ACCOUNT_IS_OWED(409);

  private final int status;

  PeopleReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
