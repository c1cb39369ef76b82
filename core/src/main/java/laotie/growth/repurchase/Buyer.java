package laotie.growth.repurchase;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import laotie.fact.BusinessDays;
import laotie.growth.ChannelLoyalty;
import laotie.growth.Loyalty;
import laotie.growth.PastOrder;
import laotie.growth.value.History;

/**
 * What one buyer did in one scope.
 *
 * @param orders effective orders, the earliest first
 * @param backs money of effective orders that went back, on the day it did
 */
public record Buyer(List<Bought> orders, List<Back> backs) {

  private static final Comparator<Bought> BY_DAY = Comparator.comparing(Bought::day);

  public Buyer {
    orders = orders.stream().sorted(BY_DAY).toList();
    backs = List.copyOf(backs);
  }

  /**
   * One effective order.
   *
   * @param grossMinor what was paid for it, minor units, >= 0
   */
  public record Bought(LocalDate day, long grossMinor) {
    public Bought {
      if (grossMinor < 0) {
        throw new IllegalArgumentException("an order of " + grossMinor);
      }
    }
  }

  /**
   * Money that went back.
   *
   * @param minor minor units, >= 0
   */
  public record Back(LocalDate day, long minor) {
    public Back {
      if (minor < 0) {
        throw new IllegalArgumentException("money back of " + minor);
      }
    }
  }

  /** The buyer behind a loyalty; orders that were undone count for nothing. */
  public static Buyer of(Loyalty loyalty, BusinessDays days) {
    List<Bought> orders = new ArrayList<>();
    List<Back> backs = new ArrayList<>();
    for (Loyalty.Purchase purchase : loyalty.orders().values()) {
      if (purchase.isEffective()) {
        orders.add(new Bought(day(days, purchase.paidAtMillis()), purchase.grossMinor()));
        purchase.backs().forEach((at, minor) -> backs.add(new Back(day(days, at), minor)));
      }
    }
    return new Buyer(orders, backs);
  }

  /**
   * The days on which he bought, as the models of value take them; nothing when there is none until then.
   *
   * @param id opaque
   * @param lastDay the last day that counts
   */
  public Optional<History> history(String id, LocalDate lastDay) {
    SortedMap<LocalDate, Long> minors = new TreeMap<>();
    for (Bought order : orders) {
      if (!order.day().isAfter(lastDay)) {
        minors.merge(order.day(), order.grossMinor(), Math::addExact);
      }
    }
    return minors.isEmpty() ? Optional.empty() : Optional.of(new History(id, minors));
  }

  /** The buyer behind what another channel told of him; credits are money back without an order. */
  public static Buyer of(ChannelLoyalty loyalty, BusinessDays days) {
    List<Bought> orders = new ArrayList<>();
    List<Back> backs = new ArrayList<>();
    for (ChannelLoyalty.Entry entry : loyalty.orders().values()) {
      PastOrder order = entry.order();
      if (order.isEffective()) {
        orders.add(new Bought(day(days, order.atMillis()), order.grossMinor()));
      }
      boolean isBack = order.isEffective() || order.kind() == PastOrder.Kind.CREDIT;
      if (isBack && order.backMinor() > 0) {
        backs.add(new Back(day(days, order.backAtMillis()), order.backMinor()));
      }
    }
    return new Buyer(orders, backs);
  }

  private static LocalDate day(BusinessDays days, long millis) {
    return days.dayOf(Instant.ofEpochMilli(millis));
  }

  /** This buyer as he was known at the end of a day. */
  Buyer until(LocalDate lastDay) {
    boolean isWhole = (orders.isEmpty() || !orders.getLast().day().isAfter(lastDay))
        && backs.stream().noneMatch(back -> back.day().isAfter(lastDay));
    return isWhole ? this : new Buyer(
        orders.stream().filter(order -> !order.day().isAfter(lastDay)).toList(),
        backs.stream().filter(back -> !back.day().isAfter(lastDay)).toList());
  }
}
