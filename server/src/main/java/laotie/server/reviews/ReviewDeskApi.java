package laotie.server.reviews;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import laotie.reviews.Report;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.Idempotent;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.log.Database;
import laotie.server.reviews.ReviewViews.View;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is said to reviews: a host's answers, reports, appeals. */
@Path("/api/v1/reviews")
@RunOnVirtualThread
@Tag(name = "reviews")
public class ReviewDeskApi {

  private final Database database;
  private final Desks desks;
  private final ReviewViews views;
  private final Who who;
  private final InstantSource clock;

  ReviewDeskApi(Database database, Desks desks, ReviewViews views, Who who, InstantSource clock) {
    this.database = database;
    this.desks = desks;
    this.views = views;
    this.who = who;
    this.clock = clock;
  }

  /** What answers and cases go through. */
  @Singleton
  record Desks(ReviewBook book, ReviewCases cases, Shop shop) {}

  /** Words of a host, an author or an operator. */
  record WordsBody(String words) {
    WordsBody {
      words = Bodies.text(words);
    }
  }

  /** A report: a code of {@link Report} and words, which {@code OTHER} needs. */
  record ReportBody(String reason, String words) {
    ReportBody {
      reason = Bodies.text(reason);
      words = Bodies.text(words);
    }
  }

  /** Reviews of a host's goods, the newest first; {@code waiting} leaves out those with an answer. */
  @GET
  @Path("/of-host/{hostId}")
  public Page<View> ofHost(
      @PathParam("hostId") String hostId, @QueryParam("waiting") @DefaultValue("false") boolean isWaiting,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    Caller caller = who.requireMember();
    if (!desks.shop().people().mayActFor(caller, hostId)) {
      throw Problem.notFound("host", hostId);
    }
    ListStore.Slice slice = ReviewViews.slice(after, Long.MAX_VALUE, limit);
    List<ReviewRow> rows =
        database.read(connection -> ListStore.ofHost(connection, hostId, isWaiting, slice));
    return ReviewViews.byNumber(views.whole(caller.accountId(), rows), rows, limit);
  }

  /** The host's answer; a second one takes the place of the first. */
  @PUT
  @Path("/{reviewId}/reply")
  public View reply(@PathParam("reviewId") String reviewId, WordsBody body) {
    Caller caller = who.requireMember();
    String words = ReviewApi.words("/words", Bodies.present(body).words(), 1, ReviewBook.REPLY_MAX);
    ReviewRow row = desks.book().reply(caller, Input.id("review", reviewId), words);
    return views.whole(caller.accountId(), List.of(row)).getFirst();
  }

  /** Says that a review should not stand. */
  @POST
  @Path("/{reviewId}/reports")
  @Idempotent
  public void report(@PathParam("reviewId") String reviewId, ReportBody body) {
    String accountId = who.requireMember().accountId();
    Report reason = reason(Bodies.present(body).reason());
    String words = ReviewApi.words(
        "/words", body.words(), reason == Report.OTHER ? 1 : 0, ReviewCases.WORDS_MAX);
    desks.cases().report(Input.id("review", reviewId), new CaseStore.Told(
        reason, words, accountId, clock.instant().truncatedTo(ChronoUnit.MICROS)));
  }

  private static Report reason(String code) {
    for (Report reason : Report.values()) {
      if (reason.name().equals(code)) {
        return reason;
      }
    }
    throw Problem.field("/reason", "one of " + List.of(Report.values()));
  }

  /** The author of a hidden review asks to look again. */
  @POST
  @Path("/{reviewId}/appeal")
  @Idempotent
  public void appeal(@PathParam("reviewId") String reviewId, WordsBody body) {
    String words = ReviewApi.words("/words", Bodies.present(body).words(), 1, ReviewCases.WORDS_MAX);
    desks.cases().appeal(who.requireMember().accountId(), Input.id("review", reviewId), words);
  }

  /** What was done about a review, for its author and operators; reports for operators. */
  @GET
  @Path("/{reviewId}/case")
  public ReviewCases.Case caseOf(@PathParam("reviewId") String reviewId) {
    return desks.cases().caseOf(who.requireMember(), Input.id("review", reviewId));
  }
}
