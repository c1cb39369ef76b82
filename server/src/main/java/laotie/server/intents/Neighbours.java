package laotie.server.intents;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.server.goods.Goods;
import laotie.server.http.Caller;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.people.People;

/** What intents ask the doors of people and goods, and who may work at whose inbox. */
@Singleton
final class Neighbours {

  private final Who who;
  private final People people;
  private final Goods goods;

  Neighbours(Who who, People people, Goods goods) {
    this.who = who;
    this.people = people;
    this.goods = goods;
  }

  /** The caller, when he is the host or one of his assistants. */
  Caller requireActor(String hostId) {
    Caller caller = who.requireMember();
    if (!people.mayActFor(caller, hostId)) {
      throw Problem.of(HttpReason.FORBIDDEN, "only the host and his assistants may do this");
    }
    return caller;
  }

  /** The caller, when he is the host himself. */
  Caller requireHost(String hostId) {
    Caller caller = who.requireMember();
    if (!caller.accountId().equals(hostId) || !people.mayActFor(caller, hostId)) {
      throw Problem.of(HttpReason.FORBIDDEN, "only the host may do this");
    }
    return caller;
  }

  void requireKnown(String hostId) {
    people.host(hostId).orElseThrow(() -> Problem.notFound("host", hostId));
  }

  /** A product that stands on this host's shelf; anything else is a wrong field. */
  Goods.ProductView requireOffered(String productId, String hostId) {
    return Optional.ofNullable(goods.products(List.of(productId)).get(productId))
        .filter(product -> product.hostId().equals(hostId) && product.isListed())
        .orElseThrow(() -> Problem.field("/productId", "is not on this host's shelf"));
  }

  Map<String, Goods.ProductView> products(Collection<String> productIds) {
    return goods.products(productIds.stream().filter(id -> !id.isEmpty()).distinct().toList());
  }

  String nameOf(String hostId) {
    return people.host(hostId).map(People.HostCard::name).orElse("");
  }

  Map<String, People.Person> persons(Collection<String> accountIds) {
    return people.persons(accountIds);
  }

  /** The address of a host's room inside the square. */
  String roomPath(String hostId) {
    return people.roomOfHost(hostId).map(roomId -> "/room/" + roomId).orElse("/host/" + hostId);
  }

  boolean isBanned(String accountId) {
    return people.banOf(accountId).isPresent();
  }

  boolean isAssistant(String accountId, String hostId) {
    return people.mayActFor(new Caller(accountId, Set.of(), false), hostId);
  }
}
