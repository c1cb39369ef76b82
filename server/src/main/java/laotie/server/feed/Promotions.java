package laotie.server.feed;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import laotie.fact.Channel;
import laotie.fact.Decision;
import laotie.fact.Exposure;
import laotie.fact.FeedFact.Item;
import laotie.feed.Promotion;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.http.Seal;
import laotie.server.log.Log;
import laotie.server.settlement.Settlement;

/** Promotions (推广): booked, moved, and paid for exposure by exposure as viewers really see them. */
@Singleton
final class Promotions {

  /** An exposure that was seen later than this after it was shown is free. */
  static final Duration SEEN_WITHIN = Duration.ofHours(1);

  private final PublicPool pool;
  private final Showcase showcase;
  private final Settlement settlement;
  private final Log log;
  private final Seal seal;
  private final Toll toll;

  Promotions(PublicPool pool, Showcase showcase, Settlement settlement, Log log, Seal seal) {
    this.pool = pool;
    this.showcase = showcase;
    this.settlement = settlement;
    this.log = log;
    this.seal = seal;
    this.toll = new Toll(pool, log);
  }

  /**
   * What a host wants.
   *
   * @param priceMaxMinor for 1,000 exposures
   */
  record Wish(String hostId, Item item, String itemId, long budgetMinor, long priceMaxMinor) {}

  /** What of his money a host may book, and the market he books on. */
  record Ground(MarketStore.Terms terms, long dueMinor, long availableMinor, List<PromotionStore.Row> open) {}

  Ground ground(String hostId) {
    return pool.database().read(connection -> ground(connection, hostId, pool.now()));
  }

  private Ground ground(Connection connection, String hostId, Instant now) throws SQLException {
    MarketStore.Terms terms = pool.terms(connection, now);
    List<PromotionStore.Row> open = PromotionStore.openOf(connection, hostId);
    long due = settlement.freeMinor(connection, hostId, now);
    long available = due + terms.creditMinor();
    for (PromotionStore.Row row : open) {
      available -= row.promotion().budgetMinor() - row.charged().chargedMinor();
    }
    return new Ground(terms, due, available, open);
  }

  /** Books it or refuses; one booking at a time in all processes. */
  PromotionStore.Row book(Wish wish) {
    Showcase.Ref ref = new Showcase.Ref(wish.item(), wish.itemId());
    Showcase.Seen item = showcase.of(List.of(ref)).get(ref);
    boolean isThere =
        item.hostId().equals(wish.hostId()) && item.standing() != Showcase.Standing.GONE;
    Instant now = pool.now();
    Promotion begun = new Promotion(Ids.next("prm"), wish.hostId(), wish.item(), wish.itemId(),
        wish.budgetMinor(), wish.priceMaxMinor(), Promotion.State.RUNNING, 0);
    return pool.database().write(connection -> {
      MarketStore.lock(connection);
      Ground ground = ground(connection, wish.hostId(), now);
      boolean hasOne = ground.open().stream()
          .anyMatch(row -> row.promotion().itemId().equals(wish.itemId()));
      Promotion booked = settle(connection, Promotion.book(begun, ground.terms().market(),
          new Promotion.Purse(ground.open().size(), hasOne, isThere, ground.availableMinor())), now);
      PromotionStore.add(connection, booked, now);
      return PromotionStore.find(connection, List.of(booked.promotionId())).getFirst();
    });
  }

  /** Runs, pauses or ends a promotion; from the commit on nothing of a paused one is paid for. */
  PromotionStore.Row move(String hostId, String promotionId, Promotion.State to, String actorId) {
    Instant now = pool.now();
    return pool.database().write(connection -> {
      PromotionStore.Row row = PromotionStore.lock(connection, List.of(promotionId)).stream()
          .filter(one -> hostId.isEmpty() || one.promotion().hostId().equals(hostId))
          .findFirst().orElseThrow(() -> Problem.notFound("promotion", promotionId));
      PromotionStore.spend(
          connection, settle(connection, row.promotion().move(to, actorId), now), 0, now);
      return PromotionStore.find(connection, List.of(promotionId)).getFirst();
    });
  }

  private Promotion settle(Connection connection, Decision<Promotion> decision, Instant now)
      throws SQLException {
    return switch (decision) {
      case Decision.Accepted<Promotion> accepted -> {
        log.append(connection, now, accepted.facts());
        yield accepted.value();
      }
      case Decision.Refused<Promotion> refused -> throw Problem.of(refused);
    };
  }

  /**
   * Pays for what a viewer really saw. Each showing is paid for once whatever is repeated, at the price of
   * its place in the order of the day, and never beyond a budget.
   *
   * @param tokens sealed showings; those that are not his, old, or of no promotion are passed over
   * @return how many were paid for
   */
  int seen(String viewerId, List<String> tokens) {
    Instant now = pool.now();
    Set<String> exposureIds = new TreeSet<>();
    for (String token : tokens) {
      seal.verify(token).flatMap(Exposure::of)
          .filter(shown -> shown.channel() == Channel.PAID && shown.viewerId().equals(viewerId)
              && !shown.at().plus(SEEN_WITHIN).isBefore(now))
          .ifPresent(shown -> exposureIds.add(shown.exposureId()));
    }
    if (exposureIds.isEmpty()) {
      return 0;
    }
    Set<String> visible = visible(exposureIds);
    return toll.pay(new Toll.Viewing(viewerId, exposureIds, visible), now);
  }

  /** Of the promotions of these exposures, those whose item is there. */
  private Set<String> visible(Set<String> exposureIds) {
    List<Promotion> promotions = pool.database().read(connection -> PromotionStore.find(connection,
            new TreeSet<>(PaidExposureStore.promotions(connection, exposureIds).values())))
        .stream().map(PromotionStore.Row::promotion).toList();
    Map<Showcase.Ref, Showcase.Seen> items =
        showcase.of(promotions.stream().map(Billboard::ref).toList());
    Set<String> visible = new TreeSet<>();
    promotions.stream()
        .filter(one -> items.get(Billboard.ref(one)).standing() == Showcase.Standing.SHOWN)
        .forEach(one -> visible.add(one.promotionId()));
    return visible;
  }

  /** A host's, the newest first. */
  List<PromotionStore.Row> ofHost(String hostId, long before, int limit) {
    return pool.database().read(connection -> PromotionStore.ofHost(connection, hostId, before, limit));
  }

  List<PromotionStore.Row> all(long before, int limit) {
    return pool.database().read(connection -> PromotionStore.all(connection, before, limit));
  }

  Map<Showcase.Ref, Showcase.Seen> items(List<PromotionStore.Row> rows) {
    return showcase.of(rows.stream().map(row -> Billboard.ref(row.promotion())).toList());
  }

  MarketStore.Terms terms() {
    return pool.terms();
  }

  void set(MarketStore.Edit edit) {
    pool.database().write(connection -> {
      MarketStore.set(connection, edit, pool.now());
      return edit;
    });
  }
}
