package laotie.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import laotie.fact.Channel;
import laotie.fact.GoodsFact.ProductOpened;
import laotie.fact.GoodsFact.Searched;
import laotie.fact.IntentsFact.Answered;
import laotie.fact.IntentsFact.Asked;
import laotie.fact.IntentsFact.CardOffered;
import laotie.fact.Origin;

/**
 * What people of the past look for and ask: a search or a link from outside before some visits, questions
 * (求链接) and their answers. About one order in five is planned, as the story tells; the rest came for the
 * person.
 */
final class Curiosity {

  // Shares, invented so that about four of five orders are unplanned.
  private static final double SEARCHES_OTHERWISE = 0.02;
  private static final double FROM_OUTSIDE = 0.015;
  private static final double SEARCHES_BEFORE_BUYING = 0.09;
  private static final double OUTSIDE_BEFORE_BUYING = 0.04;
  private static final double OFFERED = 0.85;
  private static final double ANSWERED = 0.62;

  private static final List<String> LABELS =
      List.of("BUY", "BUY", "BUY", "SIZE", "SIZE", "PRICE", "STOCK", "DELIVERY", "DELIVERY", "AFTER_SALES");

  private final Chronicle chronicle;
  private final Stage.Stand stand;
  private final RandomGenerator random;

  Curiosity(Chronicle chronicle, Stage.Stand stand, RandomGenerator random) {
    this.chronicle = chronicle;
    this.stand = stand;
    this.random = random;
  }

  /** What somebody did who comes now: whoever came by a search has searched. */
  void before(String viewerId, Origin origin, Instant at) {
    if (origin.channel() == Channel.SEARCH || Chance.is(random, SEARCHES_OTHERWISE)) {
      Stage.Good good = Chance.pick(random, stand.goods());
      chronicle.fact(at, new Searched(viewerId, List.of(good.product().category())));
    }
    if (Chance.is(random, FROM_OUTSIDE)) {
      Stage.Good good = Chance.pick(random, stand.goods());
      chronicle.fact(at, new ProductOpened(viewerId, good.productId(), stand.hostId(), true));
    }
  }

  /** What somebody does between coming and ordering; mostly he looks at the page of the product. */
  void beforeBuying(PastTill.Visit visit, Stage.Good good, Instant came, Instant when) {
    String viewerId = visit.member().accountId;
    long seconds = Math.max(1, Duration.between(came, when).toSeconds());
    Instant at = came.plusSeconds(random.nextLong(seconds));
    double dice = random.nextDouble();
    if (dice < SEARCHES_BEFORE_BUYING) {
      chronicle.planFact(at, new Searched(viewerId, List.of(good.product().category())));
    } else if (dice < SEARCHES_BEFORE_BUYING + OUTSIDE_BEFORE_BUYING) {
      chronicle.planFact(at, new ProductOpened(viewerId, good.productId(), stand.hostId(), true));
    } else if (dice < 0.35) {
      chronicle.planFact(at, new ProductOpened(viewerId, good.productId(), stand.hostId(), false));
    }
  }

  /** A question of a comment said at {@code at}, the card it was offered, and the host's answer. */
  void asks(PastTill.Visit visit, String commentId, Stage.Good good, Instant at) {
    String viewerId = visit.member().accountId;
    String productId = Chance.is(random, 0.85) ? good.productId() : "";
    chronicle.planFact(
        at,
        new Asked(commentId, viewerId, stand.hostId(), visit.showId(), visit.clipId(), visit.viewId(),
            Chance.pick(random, LABELS), productId));
    if (!productId.isEmpty() && Chance.is(random, OFFERED)) {
      chronicle.planFact(
          at.plusMillis(400 + random.nextInt(900)),
          new CardOffered(commentId, viewerId, stand.hostId(), productId));
    }
    if (Chance.is(random, ANSWERED)) {
      double median = visit.clipId().isEmpty() ? 75 : 5_400;
      chronicle.planFact(
          at.plusSeconds(8 + Math.round(Chance.lognormal(random, median, 0.8))),
          new Answered(commentId, viewerId, stand.hostId(), stand.hostId(), productId));
    }
  }
}
