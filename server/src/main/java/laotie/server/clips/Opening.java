package laotie.server.clips;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import laotie.fact.Channel;
import laotie.fact.Exposure;
import laotie.fact.Origin;
import laotie.fact.Pool;
import laotie.fact.Relation;
import laotie.live.Entrance;
import laotie.server.fans.Fans;
import laotie.server.http.Arrivals;
import laotie.server.http.Caller;
import laotie.server.http.Ids;
import laotie.server.http.Seal;

/** Begins views with where they came from, by the rules of rooms; and seals the links of shares. */
@Singleton
final class Opening {

  private final Views views;
  private final Fans fans;
  private final Seal seal;
  private final Arrivals arrivals;

  Opening(Views views, Fans fans, Seal seal, Arrivals arrivals) {
    this.views = views;
    this.fans = fans;
    this.seal = seal;
    this.arrivals = arrivals;
  }

  /** What the client says: the sealed showing or share that led here, or empty; the channel it claims. */
  record Wish(String token, Optional<Channel> claim) {}

  Clips.ViewRef open(RoutingContext request, Caller caller, ClipStore.Row clip, Wish wish) {
    Optional<Clips.ViewRef> current = views.current(caller.accountId(), clip.clipId());
    if (current.isPresent()) {
      views.seen(current.get());
      return current.get();
    }
    Relation relation = fans.relation(caller.accountId(), clip.hostId());
    Channel claimed = wish.claim().map(claim -> Entrance.believed(claim, relation))
        .orElse(Entrance.UNEXPLAINED);
    Origin origin = arrivals.of(request, new Arrivals.Arrival(
        caller.accountId(), clip.hostId(), relation, wish.token(), claimed));
    Clips.ViewRef view = new Clips.ViewRef(
        Ids.next("view"), caller.accountId(), clip.clipId(), clip.hostId(), origin, views.now());
    views.open(view);
    return view;
  }

  /** What a shared link carries: a showing by nobody's feed that leads anyone here as a stranger's share. */
  String share(ClipStore.Row clip) {
    return seal.sign(new Exposure(
        "", "", clip.hostId(), Pool.PUBLIC, Channel.STRANGER_SHARE, views.now()).line());
  }
}
