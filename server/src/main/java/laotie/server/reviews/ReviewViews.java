package laotie.server.reviews;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.reviews.Reviewing;
import laotie.server.goods.Goods.ProductView;
import laotie.server.http.HttpReason;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.people.People.Person;

/** Shows reviews: a masked name, pictures by their address, and to those it concerns what it is about. */
@Singleton
final class ReviewViews {

  private static final String PICTURES = "/api/v1/pictures/";
  private static final int BASE = 36;

  private final Database database;
  private final Shop shop;

  ReviewViews(Database database, Shop shop) {
    this.database = database;
    this.shop = shop;
  }

  record PictureView(String pictureId, String url) {}

  record ReplyView(String words, Instant at) {}

  /** Why it is out of sight; for its author, the host and operators. */
  record HiddenView(String caseId, String reason, Instant at, Optional<Instant> appealedAt) {}

  /** What it is about; for its author, the host and operators. */
  record AboutView(String orderId, String skuId, String hostId, String title, String pictureUrl) {}

  /**
   * A review. Every one comes from a purchase that arrived.
   *
   * @param author masked
   * @param isCounted part of the rating; not when the goods went back or it is out of sight
   */
  record View(
      String reviewId, String productId, String skuName, int stars, String words,
      List<PictureView> pictures, String author, Instant writtenAt, Optional<Instant> editedAt, int useful,
      boolean isUseful, boolean isMine, boolean isCounted, int reports, Optional<ReplyView> reply,
      Optional<HiddenView> hidden, Optional<AboutView> about) {}

  /** As strangers see them; {@code viewerId} is empty for somebody without a session. */
  List<View> open(String viewerId, List<ReviewRow> rows) {
    return views(viewerId, rows, Map.of());
  }

  /** As those see them whom they concern. */
  List<View> whole(String viewerId, List<ReviewRow> rows) {
    return views(viewerId, rows, shop.goods().products(
        rows.stream().map(row -> row.of().productId()).distinct().toList()));
  }

  private List<View> views(String viewerId, List<ReviewRow> rows, Map<String, ProductView> products) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<String, Person> names =
        shop.people().persons(rows.stream().map(ReviewRow::buyerId).distinct().toList());
    Set<String> voted = viewerId.isEmpty() ? Set.of() : database.read(connection -> ListStore.voted(
        connection, viewerId, rows.stream().map(ReviewRow::reviewId).toList()));
    return rows.stream().map(row -> view(row, new Seen(viewerId, names.get(row.buyerId()),
        voted.contains(row.reviewId()), products))).toList();
  }

  private record Seen(
      String viewerId, Person authorOrNull, boolean isUseful, Map<String, ProductView> products) {
    String author() {
      return Reviewing.signature(authorOrNull == null ? "" : authorOrNull.name());
    }
  }

  private static View view(ReviewRow row, Seen seen) {
    boolean isWhole = !seen.products().isEmpty();
    Optional<AboutView> about = Optional.ofNullable(seen.products().get(row.of().productId()))
        .map(product -> new AboutView(row.of().orderId(), row.of().skuId(), row.of().hostId(),
            product.title(), product.pictures().isEmpty() ? "" : product.pictures().getFirst().url()));
    return new View(row.reviewId(), row.of().productId(), row.of().skuName(), row.draft().stars(),
        row.draft().words(), row.draft().pictures().stream()
            .map(id -> new PictureView(id, PICTURES + id)).toList(),
        seen.author(), row.writtenAt(), row.editedAt(), row.standing().useful(), seen.isUseful(),
        row.buyerId().equals(seen.viewerId()), row.isCounted(), isWhole ? row.standing().reports() : 0,
        row.reply().at().filter(at -> !row.reply().words().isEmpty())
            .map(at -> new ReplyView(row.reply().words(), at)),
        isWhole ? row.hiding().at().map(at -> new HiddenView(row.hiding().caseId(), row.hiding().reason(),
            at, row.hiding().appealedAt())) : Optional.empty(),
        about);
  }

  /** A page of lists by number; {@code rows} hold one more when another page follows. */
  static Page<View> byNumber(List<View> views, List<ReviewRow> rows, int limit) {
    return rows.size() > limit
        ? new Page<>(views.subList(0, limit), Long.toString(rows.get(limit - 1).number(), BASE))
        : new Page<>(views, "");
  }

  static Page<View> byRank(List<View> views, List<ReviewRow> rows, int limit) {
    if (rows.size() <= limit) {
      return new Page<>(views, "");
    }
    ReviewRow last = rows.get(limit - 1);
    return new Page<>(views.subList(0, limit), Long.toString(last.standing().rank(), BASE) + "."
        + Long.toString(last.number(), BASE));
  }

  /** Where the page after {@code after} begins; lists that run forward begin at {@code first}. */
  static ListStore.Slice slice(String after, long first, int limit) {
    try {
      int dot = after.indexOf('.');
      long rank = dot < 0 ? Long.MAX_VALUE : Long.parseLong(after.substring(0, dot), BASE);
      long number = after.isEmpty() ? first : Long.parseLong(after.substring(dot + 1), BASE);
      return new ListStore.Slice(rank, number, Page.limit(limit) + 1);
    } catch (NumberFormatException notOurs) {
      throw Problem.of(HttpReason.MALFORMED, "after is not a cursor of this list");
    }
  }
}
