package laotie.growth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import laotie.fact.BusinessDays;
import laotie.fact.Fold;
import laotie.fact.Recorded;

/**
 * Hours and days of shows, hosts and the platform: the minutes of {@link MinuteFold}, merged. A show has one
 * cell for each business day it touched, and its number is all of them merged.
 *
 * @param days the shop's calendar
 * @param minutes what its minutes keep
 */
public record TimeFold(BusinessDays days, MinuteFold minutes) implements Fold<TimeKey, TimeCell> {

  private static final long HOUR_MINUTES = 60;

  public TimeFold {
    Objects.requireNonNull(days);
    Objects.requireNonNull(minutes);
  }

  /** Minutes of shows, hosts and the platform out of the smallest ones. */
  public Map<TimeKey, Minute> minutesOf(Map<MinuteKey, Minute> parts) {
    Map<TimeKey, Minute> merged = new HashMap<>();
    parts.forEach((key, minute) -> {
      long day = dayOf(key);
      if (!key.showId().isEmpty()) {
        merged.merge(ofShow(key, Grain.MINUTE, key.minute(), day), minute, Minute::merge);
      }
      merged.merge(ofHost(key, Grain.MINUTE, key.minute(), day), minute, Minute::merge);
    });
    Map<TimeKey, List<Minute>> platform = new HashMap<>();
    merged.forEach((key, minute) -> {
      if (key.scope() == Scope.HOST) {
        platform.computeIfAbsent(ofPlatform(key), same -> new ArrayList<>()).add(minute);
      }
    });
    platform.forEach((key, hosts) -> merged.put(key, together(hosts, Minute::merge)));
    return merged;
  }

  /** All as one, by pairs: persons of many hosts one after the other would be copied for each of them. */
  private static <S> S together(List<S> parts, BinaryOperator<S> merge) {
    List<S> left = parts;
    while (left.size() > 1) {
      List<S> pairs = new ArrayList<>((left.size() + 1) / 2);
      for (int i = 0; i < left.size(); i += 2) {
        pairs.add(i + 1 < left.size() ? merge.apply(left.get(i), left.get(i + 1)) : left.get(i));
      }
      left = pairs;
    }
    return left.getFirst();
  }

  /** Hours and days out of the smallest minutes, whose persons must be exact. */
  public Map<TimeKey, TimeCell> cellsOf(Map<MinuteKey, Minute> parts) {
    Map<TimeKey, TimeCell> merged = new HashMap<>();
    Map<TimeKey, TimeCell> hours = new HashMap<>();
    parts.forEach((key, minute) -> {
      TimeCell cell = minute.lifted();
      long day = dayOf(key);
      if (!key.showId().isEmpty()) {
        merged.merge(ofShow(key, Grain.DAY, day, day), cell, TimeCell::merge);
      }
      hours.merge(
          ofHost(key, Grain.HOUR, Math.floorDiv(key.minute(), HOUR_MINUTES), day), cell, TimeCell::merge);
    });
    Map<TimeKey, List<TimeCell>> platform = new HashMap<>();
    hours.forEach((key, cell) -> {
      merged.merge(day(key), cell, TimeCell::merge);
      platform.computeIfAbsent(ofPlatform(key), same -> new ArrayList<>()).add(cell);
    });
    merged.putAll(hours);
    platform.forEach((key, hosts) -> {
      TimeCell hour = together(hosts, TimeCell::merge);
      merged.put(key, hour);
      merged.merge(day(key), hour, TimeCell::merge);
    });
    return merged;
  }

  /** The business day a minute lies in, by its number since 1970. */
  public long dayOf(MinuteKey key) {
    return days.dayOf(Instant.ofEpochSecond(key.minute() * 60)).toEpochDay();
  }

  private static TimeKey ofShow(MinuteKey key, Grain grain, long bucket, long day) {
    return new TimeKey(key.tier(), Scope.SHOW, key.showId(), key.hostId(), grain, bucket, day);
  }

  private static TimeKey ofHost(MinuteKey key, Grain grain, long bucket, long day) {
    return new TimeKey(key.tier(), Scope.HOST, key.hostId(), key.hostId(), grain, bucket, day);
  }

  private static TimeKey day(TimeKey hour) {
    return new TimeKey(
        hour.tier(), hour.scope(), hour.scopeId(), hour.hostId(), Grain.DAY, hour.day(), hour.day());
  }

  /** The platform's cell of the same time and tier. */
  public static TimeKey ofPlatform(TimeKey key) {
    return new TimeKey(
        key.tier(), Scope.PLATFORM, TimeKey.PLATFORM, "", key.grain(), key.bucket(), key.day());
  }

  @Override
  public Collection<TimeKey> keys(Recorded recorded) {
    Set<TimeKey> keys = new LinkedHashSet<>();
    for (MinuteKey key : minutes.keys(recorded)) {
      keys.addAll(cellsOf(Map.of(key, Minute.NOTHING)).keySet());
    }
    return new ArrayList<>(keys);
  }

  @Override
  public TimeCell zero() {
    return TimeCell.NOTHING;
  }

  @Override
  public TimeCell add(TimeCell state, TimeKey key, Recorded recorded) {
    TimeCell sum = state;
    for (MinuteKey part : minutes.keys(recorded)) {
      Minute one = minutes.add(Minute.NOTHING, part, recorded);
      TimeCell cell = cellsOf(Map.of(part, one)).get(key);
      sum = cell == null ? sum : sum.merge(cell);
    }
    return sum;
  }

  @Override
  public TimeCell merge(TimeCell left, TimeCell right) {
    return left.merge(right);
  }

  @Override
  public byte[] encode(TimeCell state) {
    return state.encode();
  }

  @Override
  public TimeCell decode(byte[] bytes) {
    return TimeCell.decode(bytes);
  }

  /** The facts of a batch as the smallest minutes; see {@link MinuteParts}. */
  public List<Map<MinuteKey, Minute>> partsOf(List<Recorded> batch) {
    MinuteParts parts = new MinuteParts(minutes);
    batch.forEach(parts::add);
    return parts.drain();
  }
}
