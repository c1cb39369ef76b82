package laotie.server.live;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import laotie.live.Muting;
import laotie.live.Show;
import laotie.server.http.Bodies;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.log.Database;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The words of a show, and the keeping of order among them. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "live")
public class ModerationApi {

  private final Actors actors;
  private final Who who;
  private final Moderation moderation;
  private final Database database;
  private final ChatStore store;

  ModerationApi(Actors actors, Who who, Moderation moderation, Database database, ChatStore store) {
    this.actors = actors;
    this.who = who;
    this.moderation = moderation;
    this.database = database;
    this.store = store;
  }

  /** How long somebody is to be silent, from now. */
  record Silence(long seconds) {}

  /** Until when he is. */
  record Muted(String accountId, Instant until) {}

  /** A line of the chat. */
  record Line(
      String messageId, long seq, Frame.Author account, String text, boolean isIntent, Instant at) {}

  /** What was said in a show, newest first. */
  @GET
  @Path("/shows/{showId}/messages")
  public Page<Line> messages(
      @PathParam("showId") String showId,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    Show show = actors.show(showId);
    int size = Page.limit(limit);
    List<ChatStore.Message> found = database.read(connection ->
        store.messages(connection, show.head().showId(), before(after), size));
    String next = found.size() < size ? "" : Long.toString(found.getLast().seq());
    return new Page<>(found.stream().map(ModerationApi::line).toList(), next);
  }

  private static Line line(ChatStore.Message message) {
    return new Line(message.messageId(), message.seq(), message.account(), message.text(),
        message.isIntent(), message.at());
  }

  private static long before(String after) {
    try {
      return after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
    } catch (NumberFormatException wrong) {
      throw Problem.field("/after", "the next of a page before");
    }
  }

  @DELETE
  @Path("/shows/{showId}/messages/{messageId}")
  public void delete(@PathParam("showId") String showId, @PathParam("messageId") String messageId) {
    Show show = actors.actable(showId);
    moderation.delete(show.head(), Input.id("message", messageId), who.requireMember());
  }

  @PUT
  @Path("/rooms/{roomId}/mutes/{accountId}")
  public Muted mute(
      @PathParam("roomId") String roomId, @PathParam("accountId") String accountId, Silence silence) {
    Muting.Wish wish = actors.muting(roomId, accountId);
    long seconds = Bodies.present(silence).seconds();
    if (seconds < 1 || seconds > Muting.SPAN_MAX.toSeconds()) {
      throw Problem.field("/seconds", "1.." + Muting.SPAN_MAX.toSeconds());
    }
    return new Muted(accountId, moderation.mute(wish, Duration.ofSeconds(seconds)));
  }

  @DELETE
  @Path("/rooms/{roomId}/mutes/{accountId}")
  public void unmute(@PathParam("roomId") String roomId, @PathParam("accountId") String accountId) {
    moderation.unmute(actors.muting(roomId, accountId));
  }
}
