package laotie.server.trade;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import laotie.fact.Channel;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.server.http.Marks;
import laotie.server.live.Live;

/**
 * Says where an order comes from: the view it names, when that view is the buyer's, of this host and not
 * older than a day; else nowhere ({@code offlive}).
 */
@Singleton
final class Sources {

  /** An order belongs to a view for this long after the entry (growth's attribution window). */
  private static final Duration ATTRIBUTION = Duration.ofHours(24);

  private final Live live;
  private final InstantSource clock;
  private final CurrentVertxRequest request;
  private final Marks marks;

  Sources(Live live, InstantSource clock, CurrentVertxRequest request, Marks marks) {
    this.live = live;
    this.clock = clock;
    this.request = request;
    this.marks = marks;
  }

  /**
   * Where an order comes from.
   *
   * @param showId empty for {@code offlive}
   */
  record Source(String showId, String viewId, Origin origin) {}

  Source of(String buyerId, String hostId, String viewId) {
    if (!viewId.isEmpty()) {
      Instant oldest = clock.instant().minus(ATTRIBUTION);
      Optional<Live.ViewRef> view = live.viewOf(viewId)
          .filter(known -> known.viewerId().equals(buyerId) && known.hostId().equals(hostId))
          .filter(known -> known.enteredAt().isAfter(oldest));
      if (view.isPresent()) {
        return new Source(view.get().showId(), view.get().viewId(), view.get().origin());
      }
    }
    RoutingContext context = request.getCurrent();
    return new Source("", "", new Origin("", Channel.SEARCH, Relation.STRANGER,
        marks.deviceHash(context), marks.networkHash(context)));
  }
}
