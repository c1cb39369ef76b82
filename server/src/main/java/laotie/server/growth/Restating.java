package laotie.server.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import laotie.fact.BusinessDays;
import laotie.fact.Cursor;
import laotie.fact.Fold;
import laotie.fact.Recorded;
import laotie.growth.Grain;
import laotie.growth.Minute;
import laotie.growth.MinuteKey;
import laotie.growth.Scope;
import laotie.growth.Tier;
import laotie.growth.TimeCell;
import laotie.growth.TimeFold;
import laotie.growth.TimeKey;
import laotie.server.log.Replay;
import laotie.server.log.Source;

/**
 * Some hosts' days made anew from the facts, since sketches cannot subtract: read beside the consumer in
 * memory, and put in place of the old rows in one transaction in which the consumer stands still. Killed
 * before that, nothing has changed, and it starts anew.
 */
final class Restating {

  /** Hosts' days made anew together: their cells are held in memory meanwhile. */
  private static final int TASKS_MAX = 20;

  /** Pages the last transaction may still read; if more came meanwhile, they are read before it. */
  static final int LAST_PAGES_MAX = 2;

  private final BusinessDays days;
  private final TimeCells cells;
  private final Replay replay;
  private final List<VerdictStore.Task> tasks;
  private final Set<HostDay> wanted = new HashSet<>();
  private final Map<Source, Cursor> places = new EnumMap<>(Source.class);
  private final Map<TimeKey, Minute> minutes = new HashMap<>();
  private final Map<TimeKey, TimeCell> longer = new HashMap<>();

  private record HostDay(String hostId, long day) {}

  Restating(BusinessDays days, TimeCells cells, Replay replay, List<VerdictStore.Task> tasks) {
    this.days = days;
    this.cells = cells;
    this.replay = replay;
    this.tasks = List.copyOf(tasks);
    tasks.forEach(task -> wanted.add(new HostDay(task.hostId(), task.day())));
    long first = tasks.stream().mapToLong(VerdictStore.Task::day).min().orElseThrow();
    for (Source source : Source.values()) {
      places.put(source, Replay.from(days.startOf(LocalDate.ofEpochDay(first))));
    }
  }

  /** Reads one page of each source; true when it has come up to {@code until}. */
  boolean read(Connection connection, Map<Source, Cursor> until) throws SQLException {
    boolean isEnd = true;
    for (Source source : Source.values()) {
      Replay.Page page = replay.read(connection, source, places.get(source), until.get(source));
      fold(connection, page.facts());
      places.put(source, page.last());
      isEnd &= page.isEnd();
    }
    return isEnd;
  }

  private void fold(Connection connection, List<Recorded> facts) throws SQLException {
    TimeFold fold = cells.foldOf(connection, facts);
    for (Map<MinuteKey, Minute> parts : fold.partsOf(facts)) {
      parts.keySet().removeIf(key -> !wanted.contains(new HostDay(key.hostId(), fold.dayOf(key))));
      fold.minutesOf(parts).forEach((key, minute) -> {
        if (key.scope() != Scope.PLATFORM) {
          minutes.merge(key, minute, Minute::merge);
        }
      });
      fold.cellsOf(parts).forEach((key, cell) -> {
        if (key.scope() != Scope.PLATFORM) {
          longer.merge(key, cell, TimeCell::merge);
        }
      });
    }
  }

