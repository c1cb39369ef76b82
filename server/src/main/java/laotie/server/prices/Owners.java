package laotie.server.prices;

import jakarta.inject.Singleton;
import laotie.server.goods.Goods;
import laotie.server.goods.Goods.SkuForSale;
import laotie.server.http.Caller;
import laotie.server.http.HttpReason;
import laotie.server.http.Input;
import laotie.server.http.Problem;
import laotie.server.people.People;

/** Whose prices, and who may set them: the host himself. */
@Singleton
final class Owners {

  private final People people;
  private final Goods goods;

  Owners(People people, Goods goods) {
    this.people = people;
    this.goods = goods;
  }

  String host(String hostId) {
    return people.host(Input.id("host", hostId)).map(People.HostCard::hostId)
        .orElseThrow(() -> Problem.notFound("host", hostId));
  }

  /** The host, for himself alone. */
  String owner(Caller caller, String hostId) {
    if (!caller.accountId().equals(hostId)) {
      throw Problem.of(HttpReason.FORBIDDEN, "only the host himself sets his prices");
    }
    return host(hostId);
  }

  /** A variant on the host's own shelf. */
  SkuForSale ownSku(String hostId, String skuId, String pointer) {
    return goods.sku(skuId).filter(sku -> sku.hostId().equals(hostId))
        .orElseThrow(() -> Problem.field(pointer, "no variant of yours"));
  }

  Goods goods() {
    return goods;
  }
}
