package laotie.growth;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * How often which whole number >= 0 came, in fixed log-linear buckets: exact below 16, then sixteen buckets
 * an octave, so that a value is known to 1/16 of itself at worst. The buckets never move, so that equal
 * values give equal bytes in any order, which a sketch of quantiles that draws lots does not.
 */
public final class Histogram {

  static final Histogram NONE = new Histogram(new int[0], new long[0]);

  /** Buckets of one octave, as a power of two. */
  private static final int OCTAVE_BITS = 4;

  private static final int OCTAVE = 1 << OCTAVE_BITS;

  /** Rising. */
  private final int[] buckets;

  /** Of the same length, each >= 1. */
  private final long[] counts;

  private Histogram(int[] buckets, long[] counts) {
    this.buckets = buckets;
    this.counts = counts;
  }

  /** The bucket of a value >= 0. */
  static int bucketOf(long value) {
    if (value < OCTAVE) {
      return (int) value;
    }
    int octave = 63 - Long.numberOfLeadingZeros(value) - OCTAVE_BITS;
    return (octave + 1) * OCTAVE + (int) ((value >>> octave) & (OCTAVE - 1));
  }

  /** The smallest value of a bucket. */
  static long lowestOf(int bucket) {
    if (bucket < OCTAVE) {
      return bucket;
    }
    int octave = bucket / OCTAVE - 1;
    return (long) (OCTAVE + bucket % OCTAVE) << octave;
  }

  /** With one more value; values below zero count as zero. */
  Histogram with(long value) {
    int bucket = bucketOf(Math.max(0, value));
    int at = Arrays.binarySearch(buckets, bucket);
    if (at >= 0) {
      long[] changed = counts.clone();
      changed[at]++;
      return new Histogram(buckets, changed);
    }
    return merge(new Histogram(new int[] {bucket}, new long[] {1}));
  }

  Histogram merge(Histogram other) {
    if (buckets.length == 0) {
      return other;
    }
    if (other.buckets.length == 0) {
      return this;
    }
    int[] joined = new int[buckets.length + other.buckets.length];
    long[] sums = new long[joined.length];
    int size = 0;
    int left = 0;
    int right = 0;
    while (left < buckets.length || right < other.buckets.length) {
      int mine = left < buckets.length ? buckets[left] : Integer.MAX_VALUE;
      int theirs = right < other.buckets.length ? other.buckets[right] : Integer.MAX_VALUE;
      joined[size] = Math.min(mine, theirs);
      sums[size] = (mine <= theirs ? counts[left++] : 0) + (theirs <= mine ? other.counts[right++] : 0);
      size++;
    }
    return new Histogram(Arrays.copyOf(joined, size), Arrays.copyOf(sums, size));
  }

  /** How many values there are. */
  public long count() {
    long count = 0;
    for (long one : counts) {
      count += one;
    }
    return count;
  }

  /** The lowest value of the bucket of rank {@code ceil(share * count)}; of no values empty. */
  public OptionalLong quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * count()));
    long seen = 0;
    for (int i = 0; i < buckets.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return OptionalLong.of(lowestOf(buckets[i]));
      }
    }
    return OptionalLong.empty();
  }

  void write(ByteWriter out) {
    out.number(buckets.length);
    int last = 0;
    for (int i = 0; i < buckets.length; i++) {
      out.number(buckets[i] - last);
      out.number(counts[i]);
      last = buckets[i];
    }
  }

  static Histogram read(ByteReader in) {
    int[] buckets = new int[in.count()];
    long[] counts = new long[buckets.length];
    int last = 0;
    for (int i = 0; i < buckets.length; i++) {
      last += (int) in.number();
      buckets[i] = last;
      counts[i] = in.number();
    }
    return buckets.length == 0 ? NONE : new Histogram(buckets, counts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Histogram histogram && Arrays.equals(buckets, histogram.buckets)
        && Arrays.equals(counts, histogram.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(buckets) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "Histogram" + Arrays.toString(buckets) + Arrays.toString(counts);
  }
}
