package laotie.server.fans;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.fact.Decision;
import laotie.fact.FansFact;
import laotie.fact.Recorded;
import laotie.fact.Relation;
import laotie.fans.Following;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.log.Remembered;
import laotie.server.log.Tail;
import laotie.server.log.Target;

/**
 * The door of the fans: what a viewer is to a host, whom he follows, how many follow a host. Answers come
 * from memory; the log tells other processes what changed. The first question reads the database, so ask on
 * a virtual thread.
 */
@Singleton
public final class Fans {

  private static final int VIEWERS_REMEMBERED_MAX = 100_000;
  private static final int HOSTS_REMEMBERED_MAX = 50_000;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

  /** A count is at most this old, should the log be silent. */
  private static final Duration COUNTS_REMEMBERED_FOR = Duration.ofSeconds(30);

  private final Database database;
  private final Log log;
  private final InstantSource clock;
  private final BondBook book;
  private final Consents consents;
  private final Benefits benefits;
  private final Cache<String, Map<String, Relation>> follows =
      Caffeine.newBuilder().maximumSize(VIEWERS_REMEMBERED_MAX).expireAfterWrite(REMEMBERED_FOR).build();
  private final LoadingCache<String, Long> followers;

  Fans(Database database, BondBook book, Consents consents, Benefits benefits, InstantSource clock) {
    this.database = database;
    this.log = book.log();
    this.book = book;
    this.consents = consents;
    this.benefits = benefits;
    this.clock = clock;
    this.followers =
        Caffeine.newBuilder()
            .maximumSize(HOSTS_REMEMBERED_MAX)
            .expireAfterWrite(COUNTS_REMEMBERED_FOR)
            .build(hostId -> readFollowers(Set.of(hostId)).get(hostId));
  }

  /** A follow of the simulated past, or a consent; {@code at} is when it was given. */
  public record FollowRow(String viewerId, String hostId, Instant at) {}

  /**
   * What a tier gives at a host.
   *
   * @param tier whose benefit it is, {@link Relation#FOLLOWER} or less when there is none
   * @param discountPercent off the price of one unit, 0..30
   * @param earlyMinutes how long before others he may buy what is shown, 0..120
   */
  public record Benefit(Relation tier, int discountPercent, int earlyMinutes) {}

  /** What fans bought, said by the area that knows products. */
  public interface Shelf {
    /** These products by id; unknown ones are missing. */
    Map<String, Article> articles(Collection<String> productIds);
  }

  /** What is expected of a host's customers, said by the area that counts it. */
  public interface Foresight {
    /** Customers of a host whom a word may bring back, the dearest first. */
    List<String> winBacks(String hostId, int most);

    /** What is expected of a person, by host. */
    Map<String, Estimate> estimates(String viewerId);
  }

  /**
   * What is expected of somebody at a host.
   *
   * @param alive the chance that he still comes, 0..1
   * @param purchases days of purchase in the weeks ahead
   * @param weeks how far ahead is looked
   */
  public record Estimate(double alive, double purchases, int weeks) {}

  /** A product as segments name it; {@code sizes} are the names of its variants by sku id. */
  public record Article(String title, String category, Map<String, String> sizes) {}

  /** What a viewer is to a host now: his tier when he is a fan. */
  public Relation relation(String viewerId, String hostId) {
    return followsRead(viewerId).getOrDefault(hostId, Relation.STRANGER);
  }

  /** What his tier gives a viewer at a host: of his tier, or of the best one below it. */
  public Benefit benefit(String viewerId, String hostId) {
    return benefits.of(hostId, relation(viewerId, hostId));
  }

  /** The longest time anybody may buy before others at this host, in minutes; 0 for none. */
  public int earlyMinutesMax(String hostId) {
    return benefits.earlyMinutesMax(hostId);
  }

  /** Bonds, tiers and what messages earned: for the line of the consumers. */
  public Target bonds() {
    return book::add;
  }

  /** The hosts a viewer follows, the latest first; at most {@link Following#FOLLOWS_MAX}. */
  public Set<String> followsOf(String viewerId) {
    return followsRead(viewerId).keySet();
  }

  /** How many follow each of these hosts; 0 for a host nobody follows. */
  public Map<String, Long> followers(Collection<String> hostIds) {
    return followers.getAll(hostIds, this::readFollowers);
  }

