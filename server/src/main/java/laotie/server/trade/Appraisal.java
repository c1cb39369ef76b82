package laotie.server.trade;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import laotie.fact.Relation;
import laotie.prices.Ask;
import laotie.prices.Coupon;
import laotie.prices.Favour;
import laotie.prices.FlashSale;
import laotie.prices.PricesReason;
import laotie.prices.Region;
import laotie.prices.Tag;
import laotie.server.fans.Fans;
import laotie.server.goods.Goods.SkuForSale;
import laotie.server.goods.Goods;
import laotie.server.http.Problem;
import laotie.server.prices.Prices.CouponRow;
import laotie.server.prices.Prices.Shop;
import laotie.server.prices.Prices;
import laotie.server.trade.OrderApi.LineBody;
import laotie.trade.Basket.Wanted;
import laotie.trade.Checkout;
import laotie.trade.Offer;

/**
 * Gathers what the price of an order depends on: list and room prices, flash sales, the buyer's tier, his
 * coupon, the fees of the shop. From memory, but for coupons and saved addresses.
 */
@Singleton
final class Appraisal {

  private final Prices prices;
  private final Goods goods;
  private final Fans fans;
  private final InstantSource clock;

  Appraisal(Prices prices, Goods goods, Fans fans, InstantSource clock) {
    this.prices = prices;
    this.goods = goods;
    this.fans = fans;
    this.clock = clock;
  }

  /** A variant and how many units of it. */
  record Want(SkuForSale sku, int quantity) {}

  /**
   * Who asks and how.
   *
   * @param who the account may be empty for somebody unknown
   * @param region the words of the address that say where it goes; asked only when the shop takes fees
   * @param couponId a coupon he chose, or empty
   * @param code one he typed, or empty
   */
  record Bidding(
      Prices.Guesser who, boolean isInRoom, Supplier<String> region, String couponId, String code,
      OptionalLong expectedMinor) {
    String buyerId() {
      return who.accountId();
    }
  }

  /** The variants that are asked for; refuses lines that name none, or too many of them. */
  List<Want> wants(List<LineBody> lines) {
    if (lines.isEmpty()) {
      throw Problem.field("/lines", "an order has lines");
    }
    if (lines.size() > Checkout.LINES_MAX) {
      throw Problem.field("/lines", "at most " + Checkout.LINES_MAX + " lines");
    }
    List<Want> wants = new ArrayList<>(lines.size());
    for (LineBody line : lines) {
      String pointer = "/lines/" + wants.size() + "/skuId";
      wants.add(new Want(goods.sku(line.skuId())
          .orElseThrow(() -> Problem.field(pointer, "no such variant")), line.quantity()));
    }
    return wants;
  }

  /** The basket's lines, each at its list price and from the variant's own stock. */
  static List<Wanted> wanted(List<Want> wants) {
    return wants.stream().map(want -> new Wanted(new Offer(want.sku().skuId(), want.sku().productId(),
        want.sku().hostId(), want.sku().price(), want.sku().isListed()), want.quantity())).toList();
  }

  /** The terms for goods of the first variant's host; refuses a coupon that does not exist. */
  Terms terms(List<Want> wants, Bidding bidding) {
    String hostId = wants.getFirst().sku().hostId();
    Instant now = clock.instant();
    Shop shop = prices.shop(hostId);
    Relation relation = relation(bidding.buyerId(), hostId);
    Favour favour = favour(bidding.buyerId(), hostId, relation);
    List<Ask.Item> items = new ArrayList<>(wants.size());
    List<FlashSale> flashSales = new ArrayList<>(wants.size());
    for (Want want : wants) {
      SkuForSale sku = want.sku();
      long room = bidding.isInRoom() ? shop.roomMinor(sku.skuId()) : 0;
      items.add(new Ask.Item(sku.skuId(), sku.productId(), want.quantity(),
          new Tag(sku.price(), room, favour, FlashSale.NONE)));
      flashSales.add(shop.flashOf(sku.skuId(), now));
    }
    Region region =
        shop.freight().isFree() ? Region.UNKNOWN : Region.of(bidding.region().get());
    return new Terms(new Ask(items, coupon(hostId, bidding), shop.freight(), region), flashSales,
        new Coupon.Buyer(relation, bidding.isInRoom(), false), bidding.code(), bidding.expectedMinor());
  }

  Instant now() {
    return clock.instant();
  }

  private Relation relation(String buyerId, String hostId) {
    return buyerId.isEmpty() ? Relation.STRANGER : fans.relation(buyerId, hostId);
  }

  private Favour favour(String buyerId, String hostId, Relation relation) {
    if (buyerId.isEmpty()) {
      return Favour.NONE;
    }
    Fans.Benefit benefit = fans.benefit(buyerId, hostId);
    return benefit.discountPercent() == 0 ? Favour.NONE
        : new Favour(relation.name(), benefit.discountPercent(), benefit.earlyMinutes());
  }

  private Coupon coupon(String hostId, Bidding bidding) {
    if (!bidding.code().isEmpty()) {
      return prices.couponOfCode(bidding.who(), hostId, bidding.code()).map(CouponRow::coupon)
          .orElseThrow(() -> Problem.of(PricesReason.COUPON_UNKNOWN, "no coupon of this host has this code"));
    }
    return bidding.couponId().isEmpty() ? Coupon.NONE
        : prices.coupon(bidding.couponId()).map(CouponRow::coupon)
            .orElseThrow(() -> Problem.of(PricesReason.COUPON_UNKNOWN, "no coupon " + bidding.couponId()));
  }
}
