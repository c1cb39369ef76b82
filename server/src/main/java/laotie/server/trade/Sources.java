package laotie.server.trade;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import laotie.fact.Channel;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.server.http.Marks;

/**
 * Says where an order comes from: the view it names, when that view is the buyer's, of this host and not
 * older than a day; else nowhere ({@code offlive}).
 */
@Singleton
final class Sources {

  private final Instance<Views> views;
  private final CurrentVertxRequest request;
  private final Marks marks;

  Sources(Instance<Views> views, CurrentVertxRequest request, Marks marks) {
    this.views = views;
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
    if (!viewId.isEmpty() && views.isResolvable()) {
      var view = views.get().viewOf(viewId)
          .filter(known -> known.viewerId().equals(buyerId) && known.hostId().equals(hostId));
      if (view.isPresent()) {
        return new Source(view.get().showId(), view.get().viewId(), view.get().origin());
      }
    }
    RoutingContext context = request.getCurrent();
    return new Source("", "", new Origin("", Channel.SEARCH, Relation.STRANGER,
        marks.deviceHash(context), marks.networkHash(context)));
  }
}
