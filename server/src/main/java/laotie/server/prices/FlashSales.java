package laotie.server.prices;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import laotie.fact.Fact;
import laotie.fact.GoodsFact.StockSupplied;
import laotie.fact.Money;
import laotie.fact.PricesFact.FlashSaleEnded;
import laotie.fact.PricesFact.FlashSaleSet;
import laotie.goods.GoodsReason;
import laotie.prices.FlashSale;
import laotie.prices.PricesReason;
import laotie.server.goods.Goods;
import laotie.server.goods.Goods.SkuForSale;
import laotie.server.goods.Goods.StockRow;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;

/**
 * Flash sales as their hosts make, change and end them. Units move between the variant's row of stock and the
 * sale's own; both rows are locked in the order of their ids before anything is looked at, as the till does.
 */
@Singleton
final class FlashSales {

  /** Flash sales of one host that are not over. */
  static final int OPEN_MAX = 50;

  /** Units one buyer may have where the host sets no limit. */
  static final int BUYER_NO_LIMIT = 1_000_000;

  /** How long a flash sale may take. */
  static final Duration LASTS_MAX = Duration.ofDays(30);

  /** When to look for units that came back: soon while some are held, then every hour for a season. */
  private static final Duration SWEEP_SOON = Duration.ofSeconds(5);
  private static final Duration SWEEP_LATER = Duration.ofHours(1);
  private static final Duration SWEPT_FOR = Duration.ofDays(90);

  /** Far enough to mean never. */
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final Database database;
  private final Log log;
  private final Shops shops;
  private final Owners owners;
  private final InstantSource clock;

  FlashSales(Database database, Log log, Shops shops, Owners owners, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.shops = shops;
    this.owners = owners;
    this.clock = clock;
  }

  /** What a host wants; the units are all that are set aside, sold ones included. */
  record Wish(Money price, long units, int buyerMax, Instant startsAt, Instant endsAt) {}

  /** The two rows of stock of a sale, both locked. */
  private record Locked(FlashSaleStore.Row row, StockRow shelf, StockRow aside) {}

  /** A sale and its own stock. */
  record Standing(FlashSaleStore.Row row, StockRow stock) {}

  FlashSale add(String hostId, String skuId, Wish wish) {
    SkuForSale sku = owners.ownSku(hostId, skuId, "/skuId");
    RoomPrices.requireBelow(wish.price(), sku.price(), "/price");
    FlashSale sale = saleOf(new FlashSale(Ids.next("fls"), sku.skuId(), sku.productId(), hostId,
        wish.price().minor(), 1, wish.startsAt(), wish.endsAt(), false), wish);
    Instant now = now();
    database.write(connection -> {
      StockRow shelf = lock(connection, List.of(sku.skuId())).get(sku.skuId());
      requireRoom(connection, hostId);
      requireAlone(connection, sale);
      owners.goods().addSetAside(connection, sale.flashSaleId(), sku.skuId());
      FlashSaleStore.add(connection, sale, now);
      StockRow aside = new StockRow(sale.flashSaleId(), 0, 0, 0, 0);
      List<Fact> facts = new ArrayList<>(move(connection, sale, shelf, aside, wish.units()));
      facts.add(told(sale, wish));
      log.append(connection, now, facts);
      return sale;
    });
    shops.forget(hostId);
    return sale;
  }

  /** Changes price, units, limit or time; orders that stand keep what they have. */
  FlashSale edit(String hostId, String id, Wish wish) {
    Instant now = now();
    FlashSale edited = database.write(connection -> {
      Locked locked = locked(connection, hostId, id);
      FlashSale before = locked.row().sale();
      if (before.isOver(now)) {
        throw ended(id);
      }
      RoomPrices.requireBelow(
          wish.price(), owners.ownSku(hostId, before.skuId(), "/skuId").price(), "/price");
      FlashSale after = saleOf(before, wish);
      requireAlone(connection, after);
      FlashSaleStore.edit(connection, after);
      List<Fact> facts = new ArrayList<>(move(connection, after, locked.shelf(), locked.aside(),
          wish.units() - locked.aside().supplied()));
      facts.add(told(after, wish));
      log.append(connection, now, facts);
      return after;
    });
    shops.forget(hostId);
    return edited;
  }

