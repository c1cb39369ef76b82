package laotie.server.fans;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import laotie.fact.Decision;
import laotie.fact.FansFact;
import laotie.fact.Relation;
import laotie.live.Chat;
import laotie.server.http.Ids;
import laotie.server.http.Paces;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;

/** Fan groups: what is said follows the rules of the chat in rooms, with a pace of its own. */
@Singleton
final class Groups {

  /** Lines a reader gets: what is older has had its day. */
  static final int LINES_MAX = 60;

  private final Database database;
  private final Log log;
  private final InstantSource clock;
  private final Paces paces = new Paces();

  Groups(Database database, Log log, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.clock = clock;
  }

  /** Who writes in whose group. */
  record Writer(String hostId, String accountId, String name, boolean isHost, Relation tier) {}

  List<GroupStore.Line> latest(String hostId) {
    return database.read(connection -> GroupStore.latest(connection, hostId, LINES_MAX));
  }

  Optional<Instant> mutedUntil(String hostId, String accountId) {
    return database.read(
        connection -> GroupStore.mutedUntil(connection, hostId, accountId, clock.instant()));
  }

  GroupStore.Line say(Writer writer, String raw) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Chat.Line said = decide(writer, raw, now);
    GroupStore.Line line = new GroupStore.Line(Ids.next("gmsg"), writer.accountId(), writer.name(),
        writer.isHost(), writer.tier(), said.text(), now);
    database.write(connection -> {
      GroupStore.add(connection, writer.hostId(), line);
      log.append(connection, now, List.of(
          new FansFact.GroupSaid(line.messageId(), writer.accountId(), writer.hostId())));
      return line;
    });
    return line;
  }

  private Chat.Line decide(Writer writer, String raw, Instant now) {
    Instant mutedUntil = mutedUntil(writer.hostId(), writer.accountId()).orElse(Instant.EPOCH);
    return switch (paces.decide(writer.accountId(), raw, mutedUntil, now)) {
      case Decision.Refused<Chat.Line> no -> throw Problem.of(no);
      case Decision.Accepted<Chat.Line> yes -> yes.value();
    };
  }

  boolean delete(String hostId, String messageId) {
    return database.write(
        connection -> GroupStore.delete(connection, hostId, messageId, clock.instant()));
  }

  Instant mute(String hostId, String accountId, String actorId, Duration span) {
    Instant until = clock.instant().truncatedTo(ChronoUnit.MICROS).plus(span);
    return database.write(connection -> {
      GroupStore.mute(connection, new GroupStore.Mute(hostId, accountId, until, actorId));
      return until;
    });
  }
}
