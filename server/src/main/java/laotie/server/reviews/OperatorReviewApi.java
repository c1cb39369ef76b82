package laotie.server.reviews;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import laotie.server.http.Bodies;
import laotie.server.http.Idempotent;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.log.Database;
import laotie.server.reviews.ReviewDeskApi.WordsBody;
import laotie.server.reviews.ReviewViews.View;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reports and appeals, and what operators do about them. */
@Path("/api/v1/operator/reviews")
@RunOnVirtualThread
@Tag(name = "reviews")
public class OperatorReviewApi {

  private final Database database;
  private final ReviewCases cases;
  private final ReviewViews views;
  private final Who who;

  OperatorReviewApi(Database database, ReviewCases cases, ReviewViews views, Who who) {
    this.database = database;
    this.cases = cases;
    this.views = views;
    this.who = who;
  }

  /** What was reported or appealed and waits, the oldest first; {@code hidden}: what is out of sight. */
  @GET
  public Page<View> list(
      @QueryParam("hidden") @DefaultValue("false") boolean isHidden,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    String operatorId = who.require(Role.OPERATOR).accountId();
    ListStore.Slice slice = ReviewViews.slice(after, isHidden ? Long.MAX_VALUE : 0, limit);
    List<ReviewRow> rows = database.read(connection -> isHidden
        ? ListStore.hidden(connection, slice) : ListStore.toDecide(connection, slice));
    return ReviewViews.byNumber(views.whole(operatorId, rows), rows, limit);
  }

  /** Takes a review from sight; its author reads the words. */
  @POST
  @Path("/{reviewId}/hide")
  @Idempotent
  public void hide(@PathParam("reviewId") String reviewId, WordsBody body) {
    String operatorId = who.require(Role.OPERATOR).accountId();
    cases.hide(operatorId, Input.id("review", reviewId), words(body));
  }

  /** Shows it again; its author reads the words. */
  @POST
  @Path("/{reviewId}/restore")
  @Idempotent
  public void restore(@PathParam("reviewId") String reviewId, WordsBody body) {
    String operatorId = who.require(Role.OPERATOR).accountId();
    cases.restore(operatorId, Input.id("review", reviewId), words(body));
  }

  /** Leaves it as it is: what was said against it, or for it, was looked at. */
  @POST
  @Path("/{reviewId}/keep")
  @Idempotent
  public void keep(@PathParam("reviewId") String reviewId, WordsBody body) {
    String operatorId = who.require(Role.OPERATOR).accountId();
    cases.keep(operatorId, Input.id("review", reviewId), words(body));
  }

  private static String words(WordsBody body) {
    return ReviewApi.words("/words", Bodies.present(body).words(), 1, ReviewCases.WORDS_MAX);
  }
}
