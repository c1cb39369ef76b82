package laotie.server.live;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Relation;
import laotie.live.LiveReason;
import laotie.server.fans.Fans;
import laotie.server.goods.Goods;
import laotie.server.http.Caller;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.people.People;

/** What a room asks of people, fans and goods, through their doors. Blocking: never on an event loop. */
@Singleton
final class Neighbours {

  private final People people;
  private final Fans fans;
  private final Goods goods;

  Neighbours(People people, Fans fans, Goods goods) {
    this.people = people;
    this.fans = fans;
    this.goods = goods;
  }

  /** The host whose room this is; refuses an unknown room. */
  People.HostCard hostOfRoom(String roomId) {
    return people.hostOfRoom(roomId).orElseThrow(() -> Problem.notFound("room", roomId));
  }

  Optional<People.HostCard> findHostOfRoom(String roomId) {
    return people.hostOfRoom(roomId);
  }

  Optional<People.HostCard> findHost(String hostId) {
    return people.host(hostId);
  }

  People.HostCard host(String hostId) {
    return people.host(hostId).orElseThrow(() -> Problem.notFound("host", hostId));
  }

  List<People.HostCard> searchHosts(String words, int limit) {
    return people.searchHosts(words, limit);
  }

  /** Refuses a caller who may not act for the host, with the reason the area names. */
  void requireActor(Caller caller, String hostId) {
    if (!people.mayActFor(caller, hostId)) {
      throw Problem.of(LiveReason.NOT_YOUR_ROOM, "only the host and his assistants may do this");
    }
  }

  boolean mayActFor(Caller caller, String hostId) {
    return people.mayActFor(caller, hostId);
  }

  /** True when the host named this account as one who may act for him. */
  boolean isAssistant(String accountId, String hostId) {
    return people.mayActFor(new Caller(accountId, Set.of(), false), hostId);
  }

  /** The caller of a session, once more; refuses the banned. */
  Optional<Caller> callerOf(String sessionToken) {
    return sessionToken.isEmpty() ? Optional.empty() : people.callerOf(sessionToken);
  }

  Optional<String> banReason(String accountId) {
    return people.banOf(accountId).map(ban -> ban.reason());
  }

  String nameOf(String accountId) {
    return Optional.ofNullable(people.persons(List.of(accountId)).get(accountId))
        .map(People.Person::name).orElse("");
  }

  boolean isAccount(String accountId) {
    return people.exists(accountId);
  }

  Relation relation(String viewerId, String hostId) {
    return viewerId.isEmpty() ? Relation.STRANGER : fans.relation(viewerId, hostId);
  }

  boolean isFollowed(String viewerId, String hostId) {
    return relation(viewerId, hostId) != Relation.STRANGER;
  }

  long followers(String hostId) {
    return fans.followers(hostId);
  }

  /** A host in the eyes of a viewer; {@code viewerId} may be empty. */
  Live.HostBrief brief(People.HostCard host, String viewerId, boolean isLive) {
    return new Live.HostBrief(host.hostId(), host.name(), host.persona().tagline(), host.avatarUrl(),
        host.roomId(), fans.followers(host.hostId()), isFollowed(viewerId, host.hostId()), isLive);
  }

  Map<String, Goods.ProductView> products(Collection<String> productIds) {
    return goods.products(productIds);
  }

  Map<String, Long> available(Collection<String> skuIds) {
    return goods.available(skuIds);
  }

  /** Refuses callers without a session. */
  static Caller signedIn(Optional<Caller> caller) {
    return caller.orElseThrow(
        () -> Problem.of(HttpReason.SESSION_ENDED, "the session is over; sign in again"));
  }
}
