package laotie.server.prices;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Money;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Payer;
import laotie.prices.Coupon;
import laotie.prices.FlashSale;
import laotie.server.goods.Goods.ProductView;
import laotie.server.goods.Goods.SkuView;
import laotie.server.goods.Goods.StockRow;
import laotie.server.log.Database;
import laotie.server.log.Remembered;
import laotie.server.prices.FlashSales.Standing;
import laotie.server.prices.Prices.Allowed;
import laotie.server.prices.Prices.CouponRow;
import laotie.server.prices.Prices.Holder;
import laotie.server.prices.Prices.Shop;

/** What a host offers beside his list prices, as hosts and viewers see it. */
@Singleton
final class Offers {

  /** Shops whose flash sales are remembered as they were just shown. */
  private static final int SHOWN_MAX = 5_000;

  /** How old units left may be: a whole room asks in the same seconds, and each asks for the same. */
  private static final Duration SHOWN_AGE_MAX = Duration.ofMillis(300);

  private final Database database;
  private final Shops shops;
  private final Owners owners;
  private final Cache<Shop, List<FlashView>> shown =
      Caffeine.newBuilder().maximumSize(SHOWN_MAX).expireAfterWrite(SHOWN_AGE_MAX).build();

  Offers(Database database, Shops shops, Owners owners) {
    this.database = database;
    this.shops = shops;
    this.owners = owners;
  }

  /**
   * A flash sale.
   *
   * @param units set aside in all
   * @param left units that can still be promised
   * @param buyerMax units one buyer may have; absent for no limit
   * @param isOver true when nobody can buy in it any more
   */
  record FlashView(
      String flashSaleId, String skuId, String productId, String title, String skuName, String pictureUrl,
      Money list, Money price, long units, long left, long held, long sold, Optional<Integer> buyerMax,
      Instant startsAt, Instant endsAt, boolean isOver) {}

  /**
   * A coupon.
   *
   * @param off what it takes off; absent for a percentage
   * @param left buyers who may still get it
   * @param uses of the viewer; absent when he does not hold it or nobody is signed in
   */
  record CouponView(
      String couponId, String hostId, String name, String code, Coupon.Kind kind, Optional<Money> off,
      int percent, Optional<Money> cap, Optional<Money> threshold, boolean isRoomOnly, Relation tier,
      boolean isFirstOrder, Instant startsAt, Instant endsAt, boolean isEnded, int usesMax, int buyerMax,
      int claims, int left, Payer payer, Optional<Uses> uses) {}

  /** Uses of a coupon by its holder. */
  record Uses(long left, long used) {}

  /** The price of one unit in the room while its show is on the air. */
  record RoomPriceView(String skuId, Money price) {}

  List<FlashView> flashViews(List<Standing> standings) {
    Map<String, ProductView> products = owners.goods().products(
        standings.stream().map(one -> one.row().sale().productId()).distinct().toList());
    List<FlashView> views = new ArrayList<>(standings.size());
    for (Standing one : standings) {
      FlashSale sale = one.row().sale();
      ProductView product = products.get(sale.productId());
      owners.goods().sku(sale.skuId()).ifPresent(sku -> views.add(new FlashView(sale.flashSaleId(),
          sale.skuId(), sale.productId(), sku.title(), sku.name(),
          product == null || product.pictures().isEmpty() ? "" : product.pictures().getFirst().url(),
          sku.price(), new Money(sale.priceMinor(), sku.price().currency()), one.stock().supplied(),
          one.stock().available(), one.stock().held(), one.stock().sold(),
          sale.buyerMax() == FlashSales.BUYER_NO_LIMIT ? Optional.empty() : Optional.of(sale.buyerMax()),
          sale.startsAt(), sale.endsAt(), sale.isOver(now()))));
    }
    return views;
  }

  /** The flash sales of a host that are live or come next, soonest first; units at most 300 ms old. */
  List<FlashView> flashOf(String hostId) {
    // A changed sale makes another shop, so that what was shown before is not found any more.
    return Remembered.of(shown, shops.shop(hostId), this::flashOf);
  }

  private List<FlashView> flashOf(Shop shop) {
    List<FlashSale> sales = shop.flashSales().values().stream().flatMap(List::stream)
        .filter(sale -> !sale.isOver(now())).sorted(Comparator.comparing(FlashSale::endsAt))
        .toList();
    Map<String, StockRow> stock =
        owners.goods().stock(sales.stream().map(FlashSale::flashSaleId).toList());
    return flashViews(sales.stream().filter(sale -> stock.containsKey(sale.flashSaleId()))
        .map(sale -> new Standing(new FlashSaleStore.Row(sale, 0, sale.startsAt()),
            stock.get(sale.flashSaleId()))).toList());
  }

  List<RoomPriceView> roomPrices(String hostId) {
    List<RoomPriceView> views = new ArrayList<>();
    shops.shop(hostId).roomPrices().forEach((skuId, minor) -> owners.goods().sku(skuId)
        .filter(sku -> minor < sku.price().minor())
        .ifPresent(sku -> views.add(
            new RoomPriceView(skuId, new Money(minor, sku.price().currency())))));
    return views;
  }

  /** The coupons of a host a viewer may get or holds; {@code viewerId} may be empty. */
  List<CouponView> coupons(String hostId, String viewerId) {
    List<CouponRow> rows = shops.coupons(hostId);
    Map<Holder, Allowed> held = allowed(rows, viewerId);
    List<CouponView> views = new ArrayList<>();
    for (CouponRow row : rows) {
      Allowed mine = held.get(new Holder(row.coupon().couponId(), viewerId));
      // A coupon with a code is shown to nobody who has not typed it.
      if (row.code().isEmpty() || mine != null) {
        views.add(view(row, Optional.ofNullable(mine), ""));
      }
    }
    return views;
  }

  private Map<Holder, Allowed> allowed(List<CouponRow> rows, String viewerId) {
    return viewerId.isEmpty() || rows.isEmpty() ? Map.of()
        : database.read(connection -> AllowanceStore.read(connection, rows.stream()
            .map(row -> new Holder(row.coupon().couponId(), viewerId)).toList()));
  }

  /** A coupon as its maker sees it. */
  static CouponView view(CouponRow row) {
    return view(row, Optional.empty(), row.code());
  }

  static CouponView view(CouponRow row, Optional<Allowed> mine, String code) {
    Coupon coupon = row.coupon();
    Coupon.Off off = coupon.off();
    return new CouponView(coupon.couponId(), coupon.hostId(), coupon.name(), code, off.kind(),
        money(off.minor(), off), off.percent(), money(off.capMinor(), off),
        money(off.thresholdMinor(), off), coupon.asks().isRoomOnly(), coupon.asks().tier(),
        coupon.asks().isFirstOrder(), coupon.term().startsAt(), coupon.term().endsAt(),
        coupon.term().isEnded(), coupon.term().usesMax(), coupon.term().buyerMax(), row.claims(),
        coupon.term().claimsMax() - row.claims(), coupon.payer(),
        mine.map(one -> new Uses(one.available(), one.held() + one.sold())));
  }

  private static Optional<Money> money(long minor, Coupon.Off off) {
    return minor == 0 ? Optional.empty() : Optional.of(new Money(minor, off.currency()));
  }

  Instant now() {
    return shops.now();
  }
}
