package laotie.server.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import laotie.fact.BusinessDays;
import laotie.fact.Money;
import laotie.growth.Finality;
import laotie.growth.Grain;
import laotie.growth.MinuteFold;
import laotie.growth.Scope;
import laotie.growth.Tier;
import laotie.growth.TimeCell;
import laotie.growth.TimeFold;
import laotie.server.log.Database;

/** Numbers read from cells of time: tiers beside each other, and what the cells are worth. */
final class TimeNumbers {

  /** Days back in which holes are looked for. */
  static final int GAP_DAYS = 7;

  private static final int GAPS_MAX = 50;

  private final Database database;
  private final BusinessDays days;
  private final InstantSource clock;
  private final TimeFold fold;

  TimeNumbers(Database database, BusinessDays days, InstantSource clock) {
    this.database = database;
    this.days = days;
    this.clock = clock;
    Function<String, Tier> unasked = account -> Tier.VALID;
    this.fold = new TimeFold(days, new MinuteFold(Money.CNY, unasked));
  }

  /** The last business days of one scope, today included, each tier merged, and all tiers together. */
  Tiers tiers(Scope scope, String scopeId, int dayCount) {
    LocalDate today = days.dayOf(clock.instant());
    LocalDate from = today.minusDays(dayCount - 1L);
    Map<Tier, TimeCell> merged = database.read(connection -> merged(connection,
        new TimeStore.Wanted(scope, scopeId, Grain.DAY, from.toEpochDay(), today.toEpochDay())));
    return new Tiers(from, today.plusDays(1), status(today), merged, all(merged));
  }

  /** A show, all its business days together. */
  Map<Tier, TimeCell> ofShow(String showId) {
    return database.read(connection -> merged(connection, new TimeStore.Wanted(
        Scope.SHOW, showId, Grain.DAY, VersionStore.FIRST_DAY, VersionStore.LAST_DAY)));
  }

  private Map<Tier, TimeCell> merged(Connection connection, TimeStore.Wanted wanted) throws SQLException {
    Map<Tier, TimeCell> merged = new EnumMap<>(Tier.class);
    for (TimeStore.Kept kept : TimeStore.ofScope(connection, wanted)) {
      merged.merge(kept.key().tier(), fold.decode(kept.state()), TimeCell::merge);
    }
    return merged;
  }

  private TimeCell all(Map<Tier, TimeCell> tiers) {
    return tiers.values().stream().reduce(fold.zero(), TimeCell::merge);
  }

  private Finality.Status status(LocalDate day) {
    return new Finality(days, Instant.EPOCH).statusAt(day.toEpochDay(), clock.instant());
  }

  /** How the facts of the last days arrived, and which folds there are. */
  Worth worth(int dayCount) {
    Instant now = clock.instant();
    long today = days.dayOf(now).toEpochDay();
    Finality finality = new Finality(days, Instant.EPOCH);
    return database.read(connection -> {
      List<DayWorth> told = new ArrayList<>();
      for (QualityStore.Day day : QualityStore.days(connection, today - dayCount + 1, today)) {
        told.add(new DayWorth(day, finality.statusAt(day.day(), now)));
      }
      return new Worth(told, QualityStore.gaps(connection, today - GAP_DAYS + 1, today, GAPS_MAX),
          VersionStore.all(connection), VerdictStore.waiting(connection));
    });
  }

  /**
   * What each tier counted, and raw.
   *
   * @param to the day after the last
   * @param status of the last day: a sum is no more final than the youngest day in it
   */
  record Tiers(
      LocalDate from, LocalDate to, Finality.Status status, Map<Tier, TimeCell> tiers, TimeCell raw) {}

  /** One business day's facts, and where its numbers stand. */
  record DayWorth(QualityStore.Day day, Finality.Status status) {}

  /**
   * What the numbers are worth.
   *
   * @param restatements hosts' days that wait to be made anew after a verdict
   */
  record Worth(
      List<DayWorth> days, List<QualityStore.Gap> gaps, List<VersionStore.Version> versions,
      long restatements) {}
}
