package laotie.server.video;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import laotie.fact.GuardFact;
import laotie.server.log.Tail;
import laotie.video.SignalHealth;

/** What a host may know and do about his room's signal. Blocking. */
@Singleton
final class Signals {

  private final Hubs hubs;
  private final VideoStore store;
  private final RtmpDoor door;
  private final Tail tail;

  Signals(Hubs hubs, VideoStore store, RtmpDoor door, Tail tail) {
    this.hubs = hubs;
    this.store = store;
    this.door = door;
    this.tail = tail;
  }

  void start(@Observes StartupEvent event) {
    tail.listen(recorded -> {
      if (recorded.fact() instanceof GuardFact.AccountBanned banned) {
        hubs.cutHost(banned.accountId());
      }
    });
  }

  int port() {
    return door.port();
  }

  boolean hasKey(String roomId) {
    return store.hasKey(roomId);
  }

  boolean isReceived(String roomId) {
    return hubs.find(roomId).filter(Hub::isReceived).isPresent();
  }

  /** A fresh key; whoever publishes with the old one is cut at once. */
  String rotate(Rooms.RoomRef room) {
    String key = store.rotate(room.roomId(), room.hostId());
    hubs.find(room.roomId()).ifPresent(hub -> hub.cutPublisher("The stream key was changed."));
    return key;
  }

  VideoApi.Signal of(String roomId) {
    Optional<Hub> hub = hubs.find(roomId);
    Optional<SignalHealth.Report> report = hub.flatMap(Hub::report);
    return report
        .map(each -> VideoApi.Signal.of(hub.get().since(), each))
        .orElseGet(VideoApi.Signal::none);
  }
}
