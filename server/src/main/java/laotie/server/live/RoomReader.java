package laotie.server.live;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.server.log.Database;
import laotie.server.people.People;

/** Reads how a room stands when the first one comes. */
@Singleton
final class RoomReader {

  private final Database database;
  private final ChatStore messages;
  private final Shows shows;
  private final Cards cards;
  private final InstantSource clock;

  RoomReader(Database database, ChatStore messages, Shows shows, Cards cards, InstantSource clock) {
    this.database = database;
    this.messages = messages;
    this.shows = shows;
    this.cards = cards;
    this.clock = clock;
  }

  private record Words(List<ChatStore.Message> history, long lastSeq, Map<String, Instant> mutes) {}

  /** Blocking; refuses an unknown room. */
  Room.Opening read(String roomId) {
    People.HostCard host = shows.hostOfRoom(roomId);
    Optional<Shows.Standing> standing = shows.standing(roomId);
    String showId = standing.map(one -> one.view().showId()).orElse("");
    Instant now = clock.instant();
    Words words = database.read(connection -> new Words(
        messages.messages(connection, showId, Long.MAX_VALUE, Room.HISTORY_LINES),
        messages.lastSeq(connection, roomId), messages.mutes(connection, roomId, now)));
    return new Room.Opening(roomId, shows.brief(host, ""), standing.map(Shows.Standing::view),
        showId.isEmpty() ? List.of() : cards.of(showId, host.hostId()),
        standing.map(Shows.Standing::likes).orElse(0L), shows.concurrent(roomId), words.history(),
        words.lastSeq(), words.mutes());
  }
}
