package laotie.server.video;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.util.Optional;
import laotie.server.http.Caller;

/** A square without rooms: every question is answered with no. Used while nothing binds {@link Rooms}. */
@DefaultBean
@Singleton
final class NoRooms implements Rooms {

  @Override
  public Optional<RoomRef> roomOf(String roomId) {
    return Optional.empty();
  }

  @Override
  public Optional<ViewRef> viewOf(String viewId) {
    return Optional.empty();
  }

  @Override
  public boolean isBanned(String hostId) {
    return false;
  }

  @Override
  public boolean mayActFor(Caller caller, String hostId) {
    return false;
  }

  @Override
  public void seen(String viewId) {
    // Nobody asks.
  }

  @Override
  public void audience(String roomId, int concurrent) {
    // Nobody asks.
  }

  @Override
  public void signalStarted(String roomId) {
    // Nobody asks.
  }

  @Override
  public void signalEnded(String roomId) {
    // Nobody asks.
  }
}
