package laotie.server.trade;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import laotie.fact.Decision;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.prices.Favour;
import laotie.server.fans.Fans;
import laotie.server.goods.Goods.SkuForSale;
import laotie.server.http.Problem;
import laotie.server.live.Live;
import laotie.trade.Standing;

/** Who buys before others at a host, and what a buyer is to him. */
@Singleton
final class Favours {

  private final Fans fans;
  private final Live live;
  private final BuyerStandings standings;
  private final InstantSource clock;

  Favours(Fans fans, Live live, BuyerStandings standings, InstantSource clock) {
    this.fans = fans;
    this.live = live;
    this.standings = standings;
    this.clock = clock;
  }

  /** Refuses {@code NOT_OPEN_YET} while fans of a higher tier buy first. */
  void requireOpen(String buyerId, SkuForSale sku) {
    requireOpen(buyerId, sku, fans.benefit(buyerId, sku.hostId()));
  }

  /** Only a host who gives such an advantage costs a trip to the database. */
  private void requireOpen(String buyerId, SkuForSale sku, Fans.Benefit benefit) {
    int longest = fans.earlyMinutesMax(sku.hostId());
    if (longest == 0 || benefit.earlyMinutes() >= longest) {
      return;
    }
    boolean isTrusted = standings.of(List.of(buyerId)).getOrDefault(buyerId, "")
        .equals(Standing.TRUSTED.name());
    Favour favour = new Favour("", 0, isTrusted ? longest : benefit.earlyMinutes());
    Decision<Instant> decision = favour.mayBuy(
        live.firstPinnedAt(sku.hostId(), sku.productId()), longest, clock.instant());
    if (decision instanceof Decision.Refused<Instant> no) {
      throw Problem.of(no);
    }
  }

  /** The same origin with what the buyer is to the host now, for an order that comes from no view. */
  Origin known(Origin origin, String buyerId, String hostId) {
    Relation relation = fans.relation(buyerId, hostId);
    return new Origin(origin.exposureId(), origin.channel(), relation, origin.deviceHash(),
        origin.networkHash());
  }
}