  /** Ends it now; what is left goes back to the shelf. A repeat changes nothing. */
  void end(String hostId, String id) {
    Instant now = now();
    database.write(connection -> {
      Locked locked = locked(connection, hostId, id);
      if (!locked.row().sale().isEnded()) {
        end(connection, locked, now);
      }
      return id;
    });
    shops.forget(hostId);
  }

  /** Takes the end back while its time is not over, with as many units as went back to the shelf. */
  void reopen(String hostId, String id) {
    Instant now = now();
    database.write(connection -> {
      Locked locked = locked(connection, hostId, id);
      FlashSale sale = locked.row().sale();
      if (!sale.isEnded()) {
        return id;
      }
      if (!now.isBefore(sale.endsAt())) {
        throw ended(id);
      }
      requireRoom(connection, hostId);
      requireAlone(connection, sale);
      FlashSaleStore.reopen(connection, id);
      List<Fact> facts = new ArrayList<>(
          move(connection, sale, locked.shelf(), locked.aside(), locked.row().returned()));
      facts.add(told(sale, new Wish(priceOf(sale), locked.aside().supplied() + locked.row().returned(),
          sale.buyerMax(), sale.startsAt(), sale.endsAt())));
      log.append(connection, now, facts);
      return id;
    });
    shops.forget(hostId);
  }

  /** Ends what is over by its time, and brings back to the shelf what returned to sales that ended. */
  int tidy(int limit) {
    Instant now = now();
    List<String> toEnd = database.read(connection -> FlashSaleStore.toEnd(connection, now, limit));
    List<String> toSweep = database.read(connection -> FlashSaleStore.toSweep(connection, now, limit));
    Stream.concat(toEnd.stream(), toSweep.stream()).forEach(id -> {
      String hostId = database.write(connection -> {
        Locked locked = locked(connection, "", id);
        end(connection, locked, now);
        return locked.row().sale().hostId();
      });
      shops.forget(hostId);
    });
    return Math.max(toEnd.size(), toSweep.size());
  }

  Standing one(String hostId, String id) {
    FlashSaleStore.Row row = database.read(connection -> FlashSaleStore.one(connection, id))
        .filter(found -> found.sale().hostId().equals(hostId))
        .orElseThrow(() -> Problem.notFound("flash sale", id));
    return standing(List.of(row)).getFirst();
  }

  /** Those of a host made before {@code before}, the newest first. */
  List<Standing> ofHost(String hostId, Instant before, int limit) {
    return standing(database.read(
        connection -> FlashSaleStore.ofHost(connection, hostId, before, limit)));
  }

  private List<Standing> standing(List<FlashSaleStore.Row> rows) {
    Map<String, StockRow> stock = owners.goods().stock(
        rows.stream().map(row -> row.sale().flashSaleId()).toList());
    return rows.stream().map(row -> new Standing(row, stock.get(row.sale().flashSaleId()))).toList();
  }

  private void end(Connection connection, Locked locked, Instant now) throws SQLException {
    FlashSale sale = locked.row().sale();
    StockRow aside = locked.aside();
    boolean isFirst = !sale.isEnded();
    List<Fact> facts =
        new ArrayList<>(move(connection, sale, locked.shelf(), aside, -aside.available()));
    boolean isLate = sale.endsAt().plus(SWEPT_FOR).isBefore(now);
    Instant next = now.plus(aside.held() > 0 ? SWEEP_SOON : isLate ? NEVER : SWEEP_LATER);
    FlashSaleStore.end(
        connection, sale.flashSaleId(), now, new FlashSaleStore.Sweep(aside.available(), next));
    if (isFirst) {
      facts.add(new FlashSaleEnded(sale.flashSaleId(), sale.skuId(), sale.productId(), sale.hostId(),
          aside.held() + aside.sold()));
    }
    if (!facts.isEmpty()) {
      log.append(connection, now, facts);
    }
  }

