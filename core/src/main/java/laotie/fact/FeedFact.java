package laotie.fact;

/** What was shown to whom. */
public sealed interface FeedFact extends Fact {

  @Override
  default Area area() {
    return Area.FEED;
  }

  /**
   * One showing of an item to one viewer (曝光).
   *
   * @param item what was shown
   * @param itemId the room, show or clip
   * @param position place on the page, from 0
   * @param why the code of the words that stood beside it, such as {@code followed}
   */
  record ItemExposed(
      String exposureId,
      String viewerId,
      Item item,
      String itemId,
      String hostId,
      Pool pool,
      Channel channel,
      int position,
      String why)
      implements FeedFact {
    @Override
    public String key() {
      return itemId;
    }
  }

  /**
   * A host booked a promotion (推广): a show or clip is shown to strangers for money, with words that say so.
   *
   * @param item {@link Item#SHOW} or {@link Item#CLIP}
   * @param budget the most it may ever cost
   * @param priceMaxMinor minor units for 1,000 exposures above which it waits
   */
  record PromotionBooked(
      String promotionId, String hostId, Item item, String itemId, Money budget, long priceMaxMinor)
      implements FeedFact {
    @Override
    public String key() {
      return promotionId;
    }
  }

  /**
   * A promotion goes on, pauses or is over.
   *
   * @param to {@code RUNNING}, {@code PAUSED} or {@code ENDED}
   * @param actorId who moved it, or empty when its money was spent or its item was gone
   */
  record PromotionMoved(String promotionId, String hostId, String to, String actorId)
      implements FeedFact {
    @Override
    public String key() {
      return promotionId;
    }
  }

  /**
   * A promoted item was really seen by a stranger, and its host pays for that exposure; a flood.
   *
   * @param exposureId the showing in {@link ItemExposed}
   * @param priceMilli thousandths of a minor unit
   */
  record PromotionSeen(
      String exposureId, String promotionId, String viewerId, String hostId, String itemId, long priceMilli)
      implements FeedFact {
    @Override
    public String key() {
      return promotionId;
    }
  }

  /**
   * What was seen of a promotion since the last such fact, and what that costs its host.
   *
   * @param exposures those that counted
   * @param spentMilli their prices together, thousandths of a minor unit
   * @param charged whole minor units that were booked in the ledger; thousandths wait for the next time
   */
  record PromotionCharged(
      String promotionId, String hostId, long exposures, long spentMilli, Money charged)
      implements FeedFact {
    @Override
    public String key() {
      return promotionId;
    }
  }

  /** What can be shown. */
  enum Item {
    ROOM,
    SHOW,
    CLIP,
    HOST,
    PRODUCT
  }
}
