package laotie.server.clips;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import laotie.fact.Origin;
import laotie.server.goods.Goods;
import laotie.server.live.Live;
import laotie.server.log.Target;

/** The door of clips: which there are, how they look, who views one and where from. */
@Singleton
public final class Clips {

  /** How old the list of what is published may be; the same list serves every viewer. */
  private static final Duration PUBLISHED_AGE_MAX = Duration.ofSeconds(2);

  private final Gallery gallery;
  private final Views views;
  private final Explanations explanations;
  private final LoadingCache<Integer, List<Brief>> published;

  Clips(Gallery gallery, Views views, Explanations explanations) {
    this.gallery = gallery;
    this.views = views;
    this.explanations = explanations;
    this.published = Caffeine.newBuilder().maximumSize(10).expireAfterWrite(PUBLISHED_AGE_MAX)
        .build(gallery::published);
  }

  /** One view of a clip, and where its viewer came from. */
  public record ViewRef(
      String viewId, String viewerId, String clipId, String hostId, Origin origin, Instant openedAt) {}

  /**
   * A clip as the feed chooses among them.
   *
   * @param opensLately views of the last 24 hours
   */
  public record Brief(String clipId, String hostId, Instant publishedAt, long opensLately) {}

  /** How far a clip has come; others than its host see published ones only. */
  public enum Status {
    PROCESSING,
    READY,
    PUBLISHED,
    FAILED,
    WITHDRAWN
  }

  /** A product that appears in a clip {@code fromMs} milliseconds after its beginning. */
  public record CardView(long fromMs, Goods.ProductView product) {}

  /**
   * A clip as pages show it.
   *
   * @param coverUrl address of its cover, and {@code videoUrl} of its video; empty until it is ready
   * @param progress 0..1 while it is processed
   * @param failure the code of why it failed
   * @param isLiked by the one who asks
   */
  public record ClipView(
      String clipId, String hostId, Live.HostBrief host, String caption, String coverUrl, String videoUrl,
      int width, int height, long lengthMs, Status status, Optional<Double> progress,
      Optional<String> failure, Optional<Instant> publishedAt, List<CardView> cards,
      Optional<String> sourcesProductId, Optional<String> showId, long likes, long comments, long shares,
      long views, boolean isLiked) {
    public ClipView {
      cards = List.copyOf(cards);
    }
  }

  /** The view, or empty when there is none of this id. */
  public Optional<ViewRef> viewOf(String viewId) {
    return views.view(viewId);
  }

  /** Published clips, the newest first; at most some seconds old. */
  public List<Brief> published(int limit) {
    return published.get(limit);
  }

  /** Published clips in the order asked, in the eyes of a viewer who may be nobody; others are left out. */
  public List<ClipView> views(Collection<String> clipIds, String viewerId) {
    return gallery.visible(clipIds, viewerId);
  }

  /** Published clips of a host, the newest first. */
  public List<ClipView> ofHost(String hostId, String viewerId, int limit) {
    return gallery.ofHost(hostId, new Gallery.Glance(viewerId, false), "", limit);
  }

  /** Published clips that tell where a product comes from, the newest first. */
  public List<ClipView> sourcing(String productId, String viewerId) {
    return gallery.sourcing(productId, viewerId);
  }

  /** Where facts of pins go: clips are cut from what was explained. */
  public Target explained() {
    return explanations::apply;
  }
}
