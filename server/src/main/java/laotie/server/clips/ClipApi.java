package laotie.server.clips;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Objects;
import laotie.clips.Draft;
import laotie.live.Chat;
import laotie.server.http.Bodies;
import laotie.server.http.Idempotent;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Clips: their hosts make, change, show and withdraw them; everybody sees those that are shown. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "clips")
public class ClipApi {

  private final Makers makers;
  private final Gallery gallery;
  private final Studio studio;
  private final Workbench workbench;

  ClipApi(Makers makers, Gallery gallery, Studio studio, Workbench workbench) {
    this.makers = makers;
    this.gallery = gallery;
    this.studio = studio;
    this.workbench = workbench;
  }

  /** A product and the moment from which it appears. */
  record CardBody(String productId, long fromMs) {
    CardBody {
      productId = Bodies.text(productId);
    }
  }

  /**
   * A clip that is wanted: either of an upload, or the explanation of a card of a show.
   *
   * @param publishes true shows it as soon as it is ready
   */
  record Wanted(
      String uploadId, String showId, String cardId, String caption, List<CardBody> cards,
      String sourcesProductId, boolean publishes) {
    Wanted {
      uploadId = Bodies.text(uploadId);
      showId = Bodies.text(showId);
      cardId = Bodies.text(cardId);
      caption = Bodies.text(caption);
      cards = cards == null ? List.of() : cards.stream().filter(Objects::nonNull).toList();
      sourcesProductId = Bodies.text(sourcesProductId);
    }
  }

  /** What a host writes about a clip. */
  record Words(String caption, List<CardBody> cards, String sourcesProductId) {
    Words {
      caption = Bodies.text(caption);
      cards = cards == null ? List.of() : cards.stream().filter(Objects::nonNull).toList();
      sourcesProductId = Bodies.text(sourcesProductId);
    }
  }

  @POST
  @Path("/clips")
  @Idempotent
  @ResponseStatus(201)
  public Clips.ClipView make(Wanted wanted) {
    Bodies.present(wanted);
    if (wanted.uploadId().isEmpty() == wanted.showId().isEmpty()) {
      throw Problem.field("/uploadId", "either an upload or a show with a card");
    }
    String clipId = wanted.uploadId().isEmpty()
        ? workbench.cut(Input.id("show", wanted.showId()), Input.id("card", wanted.cardId()),
            Chat.tidy(wanted.caption()))
        : workbench.make(Input.id("upload", wanted.uploadId()),
            draft(new Words(wanted.caption(), wanted.cards(), wanted.sourcesProductId())),
            wanted.publishes());
    return own(clipId);
  }

  @GET
  @Path("/clips/{clipId}")
  public Clips.ClipView read(@PathParam("clipId") String clipId) {
    ClipStore.Row clip = find(clipId);
    boolean isMaker = makers.isMaker(clip.hostId());
    if (!isMaker && !gallery.isShown(clip)) {
      throw Problem.notFound("clip", clipId);
    }
    return gallery.view(clip, new Gallery.Glance(makers.viewerId(), isMaker));
  }

  @PUT
  @Path("/clips/{clipId}")
  public Clips.ClipView edit(@PathParam("clipId") String clipId, Words words) {
    studio.edit(mine(clipId), draft(Bodies.present(words)));
    return own(clipId);
  }

  @POST
  @Path("/clips/{clipId}/publication")
  public Clips.ClipView publish(@PathParam("clipId") String clipId) {
    studio.publish(mine(clipId).clipId());
    return own(clipId);
  }

  /** Takes it off the square; its host may bring it back for seven days, unless an operator did this. */
  @DELETE
  @Path("/clips/{clipId}")
  public void withdraw(@PathParam("clipId") String clipId) {
    ClipStore.Row clip = find(clipId);
    String actorId = makers.requireMember().accountId();
    boolean isMaker = makers.isMaker(clip.hostId());
    if (!isMaker && !makers.isStaff()) {
      throw Problem.notFound("clip", clipId);
    }
    studio.withdraw(clipId, actorId, !isMaker);
    workbench.drop(clip);
  }

  /** Undoes a withdrawal. */
  @DELETE
  @Path("/clips/{clipId}/withdrawal")
  public Clips.ClipView bringBack(@PathParam("clipId") String clipId) {
    studio.bringBack(mine(clipId).clipId());
    return own(clipId);
  }

  /** Published ones, the newest first; {@code all} shows their host every one. */
  @GET
  @Path("/hosts/{hostId}/clips")
  public Page<Clips.ClipView> ofHost(
      @PathParam("hostId") String hostId, @QueryParam("all") @DefaultValue("false") boolean all,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    int size = Page.limit(limit);
    if (all) {
      makers.require(Input.id("host", hostId));
    }
    List<Clips.ClipView> clips = gallery.ofHost(Input.id("host", hostId),
        new Gallery.Glance(makers.viewerId(), all), Input.maybeId("/after", after), size);
    return new Page<>(clips, clips.size() == size ? clips.getLast().clipId() : "");
  }

  /** What was explained in a show of one's own, and whether a clip can be cut of it. */
  @GET
  @Path("/shows/{showId}/explanations")
  public Page<Workbench.Explained> explained(@PathParam("showId") String showId) {
    return new Page<>(workbench.explained(Input.id("show", showId)), "");
  }

  private static Draft draft(Words words) {
    return new Draft(Chat.tidy(words.caption()),
        words.cards().stream().map(card ->
            new Draft.Card(Input.id("product", card.productId()), card.fromMs())).toList(),
        Input.maybeId("/sourcesProductId", words.sourcesProductId()));
  }

  private ClipStore.Row find(String clipId) {
    return gallery.find(Input.id("clip", clipId)).orElseThrow(() -> Problem.notFound("clip", clipId));
  }

  private ClipStore.Row mine(String clipId) {
    ClipStore.Row clip = find(clipId);
    makers.requireOwn(clip.hostId(), "clip", clipId);
    return clip;
  }

  private Clips.ClipView own(String clipId) {
    return gallery.view(find(clipId), new Gallery.Glance(makers.viewerId(), true));
  }
}
