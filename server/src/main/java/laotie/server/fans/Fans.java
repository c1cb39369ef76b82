package laotie.server.fans;

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
import laotie.server.log.Tail;

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
  private final LoadingCache<String, Set<String>> follows;
  private final LoadingCache<String, Long> followers;

  Fans(Database database, Log log, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.clock = clock;
    this.follows =
        Caffeine.newBuilder()
            .maximumSize(VIEWERS_REMEMBERED_MAX)
            .expireAfterWrite(REMEMBERED_FOR)
            .build(this::readFollows);
    this.followers =
        Caffeine.newBuilder()
            .maximumSize(HOSTS_REMEMBERED_MAX)
            .expireAfterWrite(COUNTS_REMEMBERED_FOR)
            .build(hostId -> readFollowers(Set.of(hostId)).get(hostId));
  }

  /** A follow of the simulated past. */
  public record FollowRow(String viewerId, String hostId, Instant followedAt) {}

  /** What a viewer is to a host now. Fan tiers come with the fans' ladder; so far nobody is one. */
  public Relation relation(String viewerId, String hostId) {
    return followsOf(viewerId).contains(hostId) ? Relation.FOLLOWER : Relation.STRANGER;
  }

  /** The hosts a viewer follows, the latest first; at most {@link Following#FOLLOWS_MAX}. */
  public Set<String> followsOf(String viewerId) {
    return follows.get(viewerId);
  }

  /** How many follow each of these hosts; 0 for a host nobody follows. */
  public Map<String, Long> followers(Collection<String> hostIds) {
    return followers.getAll(hostIds, this::readFollowers);
  }

  /** How many follow this host. */
  public long followers(String hostId) {
    return followers.get(hostId);
  }

  /**
   * Writes follows of a simulated past in the caller's transaction; those that exist stay. The caller
   * appends the facts at their instants, and calls {@link #forgetAll} after the commit.
   */
  public void importFollows(Connection connection, List<FollowRow> rows) throws SQLException {
    FansStore.importAll(connection, rows);
  }

  /** Forgets what is remembered, after an import. */
  public void forgetAll() {
    follows.invalidateAll();
    followers.invalidateAll();
  }

  Instant now() {
    return clock.instant();
  }

  void follow(Following.Wish wish) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    database.write(connection -> {
      FansStore.lockViewer(connection, wish.viewerId());
      Set<String> present =
          FansStore.followsOf(connection, wish.viewerId(), Following.FOLLOWS_MAX);
      Decision<Relation> decision =
          Following.follow(wish, relationIn(present, wish.hostId()), present.size());
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
      Set<String> present = FansStore.followsOf(connection, viewerId, Following.FOLLOWS_MAX);
      Decision<Relation> decision = Following.unfollow(viewerId, hostId, relationIn(present, hostId));
      switch (decision) {
        case Decision.Refused<Relation> refused -> throw Problem.of(refused);
        case Decision.Accepted<Relation> accepted -> {
          if (!accepted.facts().isEmpty()) {
            FansStore.unfollow(connection, viewerId, hostId);
            log.append(connection, now, accepted.facts());
          }
        }
      }
      return decision;
    });
    forget(viewerId, hostId);
  }

  private static Relation relationIn(Set<String> follows, String hostId) {
    return follows.contains(hostId) ? Relation.FOLLOWER : Relation.STRANGER;
  }

  private Set<String> readFollows(String viewerId) {
    return Collections.unmodifiableSet(
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
      default -> { }
    }
  }
}
