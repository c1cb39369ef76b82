package laotie.server.growth;

import jakarta.inject.Singleton;
import java.util.OptionalLong;
import laotie.server.http.Caller;
import laotie.server.live.Live;
import laotie.server.people.People;

/** What growth asks the doors of other areas: who acts for a host, and how many watch this instant. */
@Singleton
final class Neighbours {

  private final People people;
  private final Live live;

  Neighbours(People people, Live live) {
    this.people = people;
    this.live = live;
  }

  /** True for the host himself and his assistants. */
  boolean actsFor(Caller caller, String hostId) {
    return people.mayActFor(caller, hostId);
  }

  /** Viewers with a beat in the last 30 s, or empty when that is not known here. */
  OptionalLong concurrentOfShow(String showId) {
    return live.show(showId).map(show -> OptionalLong.of(show.concurrent())).orElse(OptionalLong.empty());
  }

  OptionalLong concurrentOfHost(String hostId) {
    return OptionalLong.of(
        live.liveShows().stream()
            .filter(show -> show.host().hostId().equals(hostId))
            .mapToLong(Live.ShowView::concurrent)
            .sum());
  }

  OptionalLong concurrentOfSquare() {
    return OptionalLong.of(live.liveShows().stream().mapToLong(Live.ShowView::concurrent).sum());
  }
}
