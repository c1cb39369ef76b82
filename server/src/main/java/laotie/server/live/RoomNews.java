package laotie.server.live;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells an open room what was changed through another door. A room that is not open needs no telling. */
@Singleton
final class RoomNews {

  private final RoomHub hub;
  private final Cards cards;

  RoomNews(RoomHub hub, Cards cards) {
    this.hub = hub;
    this.cards = cards;
  }

  /** A show started, ended or changed its title. */
  void show(Live.ShowView show) {
    Optional<Room> room = hub.ifOpen(show.roomId());
    if (room.isPresent() && room.get().isAbout(show)) {
      List<Live.CardView> queue = cards.of(show.showId(), show.host().hostId());
      room.get().show(show, queue);
    }
  }

  void cards(String roomId, Cards.Changed changed) {
    ifStanding(roomId, changed, room -> room.cards(changed.views(), new Frame.Cards(changed.views())));
  }

  void pinned(String roomId, Cards.Changed changed) {
    ifStanding(roomId, changed, room -> changed.pinned().ifPresent(
        card -> room.cards(changed.views(), new Frame.Pinned(card))));
  }

  void unpinned(String roomId, Cards.Changed changed) {
    ifStanding(roomId, changed, room -> room.cards(changed.views(), new Frame.Unpinned()));
  }

  /** Somebody left the square: his lines leave every screen. */
  void erased(String accountId) {
    hub.forEach(room -> room.erased(accountId));
  }

  private void ifStanding(
      String roomId, Cards.Changed changed, Consumer<Room> action) {
    hub.ifOpen(roomId).filter(room -> room.standsFor(changed.queue().showId())).ifPresent(action);
  }
}
