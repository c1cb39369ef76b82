package laotie.fact;

import java.util.List;

/** What happened to short videos (短视频). */
public sealed interface ClipsFact extends Fact {

  @Override
  default Area area() {
    return Area.CLIPS;
  }

  /**
   * A host showed a clip to the square.
   *
   * @param showId the show it was cut from, or empty for an upload
   * @param productIds the products of its cards, in their order
   * @param sourcesProductId the product whose origin it tells of, or empty
   * @param lengthMillis milliseconds of video, > 0
   */
  record ClipPublished(
      String clipId, String hostId, String showId, List<String> productIds, String sourcesProductId,
      long lengthMillis)
      implements ClipsFact {
    public ClipPublished {
      productIds = List.copyOf(productIds);
    }

    @Override
    public String key() {
      return clipId;
    }
  }

  /** A host or an operator took a clip off the square. */
  record ClipWithdrawn(String clipId, String hostId, String actorId) implements ClipsFact {
    @Override
    public String key() {
      return clipId;
    }
  }

  /** A viewer came upon a clip and it played: a view begins. */
  record ClipOpened(String viewId, String viewerId, String clipId, String hostId, Origin origin)
      implements ClipsFact {
    @Override
    public String key() {
      return clipId;
    }
  }

  /**
   * Somebody wrote under a clip. The words live in a row that can be erased.
   *
   * @param answersId the comment it answers, or empty
   * @param isIntent true when the words ask to buy (求链接)
   */
  record ClipCommented(
      String commentId, String answersId, String viewerId, String clipId, String hostId, String viewId,
      boolean isIntent)
      implements ClipsFact {
    @Override
    public String key() {
      return clipId;
    }
  }

  record ClipCommentDeleted(String commentId, String clipId, String hostId, String actorId)
      implements ClipsFact {
    @Override
    public String key() {
      return clipId;
    }
  }

  /** A viewer gave a clip his heart; once until he takes it back. */
  record ClipLiked(String viewerId, String clipId, String hostId, String viewId) implements ClipsFact {
    @Override
    public String key() {
      return clipId;
    }
  }

  record ClipUnliked(String viewerId, String clipId, String hostId) implements ClipsFact {
    @Override
    public String key() {
      return clipId;
    }
  }

  /** A viewer asked for a link of a clip to hand on. */
  record ClipShared(String viewerId, String clipId, String hostId, String viewId) implements ClipsFact {
    @Override
    public String key() {
      return clipId;
    }
  }
}
