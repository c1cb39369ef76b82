package laotie.server.clips;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Origin;
import laotie.server.goods.Goods;
import laotie.server.live.Live;

/** The door of clips: which there are, who views one and where from. */
@Singleton
public final class Clips {

  /** One view of a clip, and where its viewer came from. */
  public record ViewRef(
      String viewId, String viewerId, String clipId, String hostId, Origin origin, Instant openedAt) {}

  /**
   * A clip as the feed chooses among them.
   *
   * @param opensLately views of the last 24 hours
   */
  public record Brief(String clipId, String hostId, Instant publishedAt, long opensLately) {}

  public Optional<ViewRef> viewOf(String viewId) {
    return Optional.empty();
  }

  /** A product that appears in a clip {@code fromMs} milliseconds after its beginning. */
  public record CardView(long fromMs, Goods.ProductView product) {}

  /** A clip as a viewer sees it. */
  public record ClipView(
      String clipId, String hostId, Live.HostBrief host, String caption, String coverUrl,
      String videoUrl, int width, int height, long lengthMs, String status,
      Optional<Instant> publishedAt, List<CardView> cards, Optional<String> sourcesProductId,
      Optional<String> showId, long likes, long comments, long shares, long views, boolean isLiked) {}

  /** Published clips, the newest first. */
  public List<Brief> published(int limit) {
    return List.of();
  }

  /** Published clips in the eyes of a viewer ({@code viewerId} may be empty); others are left out. */
  public Map<String, ClipView> views(Collection<String> clipIds, String viewerId) {
    return Map.of();
  }
}
