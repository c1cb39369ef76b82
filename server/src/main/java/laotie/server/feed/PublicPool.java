package laotie.server.feed;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import laotie.fact.BusinessDays;
import laotie.feed.PublicMarket;
import laotie.server.http.Settings;
import laotie.server.log.Database;

/** The public pool (公域) of the business day: what was shown, what of it is for sale, what it costs now. */
@Singleton
final class PublicPool {

  private final Database database;
  private final InstantSource clock;
  private final BusinessDays days;

  @Inject
  PublicPool(Database database, Settings settings, InstantSource clock) {
    this(database, new BusinessDays(settings.shop().zone()), clock);
  }

  PublicPool(Database database, BusinessDays days, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.days = days;
  }

  Database database() {
    return database;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  LocalDate dayOf(Instant at) {
    return days.dayOf(at);
  }

  MarketStore.Terms terms(Connection connection, Instant now) throws SQLException {
    return MarketStore.terms(connection, dayOf(now));
  }

  MarketStore.Terms terms() {
    return database.read(connection -> terms(connection, now()));
  }

  /** The market of today, which no other process sells from until the transaction ends. */
  PublicMarket locked(Connection connection, Instant now) throws SQLException {
    MarketStore.lockDay(connection, dayOf(now));
    return terms(connection, now).market();
  }
}
