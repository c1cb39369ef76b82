package laotie.server.live;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Recorded;
import laotie.fact.Relation;

/** The people around a newcomer: what he is to the host, and those in the room who see him come. */
@Singleton
final class Circle {

  private final Neighbours neighbours;
  private final RoomHub hub;
  private final Reserved reserved;
  private final Cards cards;

  Circle(Neighbours neighbours, RoomHub hub, Reserved reserved, Cards cards) {
    this.neighbours = neighbours;
    this.hub = hub;
    this.reserved = reserved;
    this.cards = cards;
  }

  Optional<Instant> firstPinnedAt(String hostId, String productId) {
    return cards.firstPinnedAt(hostId, productId);
  }

  Set<String> reservedBy(String viewerId) {
    return reserved.of(viewerId);
  }

  void addOrders(Connection connection, List<Recorded> batch)
      throws SQLException {
    reserved.addOrders(connection, batch);
  }

  boolean isReserved(String viewerId, String showId) {
    return reserved.of(viewerId).contains(showId);
  }

  Relation relation(String viewerId, String hostId) {
    return neighbours.relation(viewerId, hostId);
  }

  void tellEntered(String roomId, String accountId) {
    hub.ifOpen(roomId).ifPresent(room -> room.entered(neighbours.nameOf(accountId)));
  }
}
