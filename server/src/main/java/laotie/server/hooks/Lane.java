package laotie.server.hooks;

/**
 * Where an endpoint's messages queue: those of receivers that fail have slots of their own, so that however
 * many are dead, the others never wait for them.
 */
enum Lane {
  /** Those that take what they get, or refuse a message now and then. */
  GOOD(64, 16),
  /** Those that are away or refuse everything. */
  BAD(16, 1);

  private final int slots;
  private final int perEndpointMax;

  Lane(int slots, int perEndpointMax) {
    this.slots = slots;
    this.perEndpointMax = perEndpointMax;
  }

  /** Attempts at work at once in this process. */
  int slots() {
    return slots;
  }

  /** Of these, for one endpoint. */
  int perEndpointMax() {
    return perEndpointMax;
  }

  static Lane of(boolean isGood) {
    return isGood ? GOOD : BAD;
  }
}
