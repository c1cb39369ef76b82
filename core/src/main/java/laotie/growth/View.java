package laotie.growth;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One view (观看): who watched what of whom, since when and from where he came, when it was played, and
 * what he asked for in it. A join of sets, so a fact that arrives twice, late or first changes nothing it
 * should not. What is not told yet is empty.
 *
 * @param personId the viewer; a guest has an id too
 * @param showId the show, or empty when it was a clip
 * @param clipId the clip, or empty when it was a show
 * @param entry when and from where it began
 * @param played when it was played
 * @param asks the earliest question (求链接) about each product, milliseconds since 1970 UTC; the product is
 *     empty where none was understood
 */
public record View(
    String personId, String hostId, String showId, String clipId, Entry entry, Spans played,
    SortedMap<String, Long> asks) {

  static final View NOTHING = new View("", "", "", "", Entry.UNKNOWN, Spans.NONE, new TreeMap<>());

  public View {
    Objects.requireNonNull(entry);
    Objects.requireNonNull(played);
    asks = Collections.unmodifiableSortedMap(asks);
  }

  View entered(Entry begun) {
    return new View(personId, hostId, showId, clipId, entry.earlier(begun), played, asks);
  }

  View watched(Spans more) {
    Spans joined = played.union(more);
    return joined == played ? this : new View(personId, hostId, showId, clipId, entry, joined, asks);
  }

  View asked(String productId, long at) {
    return new View(personId, hostId, showId, clipId, entry, played,
        new TreeMap<>(Map.of(productId, at))).merge(this);
  }

  /** Of two names of one thing the larger stands; nothing is the smallest. */
  View named(String person, String host, String show, String clip) {
    boolean isKnown = person.equals(personId) && host.equals(hostId)
        && show.equals(showId) && clip.equals(clipId);
    return isKnown ? this : new View(larger(personId, person), larger(hostId, host),
        larger(showId, show), larger(clipId, clip), entry, played, asks);
  }

  private static String larger(String left, String right) {
    return left.compareTo(right) >= 0 ? left : right;
  }

  View merge(View other) {
    View named = named(other.personId, other.hostId, other.showId, other.clipId);
    return new View(named.personId, named.hostId, named.showId, named.clipId, entry.earlier(other.entry),
        played.union(other.played), joined(asks, other.asks));
  }

  private static SortedMap<String, Long> joined(SortedMap<String, Long> left, SortedMap<String, Long> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.isEmpty() ? right : left;
    }
    SortedMap<String, Long> joined = new TreeMap<>(left);
    right.forEach((product, at) -> joined.merge(product, at, Math::min));
    return joined;
  }

  /** The first instant that is known of it, milliseconds since 1970 UTC. */
  public long beganAt() {
    long first = played.isEmpty() ? Entry.NEVER : played.first();
    for (long asked : asks.values()) {
      first = Math.min(first, asked);
    }
    return Math.min(first, entry.at());
  }
}
