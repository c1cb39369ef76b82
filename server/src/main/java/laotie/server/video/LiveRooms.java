package laotie.server.video;

import jakarta.inject.Singleton;
import java.util.Optional;
import laotie.server.http.Caller;
import laotie.server.live.Live;
import laotie.server.people.People;

/** The rooms as live and people know them. */
@Singleton
final class LiveRooms implements Rooms {

  private final Live live;
  private final People people;

  LiveRooms(Live live, People people) {
    this.live = live;
    this.people = people;
  }

  @Override
  public Optional<RoomRef> roomOf(String roomId) {
    return live.roomOf(roomId).map(room -> new RoomRef(room.roomId(), room.hostId(), room.liveShowId()));
  }

  @Override
  public Optional<ViewRef> viewOf(String viewId) {
    return live.viewOf(viewId)
        .map(view ->
            new ViewRef(view.viewId(), view.viewerId(), view.roomId(), view.showId(), view.hostId()));
  }

  @Override
  public boolean mayActFor(Caller caller, String hostId) {
    return people.mayActFor(caller, hostId);
  }

  @Override
  public boolean isBanned(String accountId) {
    return people.banOf(accountId).isPresent();
  }

  @Override
  public void seen(String viewId) {
    live.seen(viewId);
  }

  @Override
  public void audience(String roomId, int concurrent) {
    live.audience(roomId, concurrent);
  }

  @Override
  public void signalStarted(String roomId) {
    live.signalStarted(roomId);
  }

  @Override
  public void signalEnded(String roomId) {
    live.signalEnded(roomId);
  }
}
