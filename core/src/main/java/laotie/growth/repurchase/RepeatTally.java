package laotie.growth.repurchase;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import laotie.growth.Share;
import laotie.growth.repurchase.Taking.Order;

/**
 * For what people come back: category by category, for the same product or another of the host, and how
 * many of the orders that are not their first came from the private domain. Additive over pairs of buyer
 * and host: count parts anywhere, then {@link #merge} them, in any order.
 *
 * @param lastDay the last complete business day; what came later does not count
 * @param categories by name
 * @param sameDays days of purchase after the first on which a product was taken that he had taken before
 * @param otherDays those on which all he took was new to him: he comes for the person, not for the lipstick
 * @param repeatOrders orders that are not their buyer's first with this host
 * @param privateOrders of them those that came from the private domain (私域)
 */
public record RepeatTally(
    LocalDate lastDay, SortedMap<String, CategoryCount> categories, long sameDays, long otherDays,
    long repeatOrders, long privateOrders) {

  /** The N of R3(N) by category, days. */
  public static final List<Integer> R3_DAYS = List.of(30, 90);

  public RepeatTally {
    categories = Collections.unmodifiableSortedMap(categories);
  }

  /** Nobody counted yet. */
  public static RepeatTally zero(LocalDate lastDay) {
    return new RepeatTally(lastDay, new TreeMap<>(), 0, 0, 0, 0);
  }

  /** Counts pairs of buyer and host. */
  public static RepeatTally of(LocalDate lastDay, Iterable<Taking> takings) {
    // One map for all of them: a square has more categories than a buyer.
    SortedMap<String, CategoryCount> categories = new TreeMap<>();
    RepeatTally sums = zero(lastDay);
    for (Taking taking : takings) {
      RepeatTally one = one(lastDay, taking);
      one.categories.forEach((name, count) -> categories.merge(name, count, CategoryCount::plus));
      sums = sums.merge(new RepeatTally(lastDay, new TreeMap<>(), one.sameDays, one.otherDays,
          one.repeatOrders, one.privateOrders));
    }
    return new RepeatTally(
        lastDay, categories, sums.sameDays, sums.otherDays, sums.repeatOrders, sums.privateOrders);
  }

  /** Both counts as one; the pairs must be different ones. Refuses another last day. */
  public RepeatTally merge(RepeatTally other) {
    if (!lastDay.equals(other.lastDay)) {
      throw new IllegalArgumentException("counted until " + lastDay + " and until " + other.lastDay);
    }
    SortedMap<String, CategoryCount> joined = new TreeMap<>(categories);
    other.categories.forEach((name, count) -> joined.merge(name, count, CategoryCount::plus));
    return new RepeatTally(
        lastDay, joined, Math.addExact(sameDays, other.sameDays), Math.addExact(otherDays, other.otherDays),
        Math.addExact(repeatOrders, other.repeatOrders), Math.addExact(privateOrders, other.privateOrders));
  }

  private static RepeatTally one(LocalDate lastDay, Taking taking) {
    List<Order> orders =
        taking.orders().stream().filter(order -> !order.day().isAfter(lastDay)).toList();
    if (orders.isEmpty()) {
      return zero(lastDay);
    }
    List<Order> repeats = orders.subList(1, orders.size());
    long fromPrivate = repeats.stream().filter(Order::isPrivate).count();
    long[] days = daysAfterTheFirst(orders);
    SortedMap<String, SortedSet<LocalDate>> byCategory = new TreeMap<>();
    for (Order order : orders) {
      for (String category : order.categories()) {
        byCategory.computeIfAbsent(category, _ -> new TreeSet<>()).add(order.day());
      }
    }
    SortedMap<String, CategoryCount> counts = new TreeMap<>();
    byCategory.forEach((category, bought) -> counts.put(category, category(lastDay, bought)));
    return new RepeatTally(lastDay, counts, days[0], days[1], repeats.size(), fromPrivate);
  }

  /** How many of them brought something he had taken on an earlier day, and how many nothing such. */
  private static long[] daysAfterTheFirst(List<Order> orders) {
    SortedMap<LocalDate, Set<String>> byDay = new TreeMap<>();
    orders.forEach(order ->
        byDay.computeIfAbsent(order.day(), _ -> new HashSet<>()).addAll(order.products()));
    Set<String> taken = new HashSet<>();
    long[] days = new long[2];
    for (var day : byDay.entrySet()) {
      if (!day.getKey().equals(byDay.firstKey()) && !day.getValue().isEmpty()) {
        days[Collections.disjoint(day.getValue(), taken) ? 1 : 0]++;
      }
      taken.addAll(day.getValue());
    }
    return days;
  }

  private static CategoryCount category(LocalDate lastDay, SortedSet<LocalDate> days) {
    SortedMap<Integer, Long> gaps = new TreeMap<>();
    LocalDate before = days.first();
    for (LocalDate day : days.tailSet(days.first().plusDays(1))) {
      gaps.merge((int) ChronoUnit.DAYS.between(before, day), 1L, Math::addExact);
      before = day;
    }
    SortedMap<Integer, Share> within = new TreeMap<>();
    for (int n : R3_DAYS) {
      LocalDate until = days.first().plusDays(n);
      if (!until.isAfter(lastDay)) {
        boolean isBack = days.subSet(days.first().plusDays(1), until.plusDays(1)).size() > 0;
        within.put(n, new Share(isBack ? 1 : 0, 1));
      }
    }
    return new CategoryCount(1, within, gaps);
  }

  /** Days of purchase after the first on which all he took was new to him. */
  public Share other() {
    return new Share(otherDays, Math.addExact(sameDays, otherDays));
  }

  /** Of the orders that are not their buyer's first, those from the private domain. */
  public Share fromPrivate() {
    return new Share(privateOrders, repeatOrders);
  }
}
