package laotie.server.reviews;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import laotie.reviews.Draft;
import laotie.reviews.Rating;
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

/** Reading reviews, and writing them. */
@Path("/api/v1/reviews")
@RunOnVirtualThread
@Tag(name = "reviews")
public class ReviewApi {

  /** Products whose ratings are asked at once. */
  static final int RATINGS_MAX = 100;

  private final Database database;
  private final ReviewBook book;
  private final ReviewViews views;
  private final Who who;

  ReviewApi(Database database, ReviewBook book, ReviewViews views, Who who) {
    this.database = database;
    this.book = book;
    this.views = views;
    this.who = who;
  }

  /**
   * A review to be written or changed.
   *
   * @param orderId whose line it is; not read in a change, as {@code skuId}
   * @param stars 1 to 5
   * @param pictures ids of pictures sent to {@code /api/v1/pictures} before
   */
  record ReviewBody(String orderId, String skuId, int stars, String words, List<String> pictures) {
    ReviewBody {
      orderId = Bodies.text(orderId);
      skuId = Bodies.text(skuId);
      words = Bodies.text(words);
      pictures = pictures == null ? List.of()
          : pictures.stream().filter(Objects::nonNull).distinct().toList();
    }

    Draft draft() {
      if (stars < 1 || stars > Draft.STARS_MAX) {
        throw Problem.field("/stars", "1 to " + Draft.STARS_MAX);
      }
      if (pictures.size() > Draft.PICTURES_MAX || !pictures.stream().allMatch(Bodies::isId)) {
        throw Problem.field("/pictures", "at most " + Draft.PICTURES_MAX + " ids of pictures");
      }
      return new Draft(stars, ReviewApi.words("/words", words, 0, Draft.WORDS_MAX), pictures);
    }
  }

  /**
   * What reviews of a product add up to.
   *
   * @param averageHundredths 100 to 500; 0 without a review
   * @param counts of one star first
   */
  record RatingView(String productId, long count, long averageHundredths, List<Long> counts) {}

  /** A line of my order: whether I may review it, or what I wrote. */
  record LineView(
      String skuId, String productId, String title, String skuName, String pictureUrl, boolean isWritable,
      Optional<View> review) {}

  record UsefulView(int useful, boolean isUseful) {}

  /** The kept text; refuses one that is too short or long, or hides signs. */
  static String words(String pointer, String raw, int min, int max) {
    String kept = Draft.kept(Bodies.text(raw));
    Draft.faultOf(kept, min, max).ifPresent(fault -> {
      throw Problem.field(pointer, fault);
    });
    return kept;
  }

  /**
   * Reviews of a product that are in sight.
   *
   * @param sort {@code useful} puts the useful and the new first, {@code recent} the newest
   * @param stars only those with so many; 0 for all
   */
  @GET
  public Page<View> list(
      @QueryParam("productId") @DefaultValue("") String productId,
      @QueryParam("sort") @DefaultValue("useful") String sort,
      @QueryParam("stars") @DefaultValue("0") int stars,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    Input.id("product", productId);
    ListStore.Slice slice = ReviewViews.slice(after, Long.MAX_VALUE, limit);
    boolean isByRank = !sort.equals("recent");
    List<ReviewRow> rows = database.read(connection -> isByRank
        ? ListStore.byRank(connection, productId, stars, slice)
        : ListStore.byTime(connection, productId, stars, slice));
    List<View> shown = views.open(who.caller().map(Caller::accountId).orElse(""), rows);
    return isByRank ? ReviewViews.byRank(shown, rows, limit) : ReviewViews.byNumber(shown, rows, limit);
  }

  /** Ratings of up to a hundred products, in the order asked; ids with commas between. */
  @GET
  @Path("/ratings")
  public List<RatingView> ratings(@QueryParam("productIds") @DefaultValue("") String productIds) {
    List<String> ids = Arrays.stream(productIds.split(",")).filter(Bodies::isId).distinct().toList();
    if (ids.size() > RATINGS_MAX) {
      throw Problem.field("/productIds", "at most " + RATINGS_MAX);
    }
    Map<String, Rating> found =
        ids.isEmpty() ? Map.of() : database.read(connection -> ListStore.ratings(connection, ids));
    return ids.stream().map(id -> view(id, found.getOrDefault(id, Rating.NONE))).toList();
  }

  private static RatingView view(String productId, Rating rating) {
    return new RatingView(productId, rating.count(), rating.averageHundredths(), rating.counts());
  }

  /** The lines of my order. */
  @GET
  @Path("/of-order/{orderId}")
  public List<LineView> ofOrder(@PathParam("orderId") String orderId) {
    String buyerId = who.requireMember().accountId();
    return book.lines(buyerId, Input.id("order", orderId)).stream().map(line -> new LineView(
        line.of().skuId(), line.of().productId(), line.of().title(), line.of().skuName(),
        line.of().pictureUrl(), line.isWritable(),
        line.review().map(row -> views.whole(buyerId, List.of(row)).getFirst()))).toList();
  }

  /** What I wrote, the newest first. */
  @GET
  @Path("/mine")
  public Page<View> mine(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    String buyerId = who.requireMember().accountId();
    ListStore.Slice slice = ReviewViews.slice(after, Long.MAX_VALUE, limit);
    List<ReviewRow> rows = database.read(connection -> ListStore.ofBuyer(connection, buyerId, slice));
    return ReviewViews.byNumber(views.whole(buyerId, rows), rows, limit);
  }

  /** Reviews one line of an order that reached me. */
  @POST
  @Idempotent
  public Response write(ReviewBody body) {
    String buyerId = who.requireMember().accountId();
    ReviewBody wish = Bodies.present(body);
    Draft draft = wish.draft();
    ReviewRow row = book.write(buyerId, Input.id("order", wish.orderId()), wish.skuId(), draft);
    return Response.status(201).entity(views.whole(buyerId, List.of(row)).getFirst()).build();
  }

  /** Changes my review while that is possible. */
  @PUT
  @Path("/{reviewId}")
  public View edit(@PathParam("reviewId") String reviewId, ReviewBody body) {
    String buyerId = who.requireMember().accountId();
    ReviewRow row = book.edit(buyerId, Input.id("review", reviewId), Bodies.present(body).draft());
    return views.whole(buyerId, List.of(row)).getFirst();
  }

  /** It helped me. */
  @PUT
  @Path("/{reviewId}/useful")
  public UsefulView findUseful(@PathParam("reviewId") String reviewId) {
    return new UsefulView(
        book.find(who.requireMember().accountId(), Input.id("review", reviewId), true), true);
  }

  @DELETE
  @Path("/{reviewId}/useful")
  public UsefulView findNot(@PathParam("reviewId") String reviewId) {
    return new UsefulView(
        book.find(who.requireMember().accountId(), Input.id("review", reviewId), false), false);
  }
}
