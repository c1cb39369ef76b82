package laotie.growth.repurchase;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import laotie.fact.BusinessDays;
import laotie.growth.Repeats;

/**
 * What one buyer took from one host, the earliest order first.
 *
 * @param orders effective orders
 */
public record Taking(List<Order> orders) {

  private static final Comparator<Order> BY_INSTANT = Comparator.comparingLong(Order::atMillis);

  public Taking {
    orders = orders.stream().sorted(BY_INSTANT).toList();
  }

  /**
   * One effective order.
   *
   * @param atMillis when it was paid, milliseconds since 1970 UTC
   * @param isPrivate true when it came from the private domain
   * @param products of its lines
   * @param categories of those of them that stand under one
   */
  public record Order(
      LocalDate day, long atMillis, boolean isPrivate, Set<String> products, Set<String> categories) {
    public Order {
      products = Set.copyOf(products);
      categories = Set.copyOf(categories);
    }
  }

  /**
   * The orders of a cell.
   *
   * @param categories by product; one that is missing has none
   */
  public static Taking of(Repeats cell, BusinessDays days, Map<String, String> categories) {
    List<Order> orders = new ArrayList<>();
    for (Repeats.Taken taken : cell.orders().values()) {
      if (taken.isEffective()) {
        Set<String> found = new TreeSet<>();
        taken.products().forEach(product -> found.add(categories.getOrDefault(product, "")));
        found.remove("");
        orders.add(new Order(days.dayOf(Instant.ofEpochMilli(taken.paidAtMillis())),
            taken.paidAtMillis(), taken.isPrivate(), taken.products(), found));
      }
    }
    return new Taking(orders);
  }
}
