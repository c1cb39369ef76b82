package laotie.reviews;

import java.util.List;

/**
 * How many reviews of a product gave how many stars (评分). Only reviews that count are in it: those in sight,
 * of goods that were kept, by accounts that are not shut out.
 *
 * @param counts of one star first, five numbers >= 0
 */
public record Rating(List<Long> counts) {

  public static final Rating NONE = new Rating(List.of(0L, 0L, 0L, 0L, 0L));

  public Rating {
    counts = List.copyOf(counts);
    if (counts.size() != Draft.STARS_MAX || counts.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("counts " + counts);
    }
  }

  public long count() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /** Hundredths of a star, 100 to 500, the half rounded up; 0 without a review. */
  public long averageHundredths() {
    long stars = 0;
    for (int i = 0; i < counts.size(); i++) {
      stars += (i + 1) * counts.get(i);
    }
    return count() == 0 ? 0 : (200 * stars + count()) / (2 * count());
  }
}
