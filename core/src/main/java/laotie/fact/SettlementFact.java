package laotie.fact;

/** What was decided about who gets what of paid orders. */
public sealed interface SettlementFact extends Fact {

  @Override
  default Area area() {
    return Area.SETTLEMENT;
  }

  /**
   * Everybody has his share of an order. A later refund or return settles it again: the fact with the
   * greatest revision holds, and its shares are whole, not differences.
   *
   * @param revision from 1
   * @param base the buyer's money that remained
   * @param subsidyMinor minor units that the platform added for its coupons
   * @param commissionMinor minor units that the platform took
   * @param suppliesMinor minor units that suppliers got
   */
  record OrderSettled(
      String orderId, String hostId, int revision, Money base, long subsidyMinor, long commissionMinor,
      long suppliesMinor) implements SettlementFact {
    @Override
    public String key() {
      return orderId;
    }
  }
}
