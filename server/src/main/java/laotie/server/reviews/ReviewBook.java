package laotie.server.reviews;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Fact;
import laotie.fact.ReviewsFact.ReviewAnswered;
import laotie.reviews.Bought;
import laotie.reviews.Draft;
import laotie.reviews.Reviewing;
import laotie.reviews.ReviewsReason;
import laotie.server.http.Caller;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.notices.Notices.Kind;
import laotie.server.notices.Notices.Notice;
import laotie.server.reviews.ReviewRow.Hiding;
import laotie.server.reviews.ReviewRow.Of;
import laotie.server.reviews.ReviewRow.Reply;
import laotie.server.reviews.ReviewRow.Standing;
import laotie.server.trade.Trade.Receipt;
import laotie.server.trade.Trade.ReceiptLine;
import laotie.trade.OrderStatus;

/** Writes, changes, answers and weighs reviews. */
@Singleton
final class ReviewBook {

  /** Characters of a host's answer. */
  static final int REPLY_MAX = 500;

  private final Database database;
  private final Log log;
  private final Shop shop;
  private final InstantSource clock;

  ReviewBook(Database database, Log log, Shop shop, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.shop = shop;
    this.clock = clock;
  }

  /** One line of an order that could be reviewed, and the review it has. */
  record Line(ReceiptLine of, boolean isWritable, Optional<ReviewRow> review) {}

  /** The lines of the buyer's order. */
  List<Line> lines(String buyerId, String orderId) {
    Receipt receipt = receipt(buyerId, orderId);
    List<ReviewRow> written = database.read(connection -> ReviewStore.ofOrder(connection, orderId));
    List<Line> lines = new ArrayList<>();
    for (ReceiptLine line : receipt.lines()) {
      Optional<ReviewRow> review =
          written.stream().filter(row -> row.of().skuId().equals(line.skuId())).findFirst();
      boolean isWritable = review.isEmpty() && Reviewing.write("", bought(receipt, line),
          new Draft(1, "", List.of()), clock.instant()) instanceof Accepted;
      lines.add(new Line(line, isWritable, review));
    }
    return lines;
  }

  private Receipt receipt(String buyerId, String orderId) {
    return shop.trade().receipt(orderId).filter(receipt -> receipt.buyerId().equals(buyerId))
        .orElseThrow(() -> Problem.notFound("order", orderId));
  }

  private static Bought bought(Receipt receipt, ReceiptLine line) {
    boolean isDelivered =
        receipt.status() == OrderStatus.DELIVERED || receipt.status() == OrderStatus.CLOSED;
    return new Bought(receipt.orderId(), line.skuId(), line.productId(), receipt.hostId(),
        receipt.buyerId(), isDelivered ? receipt.deliveredAt().orElse(Instant.MAX) : Instant.MAX,
        line.refundedQuantity() == line.quantity());
  }

  /** Writes the review of one line; refuses what {@link Reviewing#write} refuses, and a second one. */
  ReviewRow write(String buyerId, String orderId, String skuId, Draft draft) {
    Receipt receipt = receipt(buyerId, orderId);
    ReceiptLine line = receipt.lines().stream().filter(one -> one.skuId().equals(skuId)).findFirst()
        .orElseThrow(() -> Problem.notFound("sku", skuId));
    requirePictures(buyerId, draft);
    Instant now = now();
    String reviewId = Ids.next("rev");
    Bought bought = bought(receipt, line);
    List<Fact> facts = accepted(Reviewing.write(reviewId, bought, draft, now));
    ReviewRow row = new ReviewRow(0,
        new Of(reviewId, orderId, skuId, line.productId(), receipt.hostId(), line.skuName()), buyerId, draft,
        now, Optional.empty(), new Standing(0, Reviewing.rank(draft, now, 0), bought.isBack(), false, 0),
        new Reply("", Optional.empty()), new Hiding("", Optional.empty(), "", Optional.empty()));
    return database.write(connection -> {
      if (!ReviewStore.add(connection, row)) {
        throw Problem.of(ReviewsReason.REVIEW_EXISTS, "order " + orderId + ", sku " + skuId);
      }
      shop.trade().markReviewed(connection, orderId, true);
      log.append(connection, now, facts);
      tell(connection, now, new Notice(receipt.hostId(), Kind.REVIEW_WRITTEN, receipt.hostId(), "",
          "/studio/reviews", Map.of("title", line.title()), "review " + reviewId));
      return row;
    });
  }

