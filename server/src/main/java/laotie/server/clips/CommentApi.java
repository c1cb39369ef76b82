package laotie.server.clips;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import laotie.server.goods.Goods;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.HttpReason;
import laotie.server.http.Idempotent;
import laotie.server.http.Input;
import laotie.server.http.Marks;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.people.People;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Comments under clips, with their answers. */
@Path("/api/v1/clips/{clipId}/comments")
@RunOnVirtualThread
@Tag(name = "clips")
public class CommentApi {

  private final Who who;
  private final People people;
  private final Watching watching;
  private final Comments comments;
  private final Origin origin;

  CommentApi(Who who, People people, Watching watching, Comments comments, Origin origin) {
    this.who = who;
    this.people = people;
    this.watching = watching;
    this.comments = comments;
    this.origin = origin;
  }

  /** Where a request comes from. */
  @Singleton
  static final class Origin {
    private final CurrentVertxRequest request;
    private final Marks marks;

    Origin(CurrentVertxRequest request, Marks marks) {
      this.request = request;
      this.marks = marks;
    }

    String networkHash() {
      return marks.networkHash(request.getCurrent());
    }
  }

  /** A comment as it is sent; what it answers and the view it is said in may be left out. */
  record Wanted(String text, String answersId, String viewId) {
    Wanted {
      text = Bodies.text(text);
      answersId = Bodies.text(answersId);
      viewId = Bodies.text(viewId);
    }
  }

  /** Who says something. */
  record Author(String accountId, String name, boolean isHost, boolean isAssistant) {}

  /**
   * A comment as it is read.
   *
   * @param replies the first three, of a comment at the top
   * @param offer the card for what it asks, for the eyes of its writer alone
   */
  record Comment(
      String commentId, Author account, String text, boolean isIntent, Instant at,
      Optional<String> answersId, List<Comment> replies, long replyCount, boolean isMine,
      Optional<Offer> offer) {}

  /** A private card: this one? */
  record Offer(Goods.ProductView product) {}

  record Said(Comment comment, Optional<Offer> offer) {}

  /** The newest first, each with its first replies. */
  @GET
  public Page<Comment> list(
      @PathParam("clipId") String clipId, @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    int size = Page.limit(limit);
    ClipStore.Row clip = watching.shown(clipId);
    Comments.Threads threads = comments.threads(clipId, Input.maybeId("/after", after), size);
    Authors authors = authors(
        clip, Stream.concat(threads.tops().stream(), threads.replies().stream()).toList());
    List<Comment> items = new ArrayList<>();
    for (CommentStore.Row top : threads.tops()) {
      List<Comment> replies = threads.replies().stream()
          .filter(reply -> reply.rootId().equals(top.commentId()))
          .map(reply -> comment(reply, authors, List.of(), 0)).toList();
      items.add(comment(top, authors, replies, threads.replyCounts().getOrDefault(top.commentId(), 0L)));
    }
    return new Page<>(items, next(threads.tops(), size));
  }

  /** All that stands under a comment, the oldest first. */
  @GET
  @Path("/{commentId}/replies")
  public Page<Comment> replies(
      @PathParam("clipId") String clipId, @PathParam("commentId") String commentId,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    int size = Page.limit(limit);
    ClipStore.Row clip = watching.shown(clipId);
    comments.find(clipId, Input.id("comment", commentId));
    List<CommentStore.Row> replies =
        comments.replies(commentId, Input.maybeId("/after", after), size);
    Authors authors = authors(clip, replies);
    return new Page<>(replies.stream().map(reply -> comment(reply, authors, List.of(), 0)).toList(),
        next(replies, size));
  }

  @POST
  @Idempotent
  @ResponseStatus(201)
  public Said say(@PathParam("clipId") String clipId, Wanted wanted) {
    Caller caller = who.require();
    ClipStore.Row clip = watching.shown(clipId);
    Bodies.present(wanted);
    String name = Optional.ofNullable(people.persons(List.of(caller.accountId())).get(caller.accountId()))
        .map(People.Person::name).orElse("");
    boolean isCrew = people.mayActFor(caller, clip.hostId());
    Comments.Said said = comments.say(clip, new Comments.Writer(caller.accountId(), name, isCrew,
            caller.isGuest(), origin.networkHash()),
        new Comments.Words(wanted.text(), Input.maybeId("/answersId", wanted.answersId()),
            watching.ownView(wanted.viewId(), caller.accountId(), clipId)));
    Comment comment = comment(said.comment(), authors(clip, List.of(said.comment())), List.of(), 0);
    return new Said(comment, said.offer().map(Offer::new));
  }

  /** By whoever wrote it, the host of the clip and his assistants, and operators. */
  @DELETE
  @Path("/{commentId}")
  public void delete(@PathParam("clipId") String clipId, @PathParam("commentId") String commentId) {
    Caller caller = who.require();
    ClipStore.Row clip = watching.shown(clipId);
    CommentStore.Row comment = comments.find(clipId, Input.id("comment", commentId));
    boolean mayDelete = comment.writerId().equals(caller.accountId())
        || people.mayActFor(caller, clip.hostId()) || caller.is(Role.OPERATOR);
    if (!mayDelete) {
      throw Problem.of(HttpReason.FORBIDDEN, "only its writer and the host of the clip");
    }
    comments.delete(clip, comment, caller.accountId());
  }

  /** Whose comments they are, for the one who reads, and the cards that are his. */
  private record Authors(
      ClipStore.Row clip, Map<String, People.Person> persons, String readerId,
      Map<String, Goods.ProductView> offers) {}

  private Authors authors(ClipStore.Row clip, List<CommentStore.Row> rows) {
    String readerId = who.caller().map(Caller::accountId).orElse("");
    return new Authors(clip,
        people.persons(rows.stream().map(CommentStore.Row::writerId).distinct().toList()), readerId,
        comments.offers(clip, rows, readerId));
  }

  private Comment comment(
      CommentStore.Row row, Authors authors, List<Comment> replies, long replyCount) {
    String hostId = authors.clip().hostId();
    boolean isHost = row.writerId().equals(hostId);
    boolean isAssistant =
        !isHost && people.mayActFor(new Caller(row.writerId(), Set.of(), false), hostId);
    People.Person person = authors.persons().get(row.writerId());
    return new Comment(row.commentId(),
        new Author(row.writerId(), person == null ? "" : person.name(), isHost, isAssistant), row.text(),
        row.isIntent(), row.at(), row.answersId().isEmpty() ? Optional.empty()
            : Optional.of(row.answersId()), replies, replyCount,
        row.writerId().equals(authors.readerId()),
        Optional.ofNullable(authors.offers().get(row.commentId())).map(Offer::new));
  }

  private static String next(List<CommentStore.Row> rows, int size) {
    return rows.size() == size ? rows.getLast().commentId() : "";
  }
}
