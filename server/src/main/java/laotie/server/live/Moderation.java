package laotie.server.live;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import laotie.fact.Decision;
import laotie.fact.LiveFact;
import laotie.live.Muting;
import laotie.live.Show;
import laotie.server.http.Caller;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;

/** What a host and his assistants do about the chat: take words away, make somebody silent. */
@Singleton
final class Moderation {

  private final Database database;
  private final Log log;
  private final ChatStore store;
  private final RoomHub hub;
  private final InstantSource clock;

  Moderation(Database database, Log log, ChatStore store, RoomHub hub, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.store = store;
    this.hub = hub;
    this.clock = clock;
  }

  void delete(Show.Head show, String messageId, Caller actor) {
    Instant now = now();
    ChatStore.Deletion deletion = database.write(connection -> {
      ChatStore.Deletion done = store.delete(connection, show.showId(), messageId, now);
      if (done == ChatStore.Deletion.DELETED) {
        log.append(connection, now, List.of(
            new LiveFact.ChatDeleted(messageId, show.showId(), show.hostId(), actor.accountId())));
      }
      return done;
    });
    if (deletion == ChatStore.Deletion.UNKNOWN) {
      throw Problem.notFound("message", messageId);
    }
    hub.ifOpen(show.roomId()).ifPresent(room -> room.deleted(messageId));
  }

  Instant mute(Muting.Wish wish, Duration span) {
    Instant now = now();
    Decision<Instant> decision = Muting.decide(wish, span, now);
    return switch (decision) {
      case Decision.Refused<Instant> no -> throw Problem.of(no);
      case Decision.Accepted<Instant> yes -> {
        database.write(connection -> {
          store.mute(connection,
              new ChatStore.Mute(wish.roomId(), wish.viewerId(), yes.value(), wish.actorId()), now);
          log.append(connection, now, yes.facts());
          return yes.value();
        });
        hub.ifOpen(wish.roomId()).ifPresent(room -> room.muted(wish.viewerId(), yes.value()));
        yield yes.value();
      }
    };
  }

  void unmute(Muting.Wish wish) {
    Instant now = now();
    database.write(connection -> {
      boolean wasMuted = store.unmute(connection, wish.roomId(), wish.viewerId());
      if (wasMuted) {
        log.append(connection, now, List.of(Muting.unmuted(wish)));
      }
      return wasMuted;
    });
    hub.ifOpen(wish.roomId()).ifPresent(room -> room.unmuted(wish.viewerId()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
