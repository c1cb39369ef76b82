package laotie.sim.days;

import java.util.List;

/**
 * A buyer's request for an order. He repeats it with its key until he is answered.
 *
 * @param couponId the coupon he uses, or empty
 * @param expectedMinor what he was shown, minor units; {@link Long#MAX_VALUE} when he did not look
 */
record Call(
    String key, String buyerId, String hostId, List<Want> wants, Manner manner, String couponId,
    long expectedMinor) {

  /** So many units of one variant. */
  record Want(String skuId, int quantity) {}

  /** From the room or not, and the whole basket or what is there of it. */
  record Manner(boolean isInRoom, boolean isPartial) {}

  Call expecting(long minor) {
    return new Call(key, buyerId, hostId, wants, manner, couponId, minor);
  }
}
