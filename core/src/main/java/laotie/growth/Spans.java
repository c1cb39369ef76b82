package laotie.growth;

import java.util.Arrays;
import java.util.Objects;

/**
 * A set of instants as half-open intervals {@code [from, to)} in milliseconds since 1970-01-01 UTC, sorted,
 * disjoint and not touching, so that equal sets are equal values. Joining is a union: associative,
 * commutative, and a repeat changes nothing.
 */
public final class Spans {

  public static final Spans NONE = new Spans(new long[0]);

  /** from, to, from, to ... strictly rising. */
  private final long[] edges;

  private Spans(long[] edges) {
    this.edges = edges;
  }

  /** One interval; {@code from < to}. */
  public static Spans of(long from, long to) {
    if (from >= to) {
      throw new IllegalArgumentException("interval is empty: " + from + " .. " + to);
    }
    return new Spans(new long[] {from, to});
  }

  /** The intervals whose edges are given; throws {@link IllegalArgumentException} unless strictly rising. */
  static Spans ofEdges(long[] edges) {
    for (int i = 1; i < edges.length; i++) {
      if (edges[i - 1] >= edges[i]) {
        throw new IllegalArgumentException("edges do not rise at " + i);
      }
    }
    if (edges.length % 2 != 0) {
      throw new IllegalArgumentException("odd number of edges " + edges.length);
    }
    return new Spans(edges.clone());
  }

  /** Of edges that are known to rise and that nobody changes. */
  static Spans ofKnown(long[] edges) {
    return new Spans(edges);
  }

  /** The edges, which nobody may change. */
  long[] edges() {
    return edges;
  }

  /** Edges with {@code [from, to)} after them, which begins where they end or later: how beats come. */
  static long[] followed(long[] edges, long from, long to) {
    if (edges[edges.length - 1] == from) {
      long[] longer = edges.clone();
      longer[longer.length - 1] = to;
      return longer;
    }
    long[] more = Arrays.copyOf(edges, edges.length + 2);
    more[edges.length] = from;
    more[edges.length + 1] = to;
    return more;
  }

  /** How many intervals there are. */
  int count() {
    return edges.length / 2;
  }

  long from(int index) {
    return edges[2 * index];
  }

  long to(int index) {
    return edges[2 * index + 1];
  }

  /** Milliseconds covered. */
  public long millis() {
    long millis = 0;
    for (int i = 0; i < edges.length; i += 2) {
      millis += edges[i + 1] - edges[i];
    }
    return millis;
  }

  /** What is in either; this itself when that adds nothing. Two sorted lists are merged in one pass. */
  public Spans union(Spans other) {
    Objects.requireNonNull(other);
    if (edges.length == 0) {
      return other;
    }
    if (other.edges.length == 0) {
      return this;
    }
    if (other.edges[0] >= edges[edges.length - 1]) {
      return followedBy(other);
    }
    long[] joined = new long[edges.length + other.edges.length];
    int size = 0;
    int left = 0;
    int right = 0;
    while (left < edges.length || right < other.edges.length) {
      boolean isLeft =
          right == other.edges.length || (left < edges.length && edges[left] <= other.edges[right]);
      long[] source = isLeft ? edges : other.edges;
      int at = isLeft ? left : right;
      if (size > 0 && source[at] <= joined[size - 1]) {
        joined[size - 1] = Math.max(joined[size - 1], source[at + 1]);
      } else {
        joined[size++] = source[at];
        joined[size++] = source[at + 1];
      }
      if (isLeft) {
        left += 2;
      } else {
        right += 2;
      }
    }
    boolean isNothingNew = size == edges.length && Arrays.equals(edges, 0, size, joined, 0, size);
    return isNothingNew ? this : new Spans(Arrays.copyOf(joined, size));
  }

  /** What is in either when the other begins where this ends, or later: how beats come. */
  private Spans followedBy(Spans other) {
    boolean isTouching = other.edges[0] == edges[edges.length - 1];
    int kept = isTouching ? edges.length - 1 : edges.length;
    int skipped = isTouching ? 1 : 0;
    long[] joined = Arrays.copyOf(edges, kept + other.edges.length - skipped);
    System.arraycopy(other.edges, skipped, joined, kept, other.edges.length - skipped);
    return new Spans(joined);
  }

  public boolean isEmpty() {
    return edges.length == 0;
  }

  /** The first instant covered; throws {@link ArrayIndexOutOfBoundsException} when there is none. */
  public long first() {
    return edges[0];
  }

  /** The end of the last interval; throws {@link ArrayIndexOutOfBoundsException} when there is none. */
  public long end() {
    return edges[edges.length - 1];
  }

  /** What lies in {@code [from, to)}. */
  public Spans within(long from, long to) {
    if (isEmpty() || from >= to) {
      return NONE;
    }
    return from <= first() && end() <= to ? this : intersection(of(from, to));
  }

  /** What is in both. */
  public Spans intersection(Spans other) {
    long[] both = new long[edges.length + other.edges.length];
    int size = 0;
    int left = 0;
    int right = 0;
    while (left < edges.length && right < other.edges.length) {
      long from = Math.max(edges[left], other.edges[right]);
      long to = Math.min(edges[left + 1], other.edges[right + 1]);
      if (from < to) {
        both[size++] = from;
        both[size++] = to;
      }
      if (edges[left + 1] < other.edges[right + 1]) {
        left += 2;
      } else {
        right += 2;
      }
    }
    return size == 0 ? NONE : new Spans(Arrays.copyOf(both, size));
  }

  /** What is in this and not in the other. */
  public Spans minus(Spans other) {
    if (isEmpty() || other.isEmpty() || other.first() >= end() || other.end() <= first()) {
      return this;
    }
    long[] outside = new long[other.edges.length + 2];
    outside[0] = Math.min(first(), other.first()) - 1;
    System.arraycopy(other.edges, 0, outside, 1, other.edges.length);
    outside[outside.length - 1] = Math.max(end(), other.end()) + 1;
    return intersection(new Spans(outside));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Spans spans && Arrays.equals(edges, spans.edges);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(edges);
  }

  @Override
  public String toString() {
    return "Spans" + Arrays.toString(edges);
  }
}