  private void tell(Connection connection, Instant now, Notice notice) throws SQLException {
    shop.notices().tell(connection, now, List.of(notice));
  }

  private void requirePictures(String buyerId, Draft draft) {
    if (!shop.goods().picturesOf(buyerId, draft.pictures()).containsAll(draft.pictures())) {
      throw Problem.field("/pictures", "pictures you sent to /api/v1/pictures before");
    }
  }

  private static List<Fact> accepted(Decision<Draft> decision) {
    return switch (decision) {
      case Accepted<Draft> yes -> yes.facts();
      case Refused<Draft> no -> throw Problem.of(no);
    };
  }

  /** Changes a review; other people's do not exist. */
  ReviewRow edit(String buyerId, String reviewId, Draft draft) {
    requirePictures(buyerId, draft);
    Instant now = now();
    return database.write(connection -> {
      ReviewRow row = lock(connection, reviewId);
      if (!row.buyerId().equals(buyerId)) {
        throw Problem.notFound("review", reviewId);
      }
      List<Fact> facts = accepted(Reviewing.edit(row.written(), draft, now));
      ReviewStore.edit(connection, reviewId, draft, now,
          Reviewing.rank(draft, row.writtenAt(), row.standing().useful()));
      log.append(connection, now, facts);
      return ReviewStore.read(connection, reviewId).orElseThrow();
    });
  }

  /** The host's answer; a second one takes the place of the first. */
  ReviewRow reply(Caller caller, String reviewId, String words) {
    Instant now = now();
    return database.write(connection -> {
      ReviewRow row = lock(connection, reviewId);
      if (!shop.people().mayActFor(caller, row.of().hostId())) {
        throw Problem.notFound("review", reviewId);
      }
      ReviewStore.reply(connection, reviewId, words, now);
      log.append(connection, now, List.of(new ReviewAnswered(
          reviewId, row.of().productId(), row.of().hostId(), row.buyerId())));
      tell(connection, now, new Notice(row.buyerId(), Kind.REVIEW_ANSWERED, row.of().hostId(), words,
          "/orders/" + row.of().orderId(), Map.of("host", shop.people().persons(
              List.of(row.of().hostId())).get(row.of().hostId()).name()), "answer " + reviewId));
      return ReviewStore.read(connection, reviewId).orElseThrow();
    });
  }

  /** Says that a review helped, or not any more; answers how many say so. */
  int find(String accountId, String reviewId, boolean isUseful) {
    return database.write(connection -> {
      ReviewRow row = lock(connection, reviewId);
      requireForeign(row, accountId);
      int useful = row.standing().useful();
      if (ReviewStore.vote(connection, reviewId, accountId, isUseful)) {
        useful += isUseful ? 1 : -1;
        ReviewStore.rank(connection, reviewId, useful,
            Reviewing.rank(row.draft(), row.writtenAt(), useful));
      }
      return useful;
    });
  }

  /** Refuses one's own review, and one that is out of sight as unknown. */
  static void requireForeign(ReviewRow row, String accountId) {
    if (row.buyerId().equals(accountId)) {
      throw Problem.of(ReviewsReason.REVIEW_OWN, "review " + row.reviewId() + " is your own");
    }
    if (row.hiding().isHidden() || row.standing().isBarred()) {
      throw Problem.notFound("review", row.reviewId());
    }
  }

  static ReviewRow lock(Connection connection, String reviewId) throws SQLException {
    return ReviewStore.lock(connection, reviewId)
        .orElseThrow(() -> Problem.notFound("review", reviewId));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
