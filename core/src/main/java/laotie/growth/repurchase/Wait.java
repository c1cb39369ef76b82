package laotie.growth.repurchase;

/**
 * Buyers whose time since the first purchase ended after the same number of days.
 *
 * @param returned they bought again on that day
 * @param watched they had not bought again when that many days had passed: what comes is not known
 */
public record Wait(long returned, long watched) {

  static final Wait NONE = new Wait(0, 0);

  Wait plus(Wait other) {
    return new Wait(Math.addExact(returned, other.returned), Math.addExact(watched, other.watched));
  }
}
