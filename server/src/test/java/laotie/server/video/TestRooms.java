package laotie.server.video;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import laotie.server.http.Caller;

/** Real little rooms for tests of this area: a map, and a list of what was told. */
@Alternative
@Singleton
final class TestRooms implements Rooms {

  final Map<String, RoomRef> rooms = new ConcurrentHashMap<>();
  final Map<String, ViewRef> views = new ConcurrentHashMap<>();
  final Map<String, Integer> audiences = new ConcurrentHashMap<>();
  final Set<String> banned = ConcurrentHashMap.newKeySet();
  final CopyOnWriteArrayList<String> told = new CopyOnWriteArrayList<>();

  void room(String name) {
    rooms.put("rm_" + name, new RoomRef("rm_" + name, "host_" + name, Optional.of("show_" + name)));
  }

  void view(String viewId, String viewerId, String name) {
    views.put(viewId, new ViewRef(viewId, viewerId, "rm_" + name, "show_" + name, "host_" + name));
  }

  @Override
  public Optional<RoomRef> roomOf(String roomId) {
    return Optional.ofNullable(rooms.get(roomId));
  }

  @Override
  public Optional<ViewRef> viewOf(String viewId) {
    return Optional.ofNullable(views.get(viewId));
  }

  @Override
  public boolean isBanned(String hostId) {
    return banned.contains(hostId);
  }

  @Override
  public boolean mayActFor(Caller caller, String hostId) {
    return caller.accountId().equals(hostId);
  }

  @Override
  public void seen(String viewId) {
    // These views last for ever.
  }

  @Override
  public void audience(String roomId, int concurrent) {
    audiences.put(roomId, concurrent);
  }

  @Override
  public void signalStarted(String roomId) {
    told.add("started " + roomId);
  }

  @Override
  public void signalEnded(String roomId) {
    told.add("ended " + roomId);
  }
}
