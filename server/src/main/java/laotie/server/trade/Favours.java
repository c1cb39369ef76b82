package laotie.server.trade;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import laotie.fact.Decision;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.server.fans.Fans;
import laotie.server.goods.Goods.SkuForSale;
import laotie.server.http.Problem;
import laotie.server.live.Live;
import laotie.server.trade.Command.Reduction;
import laotie.trade.Favour;
import laotie.trade.Standing;

/** What a buyer is given at a host: the price of his tier, and buying before others. */
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

  /** The price of one unit, and why it is lower than the variant's. */
  record Given(Money price, Reduction reduction) {}

  /** The price for this buyer; refuses {@code NOT_OPEN_YET} while fans of a higher tier buy first. */
  Given of(String buyerId, SkuForSale sku) {
    Fans.Benefit benefit = fans.benefit(buyerId, sku.hostId());
    requireOpen(buyerId, sku, benefit);
    if (benefit.discountPercent() == 0) {
      return new Given(sku.price(), Reduction.NONE);
    }
    Favour favour = new Favour(
        fans.relation(buyerId, sku.hostId()).name(), benefit.discountPercent(), benefit.earlyMinutes());
    return new Given(favour.priceOf(sku.price()),
        new Reduction(sku.price().minor(), favour.discountPercent(), favour.tier()));
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
