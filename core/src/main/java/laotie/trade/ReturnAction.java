package laotie.trade;

/** What somebody does in a return. Who may do what, and when, says {@link Returning#powers}. */
public sealed interface ReturnAction {

  /** The host agrees to what was asked. */
  record Agree() implements ReturnAction {}

  /** The host says no, and why. */
  record Refuse() implements ReturnAction {}

  /**
   * The host offers less, and the buyer keeps the goods.
   *
   * @param minor minor units, at least one, less than what was asked
   */
  record Propose(long minor) implements ReturnAction {}

  /** The buyer takes the host's offer. */
  record Accept() implements ReturnAction {}

  /** The buyer asks the operator. */
  record Escalate() implements ReturnAction {}

  /** The buyer lets it be. */
  record Withdraw() implements ReturnAction {}

  /** The buyer sent the goods back. */
  record Send() implements ReturnAction {}

  /** The host has the goods. */
  record Arrive() implements ReturnAction {}

  /** The host has the goods and they are not as they should be: the operator decides. */
  record Dispute() implements ReturnAction {}

  /**
   * The operator decides.
   *
   * @param minor what the buyer gets, minor units; 0 for nothing
   * @param isAfterReturn the goods are sent back first, if they were not yet
   */
  record Decide(long minor, boolean isAfterReturn) implements ReturnAction {}

  /** The time for the next step is over. */
  record PassTime() implements ReturnAction {}
}
