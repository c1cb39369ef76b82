package laotie.growth;

import java.util.Comparator;
import java.util.Objects;

/**
 * The cell of one person who had something in mind: a category he searched for or a product he came to from
 * outside, on one day.
 *
 * @param what the category or the product
 * @param day whole days since 1970 UTC: a part of time only, not a business day
 */
public record WishKey(String personId, Kind kind, String what, long day) implements Comparable<WishKey> {

  private static final Comparator<WishKey> ORDER =
      Comparator.comparing(WishKey::personId)
          .thenComparing(WishKey::kind)
          .thenComparing(WishKey::what)
          .thenComparingLong(WishKey::day);

  public WishKey {
    Objects.requireNonNull(personId);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(what);
  }

  /** What shows that somebody had something in mind. */
  public enum Kind {
    /** A search that found goods of a category. */
    CATEGORY,
    /** A product opened by a link from outside. */
    PRODUCT
  }

  @Override
  public int compareTo(WishKey other) {
    return ORDER.compare(this, other);
  }
}
