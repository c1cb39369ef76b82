package laotie.server.live;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import laotie.server.http.Caller;
import laotie.server.log.Database;
import laotie.server.people.People;

/** A room as it stands for one viewer. */
@Singleton
final class RoomPage {

  private final Database database;
  private final ChatStore messages = new ChatStore();
  private final Circle circle;
  private final Shows shows;
  private final Cards cards;
  private final InstantSource clock;

  RoomPage(Database database, Circle circle, Shows shows, Cards cards, InstantSource clock) {
    this.database = database;
    this.circle = circle;
    this.shows = shows;
    this.cards = cards;
    this.clock = clock;
  }

  RoomApi.Room of(String roomId, Optional<Caller> caller) {
    People.HostCard host = shows.hostOfRoom(roomId);
    String viewerId = caller.map(Caller::accountId).orElse("");
    Live.HostBrief brief = shows.brief(host, viewerId);
    Optional<Live.ShowView> show = shows.standing(roomId).map(Shows.Standing::view)
        .map(view -> view.followedBy(brief.isFollowed())
            .reservedBy(circle.isReserved(viewerId, view.showId())));
    List<Live.CardView> queue =
        show.map(one -> cards.of(one.showId(), host.hostId())).orElse(List.of());
    Instant now = clock.instant();
    Optional<Instant> mutedUntil = viewerId.isEmpty() ? Optional.empty()
        : database.read(connection -> messages.mutedUntil(connection, roomId, viewerId, now));
    return new RoomApi.Room(
        roomId, brief, show, queue, new RoomApi.ViewerState(mutedUntil, brief.isFollowed()));
  }
}
