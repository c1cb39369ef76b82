package laotie.growth;

import java.util.Arrays;

/**
 * Persons as a set of 64-bit hashes of their ids, rising. As exact as such hashes are: among 100,000 persons
 * two of one hash come once in four thousand million sets.
 */
public final class PersonSet {

  static final PersonSet NONE = new PersonSet(new long[0]);

  /** A set so many times smaller is looked up instead of merged. */
  private static final int FEW = 8;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final long[] hashes;

  private PersonSet(long[] hashes) {
    this.hashes = hashes;
  }

  /** The hash of one id; it is kept in cells and must never change. */
  static long hash(String personId) {
    long hash = personId.length();
    for (int i = 0; i < personId.length(); i++) {
      hash = (hash ^ personId.charAt(i)) * MIX;
      hash ^= hash >>> 32;
    }
    hash = (hash ^ (hash >>> 29)) * 0xBF58476D1CE4E5B9L;
    return hash ^ (hash >>> 32);
  }

  static PersonSet of(long hash) {
    return new PersonSet(new long[] {hash});
  }

  int size() {
    return hashes.length;
  }

  long hashAt(int index) {
    return hashes[index];
  }

  boolean contains(long hash) {
    return Arrays.binarySearch(hashes, hash) >= 0;
  }

  /** With one more; this itself when he is in it. */
  PersonSet with(long hash) {
    int at = Arrays.binarySearch(hashes, hash);
    if (at >= 0) {
      return this;
    }
    int place = -at - 1;
    long[] more = new long[hashes.length + 1];
    System.arraycopy(hashes, 0, more, 0, place);
    more[place] = hash;
    System.arraycopy(hashes, place, more, place + 1, hashes.length - place);
    return new PersonSet(more);
  }

  /** Those in either; this itself when the other has nobody else. */
  PersonSet union(PersonSet other) {
    if (other.hashes.length == 0) {
      return this;
    }
    if (hashes.length == 0) {
      return other;
    }
    if (hashes.length / FEW > other.hashes.length) {
      return withFew(other.hashes);
    }
    if (other.hashes.length / FEW > hashes.length) {
      return other.withFew(hashes);
    }
    long[] joined = new long[hashes.length + other.hashes.length];
    int size = 0;
    int left = 0;
    int right = 0;
    while (left < hashes.length && right < other.hashes.length) {
      long mine = hashes[left];
      long theirs = other.hashes[right];
      joined[size++] = Math.min(mine, theirs);
      left += mine <= theirs ? 1 : 0;
      right += theirs <= mine ? 1 : 0;
    }
    while (left < hashes.length) {
      joined[size++] = hashes[left++];
    }
    while (right < other.hashes.length) {
      joined[size++] = other.hashes[right++];
    }
    if (size == hashes.length) {
      return this;
    }
    return size == other.hashes.length ? other : new PersonSet(Arrays.copyOf(joined, size));
  }

  /** With few more, most of whom are in it: who watches goes on watching. */
  private PersonSet withFew(long[] few) {
    long[] news = new long[few.length];
    int[] places = new int[few.length];
    int count = 0;
    int from = 0;
    for (long hash : few) {
      int at = Arrays.binarySearch(hashes, from, hashes.length, hash);
      from = at >= 0 ? at : -at - 1;
      if (at < 0) {
        news[count] = hash;
        places[count++] = from;
      }
    }
    if (count == 0) {
      return this;
    }
    long[] more = new long[hashes.length + count];
    int copied = 0;
    for (int i = 0; i < count; i++) {
      System.arraycopy(hashes, copied, more, copied + i, places[i] - copied);
      copied = places[i];
      more[copied + i] = news[i];
    }
    System.arraycopy(hashes, copied, more, copied + count, hashes.length - copied);
    return new PersonSet(more);
  }

  /** Those in both. */
  PersonSet intersection(PersonSet other) {
    long[] both = new long[Math.min(hashes.length, other.hashes.length)];
    int size = 0;
    for (long hash : hashes) {
      if (other.contains(hash)) {
        both[size++] = hash;
      }
    }
    return new PersonSet(Arrays.copyOf(both, size));
  }

  /** How many, then eight bytes each: hashes are no shorter in any other form. */
  void write(ByteWriter out) {
    out.number(hashes.length);
    for (long hash : hashes) {
      out.eight(hash);
    }
  }

  static PersonSet read(ByteReader in) {
    int size = in.count();
    long[] hashes = new long[size];
    for (int i = 0; i < size; i++) {
      hashes[i] = in.eight();
      if (i > 0 && hashes[i] <= hashes[i - 1]) {
        throw new IllegalArgumentException("hashes do not rise at " + i);
      }
    }
    return size == 0 ? NONE : new PersonSet(hashes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PersonSet set && Arrays.equals(hashes, set.hashes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hashes);
  }

  @Override
  public String toString() {
    return hashes.length + " persons";
  }
}
