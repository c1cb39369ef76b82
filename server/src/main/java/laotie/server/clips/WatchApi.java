package laotie.server.clips;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import laotie.server.http.Bodies;
import laotie.server.http.Bounded;
import laotie.server.http.Caller;
import laotie.server.http.Idempotent;
import laotie.server.http.Input;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.video.Credit;
import laotie.video.VideoReason;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What viewers do with a clip: watch it, give it their heart, hand it on. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "clips")
public class WatchApi {

  private final Who who;
  private final CurrentVertxRequest request;
  private final Watching watching;
  private final Opening opening;
  private final Hearts hearts;

  WatchApi(Who who, CurrentVertxRequest request, Watching watching, Opening opening, Hearts hearts) {
    this.who = who;
    this.request = request;
    this.watching = watching;
    this.opening = opening;
    this.hearts = hearts;
  }

  /** Where the viewer came from: a sealed showing or share, or what the client says. */
  record From(String exposureId, String channel) {
    From {
      exposureId = Bodies.text(exposureId);
      channel = Bodies.text(channel);
    }
  }

  record Opened(String viewId) {}

  /** A beat of a player. */
  record Beat(Long seq, Long playedMs, Boolean visible, Boolean muted) {}

  /** What a beat was worth. */
  record Credited(long seq, long ms) {}

  /** In which view it happened, or empty. */
  record InView(String viewId) {
    InView {
      viewId = Bodies.text(viewId);
    }
  }

  record Liked(boolean isLiked, long likes) {}

  record Shared(String url) {}

  /** A view begins once the clip plays; called again soon, the same view goes on. */
  @POST
  @Path("/clips/{clipId}/views")
  @Bounded
  public Opened open(@PathParam("clipId") String clipId, From fromOrNull) {
    Caller caller = who.require();
    From from = fromOrNull == null ? new From("", "") : fromOrNull;
    return new Opened(opening.open(request.getCurrent(), caller, watching.shown(clipId),
        new Opening.Wish(from.exposureId(), Input.channel(from.channel()))).viewId());
  }

  @POST
  @Path("/clip-views/{viewId}/beats")
  public Credited beat(@PathParam("viewId") String viewId, Beat beat) {
    Caller caller = who.require();
    if (beat == null || beat.seq() == null || beat.seq() < 0) {
      throw Problem.field("/seq", "a number from 0 on is needed");
    }
    if (beat.playedMs() == null || beat.playedMs() < 0) {
      throw Problem.field("/playedMs", "milliseconds from 0 on are needed");
    }
    Clips.ViewRef view = watching.view(viewId)
        .filter(each -> each.viewerId().equals(caller.accountId()))
        .orElseThrow(() -> Problem.of(VideoReason.VIEW_UNKNOWN, "no view of yours of this id"));
    boolean isVisible = beat.visible() == null || beat.visible();
    boolean isMuted = beat.muted() != null && beat.muted();
    long ms = watching.credit(view, new Credit.Beat(beat.seq(), beat.playedMs(), isVisible, isMuted));
    return new Credited(beat.seq(), ms);
  }

  @PUT
  @Path("/clips/{clipId}/like")
  @Bounded
  public Liked like(@PathParam("clipId") String clipId, InView viewOrNull) {
    String viewerId = who.require().accountId();
    ClipStore.Row clip = watching.shown(clipId);
    return new Liked(true, hearts.give(clip, viewerId, ownView(viewOrNull, viewerId, clipId)));
  }

  @DELETE
  @Path("/clips/{clipId}/like")
  @Bounded
  public Liked unlike(@PathParam("clipId") String clipId) {
    String viewerId = who.require().accountId();
    return new Liked(false, hearts.takeBack(watching.shown(clipId), viewerId));
  }

  /** A link to hand on; it says that whoever comes by it came by a share. */
  @POST
  @Path("/clips/{clipId}/shares")
  @Bounded
  @Idempotent
  public Shared share(
      @PathParam("clipId") String clipId, InView viewOrNull, @Context UriInfo address) {
    String viewerId = who.require().accountId();
    ClipStore.Row clip = watching.shown(clipId);
    hearts.share(clip, viewerId, ownView(viewOrNull, viewerId, clipId));
    return new Shared(watching.publicUrl(address.getBaseUri()) + "/clip/" + clip.clipId() + "?from="
        + opening.share(clip));
  }

  private String ownView(InView viewOrNull, String viewerId, String clipId) {
    return viewOrNull == null ? "" : watching.ownView(viewOrNull.viewId(), viewerId, clipId);
  }
}
