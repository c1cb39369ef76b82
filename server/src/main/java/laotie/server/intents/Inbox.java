package laotie.server.intents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.intents.Clusters;
import laotie.intents.Label;
import laotie.server.log.Database;

/**
 * What waits for a host's answer: questions that mean the same stand as one, the longest waiting first. The
 * database counts equal questions; only a few of each are compared with the others, so a flood costs no more
 * than a handful.
 */
@Singleton
final class Inbox {

  /** Questions older than this wait no longer. */
  static final Duration AGE_MAX = Duration.ofDays(14);

  /** Open questions of a host that are counted, the newest. */
  static final int ASKS_MAX = 20_000;

  /** Different questions of a host that are compared: those of most people, then the newest. */
  static final int GROUPS_MAX = 400;

  /** Questions of one kind that are compared, the oldest. */
  static final int SAMPLES_MAX = 3;

  /** Samples a cluster shows. */
  static final int SHOWN_MAX = 5;

  /** How long an inbox may be shown unchanged; what this process changes is seen at once. */
  private static final Duration KEPT = Duration.ofSeconds(1);

  private static final int HOSTS_MAX = 2_000;

  private final Database database;
  private final InstantSource clock;
  private final Cache<String, List<Cluster>> kept =
      Caffeine.newBuilder().maximumSize(HOSTS_MAX).expireAfterWrite(KEPT).build();

  Inbox(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Questions with one answer.
   *
   * @param asks comments, repeats and collapsed ones included
   * @param collapsed those of them that came in a crowd from one network
   * @param people different persons; collapsed ones are left out
   */
  record Cluster(
      String clusterId, Label label, Optional<String> productId, Set<String> gists, long asks,
      long collapsed, int people, Instant oldestAt, Instant newestAt, List<InboxStore.Sample> samples) {}

  /** The clusters of a host, the longest waiting first. */
  List<Cluster> of(String hostId) {
    return kept.get(hostId, id -> database.read(connection -> read(connection, id)));
  }

  /** The cluster as somebody was last shown it, or empty when nothing of it waits. Holds no lock. */
  Optional<Cluster> find(String hostId, String clusterId) {
    return of(hostId).stream().filter(cluster -> cluster.clusterId().equals(clusterId)).findFirst();
  }

  void forget(String hostId) {
    kept.invalidate(hostId);
  }

  private List<Cluster> read(Connection connection, String hostId) throws SQLException {
    InboxStore.Window window = new InboxStore.Window(
        hostId, clock.instant().minus(AGE_MAX), ASKS_MAX, GROUPS_MAX, SAMPLES_MAX);
    Map<String, InboxStore.Group> groups = new LinkedHashMap<>();
    InboxStore.groups(connection, window).forEach(group -> groups.put(group.gist(), group));
    if (groups.isEmpty()) {
      return List.of();
    }
    Map<String, InboxStore.Sample> samples = new LinkedHashMap<>();
    InboxStore.samples(connection, window, List.copyOf(groups.keySet()))
        .forEach(sample -> samples.put(sample.commentId(), sample));
    List<Cluster> clusters = new ArrayList<>();
    for (Clusters.Cluster cluster : Clusters.of(samples.values().stream().map(Inbox::ask).toList())) {
      clusters.add(cluster(hostId, cluster, groups, samples));
    }
    return counted(connection, window, clusters).stream()
        .sorted(Comparator.comparing(Cluster::oldestAt).thenComparing(Cluster::clusterId)).toList();
  }

  private static Clusters.Ask ask(InboxStore.Sample sample) {
    return new Clusters.Ask(sample.commentId(), sample.viewerId(), Label.valueOf(sample.label()),
        Optional.of(sample.productId()).filter(id -> !id.isEmpty()), sample.text(), sample.at());
  }

  /** A gist whose samples fell into two clusters belongs to the first of them. */
  private static Cluster cluster(
      String hostId, Clusters.Cluster cluster, Map<String, InboxStore.Group> groups,
      Map<String, InboxStore.Sample> samples) {
    Set<String> gists = new LinkedHashSet<>();
    List<InboxStore.Sample> shown = new ArrayList<>();
    for (Clusters.Ask ask : cluster.asks()) {
      InboxStore.Sample sample = samples.get(ask.commentId());
      gists.add(sample.gist());
      if (shown.size() < SHOWN_MAX) {
        shown.add(sample);
      }
    }
    long asks = 0;
    long collapsed = 0;
    int people = 0;
    Instant oldest = Instant.MAX;
    Instant newest = Instant.MIN;
    for (String gist : gists) {
      InboxStore.Group group = groups.get(gist);
      asks += group.asks();
      collapsed += group.collapsed();
      people += group.people();
      oldest = group.oldestAt().isBefore(oldest) ? group.oldestAt() : oldest;
      newest = group.newestAt().isAfter(newest) ? group.newestAt() : newest;
    }
    return new Cluster("cls_" + Gist.hash(hostId + " " + cluster.key()), cluster.label(),
        cluster.productId(), gists, asks, collapsed, people, oldest, newest, shown);
  }

  private static List<Cluster> counted(
      Connection connection, InboxStore.Window window, List<Cluster> clusters) throws SQLException {
    Map<Integer, List<String>> several = new HashMap<>();
    for (int i = 0; i < clusters.size(); i++) {
      if (clusters.get(i).gists().size() > 1) {
        several.put(i, List.copyOf(clusters.get(i).gists()));
      }
    }
    Map<Integer, Integer> people = InboxStore.people(connection, window, several);
    List<Cluster> counted = new ArrayList<>();
    for (int i = 0; i < clusters.size(); i++) {
      Cluster each = clusters.get(i);
      counted.add(new Cluster(each.clusterId(), each.label(), each.productId(), each.gists(), each.asks(),
          each.collapsed(), people.getOrDefault(i, each.people()), each.oldestAt(), each.newestAt(),
          each.samples()));
    }
    return counted;
  }
}
