package laotie.fact;

/** What buyers said of what they bought, and what became of it. The words themselves are no part of it. */
public sealed interface ReviewsFact extends Fact {

  @Override
  default Area area() {
    return Area.REVIEWS;
  }

  String reviewId();

  @Override
  default String key() {
    return reviewId();
  }

  /**
   * A buyer reviewed a line of an order that reached him.
   *
   * @param stars 1 to 5
   */
  record ReviewWritten(
      String reviewId, String orderId, String skuId, String productId, String hostId, String buyerId,
      int stars) implements ReviewsFact {}

  /** He changed it. */
  record ReviewEdited(String reviewId, String productId, String hostId, String buyerId, int stars)
      implements ReviewsFact {}

  /** The host answered, or changed his answer. */
  record ReviewAnswered(String reviewId, String productId, String hostId, String buyerId)
      implements ReviewsFact {}

  /**
   * Somebody thinks that it should not stand.
   *
   * @param reason a code of the closed list, such as {@code ABUSE}
   */
  record ReviewReported(String reviewId, String productId, String hostId, String reporterId, String reason)
      implements ReviewsFact {}

  /** An operator took it from sight, with words for its author. */
  record ReviewHidden(String reviewId, String productId, String hostId, String buyerId, String operatorId)
      implements ReviewsFact {}

  /** Its author asks to look again. */
  record ReviewAppealed(String reviewId, String productId, String hostId, String buyerId)
      implements ReviewsFact {}

  /** It is shown again. */
  record ReviewRestored(String reviewId, String productId, String hostId, String buyerId, String operatorId)
      implements ReviewsFact {}
}