  /** How many follow this host. */
  public long followers(String hostId) {
    return followers.get(hostId);
  }

  /** What each of these viewers is to a host; those who do not follow are left out. */
  public Map<String, Relation> relations(String hostId, Collection<String> viewerIds) {
    return database.read(connection -> FansStore.relations(connection, hostId, viewerIds));
  }

  /** Those of these viewers who let the host hold what the page shows him, and write to them. */
  public Set<String> consenting(String hostId, Collection<String> viewerIds) {
    return database.read(connection -> FansStore.consenting(connection, hostId, viewerIds));
  }

  /**
   * Writes follows of a simulated past in the caller's transaction; those that exist stay. The caller
   * appends the facts at their instants, and calls {@link #forgetAll} after the commit.
   */
  public void importFollows(Connection connection, List<FollowRow> rows) throws SQLException {
    FansStore.importFollows(connection, rows);
  }

  /**
   * Writes consents of a simulated past in the caller's transaction, after the follows; one of somebody who
   * does not follow is left out, those that exist stay. The caller appends the facts at their instants.
   */
  public void importConsents(Connection connection, List<FollowRow> rows) throws SQLException {
    FansStore.importConsents(connection, rows);
  }

  /** Forgets what is remembered, after an import. */
  public void forgetAll() {
    follows.invalidateAll();
    followers.invalidateAll();
  }

  void follow(Following.Wish wish) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    database.write(connection -> {
      FansStore.lockViewer(connection, wish.viewerId());
      Map<String, Relation> present =
          FansStore.followsOf(connection, wish.viewerId(), Following.FOLLOWS_MAX);
      Decision<Relation> decision = Following.follow(
          wish, present.getOrDefault(wish.hostId(), Relation.STRANGER), present.size());
      switch (decision) {
        case Decision.Refused<Relation> refused -> throw Problem.of(refused);
        case Decision.Accepted<Relation> accepted -> {
          if (!accepted.facts().isEmpty()) {
            FansStore.follow(connection, wish.viewerId(), wish.hostId(), now);
            log.append(connection, now, accepted.facts());
          }
        }
      }
      return decision;
    });
    forget(wish.viewerId(), wish.hostId());
  }

  void unfollow(String viewerId, String hostId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    database.write(connection -> {
      FansStore.lockViewer(connection, viewerId);
      Map<String, Relation> present =
          FansStore.followsOf(connection, viewerId, Following.FOLLOWS_MAX);
      Decision<Relation> decision =
          Following.unfollow(viewerId, hostId, present.getOrDefault(hostId, Relation.STRANGER));
      switch (decision) {
        case Decision.Refused<Relation> refused -> throw Problem.of(refused);
        case Decision.Accepted<Relation> accepted -> {
          if (!accepted.facts().isEmpty()) {
            FansStore.unfollow(connection, viewerId, hostId);
            log.append(connection, now, accepted.facts());
            consents.end(connection, viewerId, hostId, now);
          }
        }
      }
      return decision;
    });
    forget(viewerId, hostId);
  }

  private Map<String, Relation> followsRead(String viewerId) {
    return Remembered.of(follows, viewerId, this::readFollows);
  }

  private Map<String, Relation> readFollows(String viewerId) {
    return Collections.unmodifiableMap(
        database.read(
            connection -> FansStore.followsOf(connection, viewerId, Following.FOLLOWS_MAX)));
  }

  private Map<String, Long> readFollowers(Set<? extends String> hostIds) {
    Map<String, Long> counts = new HashMap<>();
    hostIds.forEach(hostId -> counts.put(hostId, 0L));
    counts.putAll(
        database.read(connection -> FansStore.followers(connection, Set.copyOf(hostIds))));
    return counts;
  }

  private void forget(String viewerId, String hostId) {
    follows.invalidate(viewerId);
    followers.invalidate(hostId);
  }

  void listen(@Observes StartupEvent start, Tail tail) {
    tail.listen(this::hear);
  }

  private void hear(Recorded recorded) {
    switch (recorded.fact()) {
      case FansFact.Followed fact -> forget(fact.viewerId(), fact.hostId());
      case FansFact.Unfollowed fact -> forget(fact.viewerId(), fact.hostId());
      case FansFact.TierChanged fact -> follows.invalidate(fact.viewerId());
      default -> { }
    }
  }
}
