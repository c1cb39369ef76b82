package laotie.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who visited whom lately, and with it what people alike watch: the likeness of two hosts is
 * {@code w_ij = sum over viewers v of both 1 / (d_v sqrt(d_i d_j))}, where d_v is the number of hosts v
 * visited and d_i the number of viewers of host i (the linear filter of GF-CF, Shen et al., CIKM 2021,
 * arXiv 2108.07567). A viewer who visits everybody says little about any pair, and a host whom everybody
 * visits is near nobody for that alone. Built on hosts, not on shows: shows pass.
 *
 * <p>The sums are kept exact while visits come and are forgotten. Only the limits make them an estimate:
 * a viewer beyond {@code viewers} forgets the one not seen for longest, a host beyond {@code hostsOfViewer}
 * forgets that viewer's oldest, and a pair beyond {@code pairs} is not counted. Not safe for several threads.
 */
public final class Visits {

  private final Limits limits;
  private final LinkedHashMap<String, Map<String, Visit>> ofViewer = new LinkedHashMap<>();
  private final Map<String, Integer> viewersOf = new HashMap<>();
  private final Map<String, Map<String, Double>> together = new HashMap<>();
  private int pairs;
  private Instant newest = Instant.EPOCH;

  public Visits(Limits limits) {
    this.limits = limits;
  }

  /** How much is remembered; each 1 or more. A pair takes about 200 bytes, a visit about 150. */
  public record Limits(int viewers, int hostsOfViewer, int pairs) {
    public Limits {
      if (viewers < 1 || hostsOfViewer < 1 || pairs < 1) {
        throw new IllegalArgumentException("limits below 1");
      }
    }
  }

  /** Remembers a visit; one older than {@link Visit#REMEMBERED} before the newest is forgotten at once. */
  public void add(Visit visit) {
    newest = visit.at().isAfter(newest) ? visit.at() : newest;
    if (isForgotten(visit)) {
      return;
    }
    Map<String, Visit> hosts = ofViewer.remove(visit.viewerId());
    hosts = hosts == null ? new HashMap<>() : hosts;
    forgetOld(hosts);
    Visit before = hosts.get(visit.hostId());
    if (before == null) {
      if (hosts.size() >= limits.hostsOfViewer()) {
        leave(hosts, oldest(hosts));
      }
      join(hosts, visit);
    } else {
      hosts.put(visit.hostId(), before.and(visit));
    }
    ofViewer.put(visit.viewerId(), hosts);
    while (ofViewer.size() > limits.viewers()) {
      Iterator<Map<String, Visit>> eldest = ofViewer.values().iterator();
      forget(eldest.next());
      eldest.remove();
    }
  }

  /** How warm the viewer is to each host he visited lately. */
  public Map<String, Double> warmth(String viewerId, Instant now) {
    Map<String, Double> warmth = new HashMap<>();
    ofViewer.getOrDefault(viewerId, Map.of()).values().stream()
        .filter(visit -> visit.at().plus(Visit.REMEMBERED).isAfter(now))
        .forEach(visit -> warmth.put(visit.hostId(), visit.warmthAt(now)));
    return warmth;
  }

  /** Hosts the viewer has not visited, each with the sum of its likeness to those he has. */
  public Map<String, Double> alike(String viewerId) {
    Map<String, Visit> own = ofViewer.getOrDefault(viewerId, Map.of());
    Map<String, Double> alike = new HashMap<>();
    for (String mine : own.keySet()) {
      together.getOrDefault(mine, Map.of()).forEach((other, sum) -> {
        if (!own.containsKey(other)) {
          alike.merge(other, sum / Math.sqrt((double) viewersOf.get(mine) * viewersOf.get(other)),
              Double::sum);
        }
      });
    }
    return alike;
  }

  /** The likeness of two hosts, 0..1. */
  double likeness(String one, String other) {
    double sum = together.getOrDefault(one, Map.of()).getOrDefault(other, 0.0);
    return sum == 0 ? 0 : sum / Math.sqrt((double) viewersOf.get(one) * viewersOf.get(other));
  }

  int pairs() {
    return pairs;
  }

  int viewers() {
    return ofViewer.size();
  }

  private boolean isForgotten(Visit visit) {
    return visit.at().plus(Visit.REMEMBERED).isBefore(newest);
  }

  private void forgetOld(Map<String, Visit> hosts) {
    for (Visit visit : List.copyOf(hosts.values())) {
      if (isForgotten(visit)) {
        leave(hosts, visit.hostId());
      }
    }
  }

  private void forget(Map<String, Visit> hosts) {
    for (String hostId : List.copyOf(hosts.keySet())) {
      leave(hosts, hostId);
    }
  }

  private static String oldest(Map<String, Visit> hosts) {
    return hosts.values().stream()
        .min(Comparator.comparing(Visit::at).thenComparing(Visit::hostId))
        .map(Visit::hostId).orElseThrow();
  }

  /** One more host of a viewer: his pairs weigh a little less, and there are new ones. */
  private void join(Map<String, Visit> hosts, Visit visit) {
    int count = hosts.size();
    reweigh(hosts, 1.0 / (count + 1) - 1.0 / Math.max(1, count));
    hosts.keySet().forEach(host -> addPair(host, visit.hostId(), 1.0 / (count + 1)));
    hosts.put(visit.hostId(), visit);
    viewersOf.merge(visit.hostId(), 1, Integer::sum);
  }

  /** The same backwards. */
  private void leave(Map<String, Visit> hosts, String hostId) {
    int count = hosts.size();
    hosts.remove(hostId);
    hosts.keySet().forEach(host -> addPair(host, hostId, -1.0 / count));
    reweigh(hosts, 1.0 / Math.max(1, count - 1) - 1.0 / count);
    viewersOf.computeIfPresent(hostId, (host, viewers) -> viewers == 1 ? null : viewers - 1);
    if (!viewersOf.containsKey(hostId)) {
      drop(hostId);
    }
  }

  private void reweigh(Map<String, Visit> hosts, double change) {
    List<String> ids = new ArrayList<>(hosts.keySet());
    for (int i = 0; i < ids.size(); i++) {
      for (int j = i + 1; j < ids.size(); j++) {
        addPair(ids.get(i), ids.get(j), change);
      }
    }
  }

  private void addPair(String one, String other, double change) {
    Map<String, Double> ofOne = together.getOrDefault(one, Map.of());
    double before = ofOne.getOrDefault(other, 0.0);
    double after = before + change;
    // A rest of rounding is nothing: the least a pair can weigh is 1 / hostsOfViewer.
    boolean isGone = after < 0.5 / limits.hostsOfViewer();
    if (isGone && before > 0) {
      remove(one, other);
    } else if (!isGone && (before > 0 || pairs < limits.pairs())) {
      pairs += before > 0 ? 0 : 1;
      together.computeIfAbsent(one, host -> new HashMap<>()).put(other, after);
      together.computeIfAbsent(other, host -> new HashMap<>()).put(one, after);
    }
  }

  private void remove(String one, String other) {
    pairs--;
    together.computeIfPresent(one, (host, near) -> without(near, other));
    together.computeIfPresent(other, (host, near) -> without(near, one));
  }

  private static Map<String, Double> without(Map<String, Double> near, String host) {
    near.remove(host);
    return near.isEmpty() ? null : near;
  }

  /** A host without a viewer is near nobody; only counting beyond the limit of pairs can leave a rest. */
  private void drop(String hostId) {
    for (String other : List.copyOf(together.getOrDefault(hostId, Map.of()).keySet())) {
      remove(hostId, other);
    }
  }
}
