package laotie.server.feed;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import laotie.feed.Candidate;
import laotie.feed.Placed;
import laotie.feed.Promoting;
import laotie.feed.Promotion;
import laotie.feed.PublicMarket;

/** What promoted items stand on a viewer's page. Only people with a session see any: they are told apart. */
@Singleton
final class Billboard {

  /** Running promotions among which is chosen; those that spent least of their budget come first. */
  private static final int RUNNING_MAX = 500;

  /** How old the list of what runs may be; a promotion that was paused meanwhile costs nothing. */
  private static final Duration AGE_MAX = Duration.ofSeconds(1);

  private final PublicPool pool;
  private final Showcase showcase;
  private final LoadingCache<String, Standing> standing;

  Billboard(PublicPool pool, Showcase showcase) {
    this.pool = pool;
    this.showcase = showcase;
    this.standing =
        Caffeine.newBuilder().maximumSize(1).expireAfterWrite(AGE_MAX).build(all -> read());
  }

  /**
   * What runs at this moment.
   *
   * @param byPlace promotions by the id their item has on a page, the first to come first
   */
  private record Standing(PublicMarket market, Map<String, Promotion> byPlace) {}

  private Standing read() {
    PublicMarket market = pool.terms().market();
    Map<String, Promotion> byPlace = new LinkedHashMap<>();
    if (market.isSelling()) {
      List<Promotion> running = pool.database()
          .read(connection -> PromotionStore.running(connection, RUNNING_MAX)).stream()
          .map(PromotionStore.Row::promotion)
          .filter(promotion -> promotion.charge(market).outcome() == Promotion.Outcome.PAID).toList();
      Map<Showcase.Ref, Showcase.Seen> items = showcase.of(running.stream().map(Billboard::ref).toList());
      for (Promotion promotion : running) {
        Showcase.Seen item = items.get(ref(promotion));
        if (item.standing() == Showcase.Standing.SHOWN) {
          byPlace.put(item.placeId(), promotion);
        }
      }
    }
    return new Standing(market, byPlace);
  }

  static Showcase.Ref ref(Promotion promotion) {
    return new Showcase.Ref(promotion.item(), promotion.itemId());
  }

  /** The page with what is promoted to this viewer; the page as it is for somebody without a session. */
  List<Placed> page(String viewerId, Collection<Candidate> candidates, List<Placed> page) {
    Standing now = standing.get("");
    if (viewerId.isEmpty() || now.byPlace().isEmpty()) {
      return page;
    }
    Set<String> counted = pool.database().read(connection ->
        PaidExposureStore.countedFor(connection, viewerId, pool.now().minus(Toll.ONCE_WITHIN)));
    Map<String, Candidate> strangers = new HashMap<>();
    candidates.stream()
        .filter(one -> one.kind() != Candidate.Kind.SHOW && !one.tie().isFollowed()
            && !one.hostId().equals(viewerId))
        .forEach(one -> strangers.put(one.itemId(), one));
    List<Candidate> offers = new ArrayList<>();
    now.byPlace().forEach((placeId, promotion) -> {
      Candidate candidate = strangers.get(placeId);
      if (candidate != null && !counted.contains(promotion.promotionId())) {
        offers.add(candidate);
      }
    });
    return Promoting.page(page, offers, now.market());
  }

  /** What 1,000 exposures cost at least, minor units; empty when the market is closed. */
  OptionalLong floorMinor() {
    PublicMarket market = standing.get("").market();
    return market.isOpen() ? OptionalLong.of(market.floorMinor()) : OptionalLong.empty();
  }

  /** The promotion that runs for this item now. */
  Optional<String> runningOf(Candidate candidate) {
    return Optional.ofNullable(standing.get("").byPlace().get(candidate.itemId()))
        .map(Promotion::promotionId);
  }
}
