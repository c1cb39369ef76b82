package laotie.server.notices;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.server.http.Bodies;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.log.Database;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the caller was told, and his bell. Reading twice is reading once. */
@Path("/api/v1/me/notices")
@RunOnVirtualThread
@Tag(name = "notices")
public class NoticesApi {

  private final Who who;
  private final Database database;
  private final InstantSource clock;

  NoticesApi(Who who, Database database, InstantSource clock) {
    this.who = who;
    this.database = database;
    this.clock = clock;
  }

  /** One thing told; {@code path} leads there and {@code names} fill the sentence of the kind. */
  record Told(
      String noticeId, Notices.Kind kind, Optional<String> hostId, String words, String path,
      Map<String, String> names, Instant at, boolean isRead) {}

  /** A page of what was told, and how much of all is unread (at most 100 are counted). */
  record TellPage(List<Told> items, String next, int unread) {}

  record Count(int count) {}

  /** The last notice that was seen. */
  record Seen(String upTo) {
    Seen {
      upTo = Bodies.text(upTo);
    }
  }

  @GET
  public TellPage mine(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    String accountId = who.require().accountId();
    int size = Page.limit(limit);
    String last = Input.maybeId("/after", after);
    return database.read(connection -> {
      List<NoticeStore.Row> rows = NoticeStore.ofAccount(connection, accountId, last, size + 1);
      boolean isMore = rows.size() > size;
      List<NoticeStore.Row> shown = isMore ? rows.subList(0, size) : rows;
      return new TellPage(shown.stream().map(NoticesApi::told).toList(),
          isMore ? shown.getLast().noticeId() : "", NoticeStore.unread(connection, accountId));
    });
  }

  @GET
  @Path("unread")
  public Count unread() {
    String accountId = who.require().accountId();
    return new Count(database.read(connection -> NoticeStore.unread(connection, accountId)));
  }

  /** Marks everything up to a notice as read. */
  @POST
  @Path("read")
  public Count read(Seen bodyOrNull) {
    String accountId = who.require().accountId();
    Seen body = Bodies.present(bodyOrNull);
    if (!Bodies.isId(body.upTo())) {
      throw Problem.field("/upTo", "is no id");
    }
    return new Count(database.write(connection -> {
      NoticeStore.read(connection, accountId, body.upTo(), clock.instant());
      return NoticeStore.unread(connection, accountId);
    }));
  }

  /** Notes that somebody went where a notice leads. */
  @POST
  @Path("{noticeId}/open")
  public Count open(@PathParam("noticeId") String noticeId) {
    String accountId = who.require().accountId();
    String wanted = Input.id("notice", noticeId);
    return new Count(database.write(connection -> {
      if (!NoticeStore.open(connection, accountId, wanted, clock.instant())) {
        throw Problem.notFound("notice", wanted);
      }
      return NoticeStore.unread(connection, accountId);
    }));
  }

  private static Told told(NoticeStore.Row row) {
    return new Told(row.noticeId(), row.kind(),
        row.hostId().isEmpty() ? Optional.empty() : Optional.of(row.hostId()), row.words(), row.path(),
        row.names(), row.at(), row.isRead());
  }
}
