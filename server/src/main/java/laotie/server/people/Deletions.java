package laotie.server.people;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import laotie.fact.PeopleFact.AccountErased;
import laotie.fact.PeopleFact.DeletionAsked;
import laotie.fact.PeopleFact.DeletionUndone;
import laotie.people.Leaving;
import laotie.server.http.Personal;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.log.RowStore;
import laotie.server.people.DeletionStore.Row;

/**
 * Leaving the square. What an area keeps is erased in a transaction of its own, for one of a busy person may
 * take long; each may run again, and only when all of them have, the account counts as erased. Money and
 * goods that are on their way do not notice: they go by the order's id and the payment's.
 */
@Singleton
final class Deletions {

  /** This area last: a name goes when nothing beside it is left. */
  private static final Comparator<Personal> PEOPLE_LAST =
      Comparator.comparing((Personal area) -> area.area().equals("people")).thenComparing(Personal::area);

  /** A process that began on an account and died is followed by another after so long. */
  private static final Duration LEASE = Duration.ofMinutes(10);

  private final List<Personal> areas;
  private final Database database;
  private final Log log;
  private final Memory memory;
  private final InstantSource clock;

  Deletions(@All List<Personal> areas, Database database, Log log, Memory memory, InstantSource clock) {
    this.areas = areas.stream().sorted(PEOPLE_LAST).toList();
    this.database = database;
    this.log = log;
    this.memory = memory;
    this.clock = clock;
  }

  /** What is remembered of accounts. */
  @Singleton
  record Memory(Accounts accounts, Sessions sessions) {
    void forget(String accountId) {
      accounts.forget(accountId);
      sessions.forgetAll(accountId);
    }
  }

  Optional<Row> of(String accountId) {
    return database.read(connection -> DeletionStore.of(connection, accountId));
  }

  /** Notes the wish; refuses what hinders it. A repeat changes nothing. */
  Row ask(String accountId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return database.write(connection -> {
      Optional<Problem> hindrance = hindrance(connection, accountId);
      if (hindrance.isPresent()) {
        throw hindrance.get();
      }
      if (DeletionStore.ask(connection, accountId, Leaving.askedAt(now))) {
        log.append(connection, now, List.of(new DeletionAsked(accountId)));
      }
      return DeletionStore.of(connection, accountId).orElseThrow();
    });
  }

  /** He stays; nothing happens when he did not want to leave, or when it is too late. */
  void undo(String accountId) {
    database.write(connection -> {
      Instant now = clock.instant();
      if (DeletionStore.undo(connection, accountId, now)) {
        log.append(connection, now, List.of(new DeletionUndone(accountId)));
      }
      return accountId;
    });
  }

  /** Takes one whose time has come one step further; false when there is none. */
  boolean stepOne(Instant now) {
    Optional<Row> due =
        database.write(connection -> DeletionStore.takeDue(connection, now, now.plus(LEASE)));
    due.ifPresent(row -> step(row, now));
    return due.isPresent();
  }

  private void step(Row row, Instant now) {
    String accountId = row.accountId();
    if (row.erasedAt().isEmpty()) {
      Optional<Problem> hindrance = database.read(connection -> hindrance(connection, accountId));
      if (hindrance.isPresent()) {
        change(connection -> DeletionStore.putOff(connection, accountId, now.plus(Leaving.HINDERED_FOR),
            hindrance.get().reason().name()));
      } else {
        erase(accountId, now);
      }
    } else if (database.read(connection -> areAtRest(connection, accountId))) {
      areas.forEach(area -> change(connection -> run(connection, area.lastErasures(), accountId)));
      change(connection -> DeletionStore.finished(connection, accountId, now));
    } else {
      change(connection ->
          DeletionStore.lookAgain(connection, accountId, now.plus(Leaving.REST_EVERY)));
    }
  }

  /** Signed out before, so that nothing new is written behind the areas that are done, and after. */
  private void erase(String accountId, Instant now) {
    change(connection -> memory.sessions().closeAll(connection, accountId));
    memory.forget(accountId);
    for (Personal area : areas) {
      change(connection -> {
        area.farewell(connection, accountId, now);
        run(connection, area.erasures(), accountId);
      });
    }
    change(connection -> {
      DeletionStore.erased(connection, accountId, now);
      log.append(connection, now, List.of(new AccountErased(accountId)));
      memory.sessions().closeAll(connection, accountId);
    });
    memory.forget(accountId);
  }

  private interface Change {
    void on(Connection connection) throws SQLException;
  }

  private void change(Change change) {
    database.write(connection -> {
      change.on(connection);
      return true;
    });
  }

  private static void run(Connection connection, List<String> statements, String accountId)
      throws SQLException {
    for (String statement : statements) {
      RowStore.change(connection, statement, accountId);
    }
  }

  private Optional<Problem> hindrance(Connection connection, String accountId) throws SQLException {
    for (Personal area : areas) {
      Optional<Problem> found = area.hindrance(connection, accountId);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private boolean areAtRest(Connection connection, String accountId) throws SQLException {
    for (Personal area : areas) {
      if (!area.isAtRest(connection, accountId)) {
        return false;
      }
    }
    return true;
  }
}
