package laotie.server.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import laotie.fact.Channel;
import laotie.fact.Exposure;
import laotie.fact.Origin;
import laotie.fact.Relation;

/** Says where somebody came from (公域, 私域): the same way for rooms, clips, reservations and follows. */
@Singleton
public final class Arrivals {

  private final Seal seal;
  private final Marks marks;
  private final InstantSource clock;

  Arrivals(Seal seal, Marks marks, InstantSource clock) {
    this.seal = seal;
    this.marks = marks;
    this.clock = clock;
  }

  /**
   * Somebody on his way to a host.
   *
   * @param relation what he is to the host
   * @param token the sealed showing or share that led him, or empty; one that is not ours, not for him, or
   *     old is left out
   * @param otherwise the channel without such a token: what his client says, as far as that is believed
   */
  public record Arrival(
      String viewerId, String hostId, Relation relation, String token, Channel otherwise) {}

  /** The origin as facts carry it. */
  public Origin of(RoutingContext request, Arrival arrival) {
    Optional<Exposure> shown = seal.verify(arrival.token()).flatMap(Exposure::of).filter(
        exposure -> exposure.mayLead(arrival.viewerId(), arrival.hostId(), clock.instant()));
    return new Origin(shown.map(Exposure::exposureId).orElse(""),
        shown.map(Exposure::channel).orElse(arrival.otherwise()), arrival.relation(),
        marks.deviceHash(request), marks.networkHash(request));
  }
}
