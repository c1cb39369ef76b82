package laotie.fact;

import java.time.Instant;
import java.util.Objects;

/**
 * What became known of the past of a shop elsewhere: orders of another channel (渠道) that its host brought
 * along. They are no orders of the square and count in none of its sums.
 */
public sealed interface GrowthFact extends Fact {

  @Override
  default Area area() {
    return Area.GROWTH;
  }

  /**
   * A host's table told an order of his other channel, or told it anew; it happened when it was paid.
   *
   * @param orderId a salted hash of what the channel calls it
   * @param buyerId a salted hash of what the channel calls the buyer, of this shop and channel alone
   * @param revision the highest of an order stands, whatever arrives first
   */
  record HistoryOrderImported(
      String orderId, String channelId, String hostId, String buyerId, long revision, Past past)
      implements GrowthFact {
    @Override
    public String key() {
      return orderId;
    }
  }

  /**
   * What is known of such an order.
   *
   * @param isCredit true when it is no order and only gives {@code back} money
   * @param back what went back of it, at {@code backAt}; nothing when 0
   */
  record Past(boolean isCredit, Money gross, Money back, Instant backAt, boolean isWhollyBack) {
    public Past {
      Objects.requireNonNull(gross);
      Objects.requireNonNull(backAt);
    }
  }

  /** An order no longer counts with this buyer: its import was taken back, or a later table undid it. */
  record HistoryOrderWithdrawn(
      String orderId, String channelId, String hostId, String buyerId, long revision)
      implements GrowthFact {
    @Override
    public String key() {
      return orderId;
    }
  }

  /** All orders of a table were told. */
  record HistoryImported(
      String importId, String channelId, String hostId, long added, long changed, long withdrawn)
      implements GrowthFact {
    @Override
    public String key() {
      return importId;
    }
  }

  /** All that a table told was withdrawn. */
  record HistoryTakenBack(String importId, String channelId, String hostId) implements GrowthFact {
    @Override
    public String key() {
      return importId;
    }
  }
}
