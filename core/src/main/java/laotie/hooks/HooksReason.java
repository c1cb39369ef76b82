package laotie.hooks;

import laotie.fact.Reason;

/** Why something about a webhook is refused. */
public enum HooksReason implements Reason {
  /** The address is no https address of the kind that is taken. */
  HOOK_ADDRESS_WRONG(422),
  /** The address leads inside, where nothing is sent. */
  HOOK_ADDRESS_INTERNAL(422),
  /** The owner has as many endpoints as one may. */
  HOOKS_FULL(409),
  /** The endpoint is paused or switched off: nothing is sent to it. */
  HOOK_OFF(409),
  /** As many messages wait for this endpoint as may. */
  HOOK_WAITING_FULL(409),
  /** The message was tried as often as one may be, replays included. */
  HOOK_TRIED_OUT(409);

  private final int status;

  HooksReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
