package laotie.server.clips;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import laotie.fact.Origin;

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

  /** Published clips, the newest first. */
  public List<Brief> published(int limit) {
    return List.of();
  }
}
