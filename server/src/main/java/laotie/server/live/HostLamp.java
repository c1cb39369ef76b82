package laotie.server.live;

import jakarta.inject.Singleton;
import java.util.Optional;
import laotie.server.http.Caller;
import laotie.server.people.People;

/** Tells a host's page what people cannot know: how many follow him, and whether he is live. */
@Singleton
final class HostLamp implements People.HostLights {

  private final Neighbours neighbours;
  private final Shows shows;

  HostLamp(Neighbours neighbours, Shows shows) {
    this.neighbours = neighbours;
    this.shows = shows;
  }

  @Override
  public People.HostLight of(Optional<Caller> viewer, String hostId) {
    String viewerId = viewer.map(Caller::accountId).orElse("");
    return new People.HostLight(neighbours.followers(hostId), neighbours.isFollowed(viewerId, hostId),
        neighbours.findHost(hostId).flatMap(host -> shows.onAir(host.roomId()))
            .map(show -> show.head().showId()));
  }
}
