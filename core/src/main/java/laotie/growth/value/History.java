package laotie.growth.value;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All days on which one customer bought, and what he spent on each.
 *
 * @param customerId opaque
 * @param minors business day to minor units, >= 0, the orders of a day together; at least one day
 */
public record History(String customerId, SortedMap<LocalDate, Long> minors) {

  public History {
    if (minors.isEmpty() || minors.values().stream().anyMatch(minor -> minor < 0)) {
      throw new IllegalArgumentException("customer %s: %d days".formatted(customerId, minors.size()));
    }
    minors = Collections.unmodifiableSortedMap(new TreeMap<>(minors));
  }

  /** True when he had come by the end of that day. */
  public boolean isKnownAt(LocalDate end) {
    return !minors.firstKey().isAfter(end);
  }

  /** What the models see of him at the end of that day; he must be known then. */
  public Customer at(LocalDate end) {
    SortedMap<LocalDate, Long> known = minors.headMap(end.plusDays(1));
    Purchases purchases = Purchases.of(new TreeSet<>(known.keySet()), end);
    long repeatedMinor = -known.get(known.firstKey());
    for (long minor : known.values()) {
      repeatedMinor = Math.addExact(repeatedMinor, minor);
    }
    int repeats = purchases.repeats();
    Spend spend = repeats == 0 ? Spend.NONE : new Spend(repeats, (double) repeatedMinor / repeats);
    return new Customer(customerId, purchases, spend);
  }

  /** Days on which he bought after {@code from}, until {@code until} with it. */
  public int purchasesBetween(LocalDate from, LocalDate until) {
    return minors.subMap(from.plusDays(1), until.plusDays(1)).size();
  }
}