  /**
   * Puts what was read in place of the rows; false when the consumer is at work, too much came meanwhile or a
   * task was asked for anew. Then the transaction must be rolled back.
   */
  boolean replace(Connection connection) throws SQLException {
    Map<Source, Cursor> until = Replay.lock(connection, TimeCells.CONSUMER);
    if (until.size() < Source.values().length) {
      return false;
    }
    boolean isEnd = false;
    for (int page = 0; page < LAST_PAGES_MAX && !isEnd; page++) {
      isEnd = read(connection, until);
    }
    if (!isEnd || VerdictStore.done(connection, tasks) < tasks.size()) {
      return false;
    }
    int version = VersionStore.live(connection).version();
    TimeFold fold = cells.foldOf(connection, List.of());
    Map<Long, Set<TimeKey>> touched = new HashMap<>();
    for (VerdictStore.Task task : tasks) {
      List<TimeKey> olds = TimeStore.ofHostDay(connection, version, task.hostId(), task.day()).stream()
          .map(TimeStore.Kept::key).toList();
      TimeStore.erase(connection, version, olds);
      olds.forEach(key -> touch(touched, key));
    }
    minutes.keySet().forEach(key -> touch(touched, key));
    longer.keySet().forEach(key -> touch(touched, key));
    TimeStore.save(connection, version,
        TimeCells.rows(states(minutes, fold.minutes()), states(longer, fold)));
    for (Map.Entry<Long, Set<TimeKey>> day : touched.entrySet()) {
      platform(connection, version, day.getKey(), List.copyOf(day.getValue()));
    }
    return true;
  }

  private static void touch(Map<Long, Set<TimeKey>> touched, TimeKey key) {
    if (key.scope() == Scope.HOST) {
      TimeKey time = TimeFold.ofPlatform(key);
      for (Tier tier : Tier.values()) {
        touched.computeIfAbsent(key.day(), day -> new HashSet<>()).add(time.inTier(tier));
      }
    }
  }

  private static <S> List<TimeCells.State<S>> states(Map<TimeKey, S> states, Fold<?, S> fold) {
    List<TimeCells.State<S>> rows = new ArrayList<>();
    new TreeMap<>(states).forEach((key, state) ->
        rows.add(new TimeCells.State<>(key, state, fold.encode(state))));
    return rows;
  }

  /** The platform's cells of a day, put together anew out of all hosts'. */
  private void platform(Connection connection, int version, long day, List<TimeKey> times)
      throws SQLException {
    TimeFold fold = cells.foldOf(connection, List.of());
    Map<TimeKey, Minute> ofMinutes = new HashMap<>();
    Map<TimeKey, TimeCell> ofLonger = new HashMap<>();
    List<TimeKey> asked = times.stream().filter(time -> time.tier() == Tier.VALID)
        .sorted(Comparator.naturalOrder()).toList();
    for (TimeStore.Kept kept : TimeStore.ofTimes(connection, version, day, asked)) {
      TimeKey key = TimeFold.ofPlatform(kept.key());
      if (key.grain() == Grain.MINUTE) {
        ofMinutes.merge(key, fold.minutes().decode(kept.state()), Minute::merge);
      } else {
        ofLonger.merge(key, fold.decode(kept.state()), TimeCell::merge);
      }
    }
    TimeStore.erase(connection, version, times);
    // Of an hour only some minutes were touched: the peak is that of all of them.
    Map<TimeKey, Long> peaks = new HashMap<>();
    for (TimeStore.Kept kept : TimeStore.ofScope(connection, new TimeStore.Wanted(
        Scope.PLATFORM, TimeKey.PLATFORM, Grain.MINUTE, day, day))) {
      TimeCells.longer(kept.key()).forEach(key -> peaks.merge(key, kept.peak(), Math::max));
    }
    List<TimeStore.Cell> rows = new ArrayList<>(TimeCells.rows(states(ofMinutes, fold.minutes()), List.of()));
    rows.forEach(row ->
        TimeCells.longer(row.key()).forEach(key -> peaks.merge(key, row.peak(), Math::max)));
    for (TimeCells.State<TimeCell> state : states(ofLonger, fold)) {
      rows.add(TimeCells.row(state, peaks.getOrDefault(state.key(), 0L)));
    }
    TimeStore.save(connection, version, rows);
  }

  /** Tasks of one round, when there are any. */
  static Optional<Restating> next(
      Connection connection, BusinessDays days, TimeCells cells, Replay replay) throws SQLException {
    List<VerdictStore.Task> tasks = VerdictStore.tasks(connection, TASKS_MAX);
    return tasks.isEmpty() ? Optional.empty() : Optional.of(new Restating(days, cells, replay, tasks));
  }
}
