package laotie.server.live;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import laotie.live.Chat;
import laotie.live.Show;
import laotie.server.http.Bodies;
import laotie.server.http.Idempotent;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Shows: announced, started, ended. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "live")
public class ShowApi {

  private final Who who;
  private final Actors actors;
  private final Shows shows;
  private final Neighbours neighbours;
  private final RoomNews news;
  private final Circle live;

  ShowApi(Who who, Actors actors, Board board) {
    this.who = who;
    this.actors = actors;
    this.shows = board.shows();
    this.neighbours = board.neighbours();
    this.news = board.news();
    this.live = board.circle();
  }

  /** Shows, and who is told of them. */
  @Singleton
  record Board(Shows shows, Neighbours neighbours, RoomNews news, Circle circle) {}

  /** A show to plan; without {@code startsAt} it is meant to start at once and nobody is told yet. */
  record Wanted(String title, String coverUrl, Optional<Instant> startsAt) {
    Wanted {
      title = Bodies.text(title);
      coverUrl = Bodies.text(coverUrl);
      startsAt = startsAt == null ? Optional.empty() : startsAt;
    }
  }

  /** A show's new title and cover. */
  record Edited(String title, String coverUrl) {
    Edited {
      title = Bodies.text(title);
      coverUrl = Bodies.text(coverUrl);
    }
  }

  @POST
  @Path("/shows")
  @Idempotent
  @ResponseStatus(201)
  public Live.ShowView plan(Wanted wanted) {
    String hostId = who.require(Role.HOST).accountId();
    Wanted body = Bodies.present(wanted);
    return shows.plan(new Shows.Plan(
        hostId, title(body.title()), Input.maybePicture("/coverUrl", body.coverUrl()), body.startsAt()));
  }

  @PUT
  @Path("/shows/{showId}")
  public Live.ShowView edit(@PathParam("showId") String showId, Edited edited) {
    actors.actable(showId);
    Edited body = Bodies.present(edited);
    Live.ShowView show =
        shows.edit(showId, title(body.title()), Input.maybePicture("/coverUrl", body.coverUrl()));
    news.show(show);
    return show;
  }

  @POST
  @Path("/shows/{showId}/start")
  public Live.ShowView start(@PathParam("showId") String showId) {
    actors.actable(showId);
    Live.ShowView show = shows.start(showId);
    news.show(show);
    return show;
  }

  @POST
  @Path("/shows/{showId}/end")
  public Live.ShowView end(@PathParam("showId") String showId) {
    actors.actable(showId);
    Live.ShowView show = shows.end(showId);
    news.show(show);
    return show;
  }

  @GET
  @Path("/shows/{showId}")
  public Live.ShowView show(@PathParam("showId") String showId) {
    Live.ShowView show = shows.view(shows.show(Input.id("show", showId)));
    String viewerId = actors.viewerId();
    return show.followedBy(neighbours.isFollowed(viewerId, show.host().hostId()))
        .reservedBy(live.reservedBy(viewerId).contains(showId));
  }

  /** Newest first; drafts only for the host and his assistants. */
  @GET
  @Path("/hosts/{hostId}/shows")
  public Page<Live.ShowView> ofHost(
      @PathParam("hostId") String hostId,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    neighbours.host(Input.id("host", hostId));
    String last = Input.maybeId("/after", after);
    int size = Page.limit(limit);
    List<Show> found = shows.ofHost(hostId, last, size);
    boolean isActor = actors.isActor(hostId);
    boolean isFollowed = neighbours.isFollowed(actors.viewerId(), hostId);
    Set<String> reserved = live.reservedBy(actors.viewerId());
    String next = found.size() < size ? "" : found.getLast().head().showId();
    return new Page<>(found.stream().filter(show -> isActor || !(show instanceof Show.Draft))
        .map(show -> shows.view(show).followedBy(isFollowed)
            .reservedBy(reserved.contains(show.head().showId()))).toList(), next);
  }

  private static String title(String raw) {
    String title = Chat.tidy(raw);
    int characters = title.codePointCount(0, title.length());
    if (characters < 1 || characters > Show.TITLE_CHARACTERS_MAX) {
      throw Problem.field("/title", "a title has 1.." + Show.TITLE_CHARACTERS_MAX + " characters");
    }
    return title;
  }
}
