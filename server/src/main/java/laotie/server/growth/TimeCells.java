package laotie.server.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import laotie.fact.BusinessDays;
import laotie.fact.Fold;
import laotie.fact.Recorded;
import laotie.growth.Estimate;
import laotie.growth.Finality;
import laotie.growth.Grain;
import laotie.growth.Minute;
import laotie.growth.MinuteFold;
import laotie.growth.MinuteKey;
import laotie.growth.Scope;
import laotie.growth.Tier;
import laotie.growth.TimeCell;
import laotie.growth.TimeFold;
import laotie.growth.TimeKey;

/**
 * Folds facts into the cells of time: into the smallest minutes in memory first, out of which every other
 * cell of the batch is merged, then each touched row is read once, merged and written once.
 *
 * <p>The cursor of the consumer {@link #CONSUMER} is the lock on the rows of the live version.
 */
final class TimeCells {

  static final String CONSUMER = "cells";

  /**
   * Facts that were written later than that after they happened are history: a past that was brought along.
   * They count in hours and days, and no minute of them is kept.
   */
  static final Duration MINUTES_WITHIN = Duration.ofDays(30);

  private static final long HOUR_MINUTES = 60;

  private final BusinessDays days;
  private final Currency currency;
  private final Duration minutesWithin;

  TimeCells(BusinessDays days, Currency currency, Duration minutesWithin) {
    this.days = days;
    this.currency = currency;
    this.minutesWithin = minutesWithin;
  }

  BusinessDays days() {
    return days;
  }

  /** What comes as it comes. Facts of a day that is final are left out, and counted by {@code quality}. */
  void addLive(Connection connection, List<Recorded> batch) throws SQLException {
    if (batch.isEmpty()) {
      return;
    }
    Instant opened = VersionStore.openedAt(connection, batch.getFirst().cursor().recordedAt());
    Finality finality = new Finality(days, opened);
    List<Recorded> inTime = batch.stream().filter(recorded -> !finality.isTooLate(recorded)).toList();
    add(connection, VersionStore.live(connection), inTime);
  }

  /** Folds facts into the rows of one version, from its first day on. */
  void add(Connection connection, VersionStore.Version version, List<Recorded> facts) throws SQLException {
    TimeFold fold = foldOf(connection, facts);
    List<Recorded> fresh = new ArrayList<>(facts.size());
    List<Recorded> history = new ArrayList<>();
    for (Recorded recorded : facts) {
      boolean isFresh = recorded.cursor().recordedAt().minus(minutesWithin).isBefore(recorded.at());
      (isFresh ? fresh : history).add(recorded);
    }
    add(connection, version, fold, fresh, true);
    add(connection, version, fold, history, false);
  }

  private static void add(Connection connection, VersionStore.Version version, TimeFold fold,
      List<Recorded> facts, boolean hasMinutes) throws SQLException {
    for (Map<MinuteKey, Minute> parts : fold.partsOf(facts)) {
      parts.keySet().removeIf(key -> fold.dayOf(key) < version.fromDay());
      if (!parts.isEmpty()) {
        List<State<Minute>> minutes = hasMinutes
            ? merged(connection, version.version(), new TreeMap<>(fold.minutesOf(parts)), fold.minutes())
            : List.of();
        List<State<TimeCell>> cells =
            merged(connection, version.version(), new TreeMap<>(fold.cellsOf(parts)), fold);
        TimeStore.save(connection, version.version(), rows(minutes, cells));
      }
    }
  }

  /** The fold with what the guard says now of those who did something in {@code facts}. */
  TimeFold foldOf(Connection connection, List<Recorded> facts) throws SQLException {
    Set<String> accounts = new HashSet<>();
    MinuteFold asking = new MinuteFold(currency, account -> {
      accounts.add(account);
      return Tier.VALID;
    });
    facts.forEach(asking::keys);
    Map<String, Tier> tiers = VerdictStore.tiers(connection, accounts);
    return new TimeFold(days, new MinuteFold(currency, account -> tiers.getOrDefault(account, Tier.VALID)));
  }

  private static <S> List<State<S>> merged(
      Connection connection, int version, TreeMap<TimeKey, S> news, Fold<?, S> fold) throws SQLException {
    List<TimeKey> keys = new ArrayList<>(news.keySet());
    List<byte[]> olds = TimeStore.load(connection, version, keys);
    List<State<S>> changed = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      TimeKey key = keys.get(i);
      byte[] old = olds.get(i);
      S state = old.length == 0 ? news.get(key) : fold.merge(fold.decode(old), news.get(key));
      byte[] bytes = fold.encode(state);
      if (!Arrays.equals(old, bytes)) {
        changed.add(new State<>(key, state, bytes));
      }
    }
    return changed;
  }

  /** True when one of the accounts may have done something in the day cell. */
  boolean mayHold(byte[] state, List<String> accounts) {
    TimeCell cell = new TimeFold(days, new MinuteFold(currency, account -> Tier.VALID)).decode(state);
    return accounts.stream().anyMatch(cell::mayHold);
  }

  /** Rows to be written: longer cells with the peaks of these minutes. */
  static List<TimeStore.Cell> rows(List<State<Minute>> minutes, List<State<TimeCell>> cells) {
    List<TimeStore.Cell> rows = new ArrayList<>(minutes.size() + cells.size());
    Map<TimeKey, Long> peaks = new HashMap<>();
    for (State<Minute> minute : minutes) {
      TimeStore.Cell row = row(minute);
      rows.add(row);
      for (TimeKey longer : longer(minute.key())) {
        peaks.merge(longer, row.peak(), Math::max);
      }
    }
    for (State<TimeCell> cell : cells) {
      rows.add(row(cell, peaks.getOrDefault(cell.key(), 0L)));
    }
    return rows;
  }

  /** The cells a minute is in. */
  static List<TimeKey> longer(TimeKey minute) {
    TimeKey day = new TimeKey(minute.tier(), minute.scope(), minute.scopeId(), minute.hostId(), Grain.DAY,
        minute.day(), minute.day());
    return minute.scope() == Scope.SHOW ? List.of(day)
        : List.of(day, new TimeKey(minute.tier(), minute.scope(), minute.scopeId(), minute.hostId(),
            Grain.HOUR, Math.floorDiv(minute.bucket(), HOUR_MINUTES), minute.day()));
  }

  private static TimeStore.Cell row(State<Minute> minute) {
    Minute state = minute.state();
    Estimate viewers = state.viewers().estimate();
    return new TimeStore.Cell(minute.key(), state.watchMillis(), state.sums(), viewers.count(),
        viewers.isExact(), state.concurrent().count(), state.buyerCount(), minute.bytes());
  }

  static TimeStore.Cell row(State<TimeCell> cell, long peak) {
    TimeCell state = cell.state();
    Estimate viewers = state.viewers().estimate();
    return new TimeStore.Cell(cell.key(), state.watchMillis(), state.sums(), viewers.count(),
        viewers.isExact(), peak, state.buyerCount(), cell.bytes());
  }

  /** A cell and its bytes. */
  record State<S>(TimeKey key, S state, byte[] bytes) {}
}
