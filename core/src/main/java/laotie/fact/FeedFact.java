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

  /** What can be shown. */
  enum Item {
    ROOM,
    SHOW,
    CLIP,
    HOST,
    PRODUCT
  }
}
