package laotie.fact;

/** What people asked for (求链接), and what became of it. Words are never in a fact. */
public sealed interface IntentsFact extends Fact {

  @Override
  default Area area() {
    return Area.INTENTS;
  }

  /**
   * A comment was read as a question that a host should answer.
   *
   * @param commentId the message of a room or the comment of a clip
   * @param showId the show it was said in, or empty
   * @param clipId the clip it stands under, or empty
   * @param label the code of what it asks, such as {@code BUY} or {@code SIZE}
   * @param productId the product it means, or empty when none of the host's
   */
  record Asked(
      String commentId, String viewerId, String hostId, String showId, String clipId, String viewId,
      String label, String productId)
      implements IntentsFact {
    @Override
    public String key() {
      return hostId;
    }
  }

  /** The viewer was shown the card he seems to mean ("this one?"), for his eyes only. */
  record CardOffered(String commentId, String viewerId, String hostId, String productId)
      implements IntentsFact {
    @Override
    public String key() {
      return hostId;
    }
  }

  /**
   * A host or assistant answered a question.
   *
   * @param productId the product he pointed at, or empty for words alone
   */
  record Answered(String commentId, String viewerId, String hostId, String actorId, String productId)
      implements IntentsFact {
    @Override
    public String key() {
      return hostId;
    }
  }

  /**
   * A host or assistant said what a comment really meant.
   *
   * @param label what it asks, by the one who corrects
   * @param productId the product it means, by the one who corrects, or empty
   */
  record ReadingCorrected(
      String commentId, String hostId, String actorId, String wasLabel, String wasProductId,
      String label, String productId)
      implements IntentsFact {
    @Override
    public String key() {
      return hostId;
    }
  }

  /** Something that was asked for and not sold is sold now; those who asked were told. */
  record DemandMet(String demandId, String hostId, String productId, int told) implements IntentsFact {
    @Override
    public String key() {
      return hostId;
    }
  }

  /** A comment won the prize of its day. */
  record CommentOfTheDayChosen(String hostId, String commentId, String viewerId) implements IntentsFact {
    @Override
    public String key() {
      return hostId;
    }
  }
}
