package laotie.growth;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import laotie.fact.BusinessDays;

/**
 * How far one person has come with one host: what each step (关注→喜欢→粉丝→信任→复购) needs, each part a
 * join of its own, so that facts may arrive in any order. The steps are decided at reading.
 *
 * @param followedAt the first follow, milliseconds since 1970 UTC, or {@link #NEVER}
 * @param days the {@link #LIKES_DAYS} earliest days on which he came, day number since 1970 in the shop's
 *     zone to the first instant of coming; no more are needed
 * @param fanAt when he first became a fan or more, or {@link #NEVER}
 * @param orders his orders with the host
 */
public record Ladder(long followedAt, SortedMap<Long, Long> days, long fanAt, Loyalty orders) {

  /** No such instant. The largest number, so that the earlier of two instants is the smaller. */
  public static final long NEVER = Long.MAX_VALUE;

  /** On so many different business days one comes who likes the content. */
  public static final int LIKES_DAYS = 3;

  /** Who bought on so many different days trusts. */
  public static final int TRUSTS_DAYS = 2;

  /** Effective orders of one who comes again and again. */
  public static final int TEN_ORDERS = 10;

  static final Ladder GROUND = new Ladder(NEVER, new TreeMap<>(), NEVER, Loyalty.NONE);

  public Ladder {
    days = Collections.unmodifiableSortedMap(days);
  }

  /** A step of the ladder, from the ground up. */
  public enum Step {
    FOLLOWED,
    LIKES,
    FAN,
    TRUSTS,
    TEN
  }

  static Ladder followed(long at) {
    return new Ladder(at, new TreeMap<>(), NEVER, Loyalty.NONE);
  }

  static Ladder came(long day, long at) {
    return new Ladder(NEVER, new TreeMap<>(Map.of(day, at)), NEVER, Loyalty.NONE);
  }

  static Ladder fan(long at) {
    return new Ladder(NEVER, new TreeMap<>(), at, Loyalty.NONE);
  }

  static Ladder ordered(Loyalty orders) {
    return new Ladder(NEVER, new TreeMap<>(), NEVER, orders);
  }

  Ladder merge(Ladder other) {
    return new Ladder(
        Math.min(followedAt, other.followedAt),
        earliest(days, other.days),
        Math.min(fanAt, other.fanAt),
        orders.merge(other.orders));
  }

  private static SortedMap<Long, Long> earliest(SortedMap<Long, Long> left, SortedMap<Long, Long> right) {
    if (left.isEmpty()) {
      return right;
    }
    if (right.isEmpty()) {
      return left;
    }
    TreeMap<Long, Long> joined = new TreeMap<>(left);
    right.forEach((day, at) -> joined.merge(day, at, Math::min));
    while (joined.size() > LIKES_DAYS) {
      joined.pollLastEntry();
    }
    return joined;
  }

  /** When what {@code step} alone asks for came true, whatever became of the steps below it. */
  public OptionalLong own(Step step, BusinessDays calendar) {
    long at =
        switch (step) {
          case FOLLOWED -> followedAt;
          case LIKES -> days.size() < LIKES_DAYS ? NEVER : days.lastEntry().getValue();
          case FAN -> fanAt;
          case TRUSTS -> dayOfOrder(calendar);
          case TEN -> tenth();
        };
    return at == NEVER ? OptionalLong.empty() : OptionalLong.of(at);
  }

  /** When the step was reached: the latest of its own instant and those of all steps below. */
  public OptionalLong reached(Step step, BusinessDays calendar) {
    long latest = Long.MIN_VALUE;
    for (Step below : Step.values()) {
      OptionalLong own = own(below, calendar);
      if (own.isEmpty()) {
        return own;
      }
      latest = Math.max(latest, own.getAsLong());
      if (below == step) {
        break;
      }
    }
    return OptionalLong.of(latest);
  }

  private List<Long> effective() {
    List<Long> paid = new ArrayList<>();
    for (Loyalty.Purchase purchase : orders.orders().values()) {
      if (purchase.isEffective()) {
        paid.add(purchase.paidAtMillis());
      }
    }
    Collections.sort(paid);
    return paid;
  }

  private long dayOfOrder(BusinessDays calendar) {
    Set<LocalDate> seen = new HashSet<>();
    for (long paidAt : effective()) {
      if (seen.add(calendar.dayOf(Instant.ofEpochMilli(paidAt))) && seen.size() == TRUSTS_DAYS) {
        return paidAt;
      }
    }
    return NEVER;
  }

  private long tenth() {
    List<Long> paid = effective();
    return paid.size() < TEN_ORDERS ? NEVER : paid.get(TEN_ORDERS - 1);
  }
}
