package laotie.server.live;

import jakarta.inject.Singleton;
import laotie.fact.Relation;

/** The people around a newcomer: what he is to the host, and those in the room who see him come. */
@Singleton
final class Circle {

  private final Neighbours neighbours;
  private final RoomHub hub;

  Circle(Neighbours neighbours, RoomHub hub) {
    this.neighbours = neighbours;
    this.hub = hub;
  }

  Relation relation(String viewerId, String hostId) {
    return neighbours.relation(viewerId, hostId);
  }

  void tellEntered(String roomId, String accountId) {
    hub.ifOpen(roomId).ifPresent(room -> room.entered(neighbours.nameOf(accountId)));
  }
}
