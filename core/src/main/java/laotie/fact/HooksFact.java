package laotie.fact;

/** What happened to the endpoints that are told about the trade; what was sent to them is no fact. */
public sealed interface HooksFact extends Fact {

  @Override
  default Area area() {
    return Area.HOOKS;
  }

  String endpointId();

  @Override
  default String key() {
    return endpointId();
  }

  /**
   * Somebody asked to be told.
   *
   * @param hostId of whose trade; empty for that of the whole square
   */
  record HookAdded(String endpointId, String hostId, String actorId) implements HooksFact {}

  /** Somebody changed where or what is told, paused it or went on. */
  record HookChanged(String endpointId, String actorId) implements HooksFact {}

  /** A new secret signs; the old ones sign along until a named instant. */
  record HookSecretRotated(String endpointId, String actorId) implements HooksFact {}

  /** Somebody asked not to be told any more, or took that back. */
  record HookRemoved(String endpointId, String actorId, boolean isBack) implements HooksFact {}

  /**
   * The server stopped telling.
   *
   * @param isGone true when the receiver said so (410), false after days of nothing but failure
   */
  record HookSwitchedOff(String endpointId, boolean isGone) implements HooksFact {}
}