  /** Moves units from the shelf to the sale, or back when negative; the sum of both rows stays. */
  private List<Fact> move(
      Connection connection, FlashSale sale, StockRow shelf, StockRow aside, long units)
      throws SQLException {
    if (units == 0) {
      return List.of();
    }
    if (shelf.available() < units || aside.available() < -units) {
      throw Problem.of(GoodsReason.SUPPLY_BELOW_PROMISED,
          "shelf " + shelf.available() + ", set aside " + aside.available() + ", to move " + units,
          Map.of("available", units > 0 ? shelf.available() : aside.available()));
    }
    StockRow left = new StockRow(shelf.skuId(), shelf.available() - units, shelf.held(), shelf.sold(),
        shelf.supplied() - units);
    owners.goods().saveStock(connection, List.of(left, new StockRow(aside.skuId(),
        aside.available() + units, aside.held(), aside.sold(), aside.supplied() + units)));
    return List.of(new StockSupplied(
        sale.skuId(), sale.productId(), sale.hostId(), -units, left.available()));
  }

  /** Both rows of stock, then the sale as it stands under them; {@code hostId} may be empty for anybody's. */
  private Locked locked(Connection connection, String hostId, String id) throws SQLException {
    FlashSaleStore.Row seen = FlashSaleStore.one(connection, id)
        .filter(row -> hostId.isEmpty() || row.sale().hostId().equals(hostId))
        .orElseThrow(() -> Problem.notFound("flash sale", id));
    Map<String, StockRow> stock =
        lock(connection, Stream.of(id, seen.sale().skuId()).sorted().toList());
    return new Locked(FlashSaleStore.one(connection, id).orElseThrow(),
        stock.get(seen.sale().skuId()), stock.get(id));
  }

  private Map<String, StockRow> lock(Connection connection, List<String> ids) throws SQLException {
    return owners.goods().lockStock(connection, ids);
  }

  private static void requireRoom(Connection connection, String hostId) throws SQLException {
    if (FlashSaleStore.openOfHost(connection, hostId, OPEN_MAX).size() == OPEN_MAX) {
      throw Problem.of(PricesReason.PRICES_FULL, "at most " + OPEN_MAX + " flash sales at a time",
          Map.of("max", OPEN_MAX));
    }
  }

  /** Sales of one variant are made under the lock of its stock, so that two never miss each other. */
  private static void requireAlone(Connection connection, FlashSale sale) throws SQLException {
    FlashSaleStore.overlapping(connection, sale).ifPresent(other -> {
      throw Problem.of(PricesReason.FLASH_SALE_OVERLAPS,
          "flash sale " + other.sale().flashSaleId() + " of this variant runs then",
          Map.of("flashSaleId", other.sale().flashSaleId()));
    });
  }

  private static FlashSale saleOf(FlashSale before, Wish wish) {
    return new FlashSale(before.flashSaleId(), before.skuId(), before.productId(), before.hostId(),
        wish.price().minor(), wish.buyerMax(), wish.startsAt(), wish.endsAt(), false);
  }

  private Money priceOf(FlashSale sale) {
    return new Money(sale.priceMinor(), owners.goods().sku(sale.skuId()).orElseThrow().price().currency());
  }

  private static FlashSaleSet told(FlashSale sale, Wish wish) {
    return new FlashSaleSet(sale.flashSaleId(), sale.skuId(), sale.productId(), sale.hostId(),
        wish.price(), wish.units(), sale.buyerMax(), sale.startsAt(), sale.endsAt());
  }

  private static Problem ended(String id) {
    return Problem.of(PricesReason.PROMISE_ENDED, "flash sale " + id + " is over");
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
