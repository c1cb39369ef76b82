package laotie.server.prices;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.prices.Coupon;
import laotie.prices.FlashSale;
import laotie.prices.Freight;
import laotie.prices.Freight.Fee;
import laotie.prices.Step;
import laotie.server.log.Database;
import laotie.server.log.Remembered;

/**
 * The door of the prices: what a shop takes now, from memory; and for the till, inside its transaction, the
 * flash sales and coupons of this instant, what each buyer may still have of them, and the explanations of
 * orders.
 */
@Singleton
public final class Prices {

  private final Database database;
  private final Shops shops;
  private final Guesses guesses;

  Prices(Database database, Shops shops, Guesses guesses) {
    this.database = database;
    this.shops = shops;
    this.guesses = guesses;
  }

  /**
   * The prices of a host beside those on his shelf.
   *
   * @param roomPrices minor units for one, by sku id
   * @param flashSales those not ended, by sku id
   */
  public record Shop(
      Map<String, Long> roomPrices, Map<String, List<FlashSale>> flashSales, Freight freight) {
    public Shop {
      roomPrices = Map.copyOf(roomPrices);
      flashSales = Map.copyOf(flashSales);
    }

    /** The room price of a variant in minor units; 0 when it has none. */
    public long roomMinor(String skuId) {
      return roomPrices.getOrDefault(skuId, 0L);
    }

    /** The flash sale of a variant that is live, or {@link FlashSale#NONE}. */
    public FlashSale flashOf(String skuId, Instant now) {
      for (FlashSale sale : flashSales.getOrDefault(skuId, List.of())) {
        if (sale.isLive(now)) {
          return sale;
        }
      }
      return FlashSale.NONE;
    }
  }

  /**
   * A coupon and what stands beside it.
   *
   * @param code what one types to get it; empty when it is there for everybody
   * @param claims buyers who hold it
   * @param number the order of making
   */
  public record CouponRow(Coupon coupon, String code, int claims, long number) {

    /** True for what somebody typed when it is the code of this coupon. */
    public boolean hasCode(String typed) {
      return !code.isEmpty() && code.equals(Codes.plain(typed));
    }

    /** True while one more buyer may get it and is sure that he can use it. */
    public boolean isLeft() {
      return claims < coupon.term().claimsMax();
    }
  }

  /** Whose allowance of which flash sale or coupon. */
  public record Holder(String ofId, String buyerId) {}

  /** What one buyer may have: units of a flash sale, uses of a coupon; the parts sum to {@code supplied}. */
  public record Allowed(long available, long held, long sold, long supplied) {}

  /**
   * Why an order costs what it costs.
   *
   * @param steps of each line, in the order of the lines
   * @param couponName what the coupon was called, or empty
   */
  public record Explanation(List<List<Step>> steps, Fee fee, String couponName) {}

  /** What this host takes now, at most ten seconds old; costs no trip to the database once it is known. */
  public Shop shop(String hostId) {
    return shops.shop(hostId);
  }

  /** Coupons that count at this host and are not over, at most ten seconds old. */
  public List<CouponRow> coupons(String hostId) {
    return shops.coupons(hostId);
  }

  /** The coupon of this id, when there is one. */
  public Optional<CouponRow> coupon(String couponId) {
    return database.read(connection -> CouponStore.byId(connection, List.of(couponId))).stream().findFirst();
  }

  /** Who types a code; the account is empty for somebody without one. */
  public record Guesser(String accountId, String network) {}

  /**
   * The coupon of this code at this host, or of the platform. Refuses whoever typed too many wrong ones.
   */
  public Optional<CouponRow> couponOfCode(Guesser guesser, String hostId, String code) {
    Remembered.requireMayWait();
    return guesses.of(guesser, () -> database.read(
        connection -> CouponStore.byCode(connection, hostId, Codes.plain(code))));
  }

  /** What these buyers have, outside of any lock. */
  public Map<Holder, Allowed> allowances(Collection<Holder> holders) {
    return holders.isEmpty() ? Map.of()
        : database.read(connection -> AllowanceStore.read(connection, holders));
  }

  /** Flash sales as they stand, in the caller's transaction, who locked their stock before. */
  public Map<String, FlashSale> flashSales(Connection connection, Collection<String> ids)
      throws SQLException {
    Map<String, FlashSale> found = new HashMap<>();
    for (FlashSaleStore.Row row : FlashSaleStore.byId(connection, ids)) {
      found.put(row.sale().flashSaleId(), row.sale());
    }
    return found;
  }

  /** Locks coupons in the caller's transaction, in the order of their ids, after the stock. */
  public Map<String, CouponRow> lockCoupons(Connection connection, Collection<String> ids)
      throws SQLException {
    Map<String, CouponRow> found = new HashMap<>();
    for (CouponRow row : CouponStore.lock(connection, ids)) {
      found.put(row.coupon().couponId(), row);
    }
    return found;
  }

  /** Allowances under the caller's locks of stock and coupons; who is missing has had nothing. */
  public Map<Holder, Allowed> allowances(Connection connection, Collection<Holder> holders)
      throws SQLException {
    return AllowanceStore.read(connection, holders);
  }

  /** Writes allowances under the same locks. */
  public void saveAllowances(Connection connection, Map<Holder, Allowed> rows, Instant now)
      throws SQLException {
    AllowanceStore.save(connection, rows, now);
  }

  /** Writes how many buyers hold each coupon, under its lock. */
  public void saveClaims(Connection connection, Map<String, Integer> claims) throws SQLException {
    CouponStore.saveClaims(connection, claims);
  }

  /** Writes the explanations of orders in the transaction that places them. */
  public void explain(Connection connection, Map<String, Explanation> explanations) throws SQLException {
    ExplanationStore.add(connection, explanations);
  }

  /** The same in the caller's transaction. */
  public Map<String, Explanation> explanations(Connection connection, Collection<String> orderIds)
      throws SQLException {
    return ExplanationStore.byOrder(connection, orderIds);
  }

  /** The explanations of these orders; an order at list prices and without a fee has none. */
  public Map<String, Explanation> explanations(Collection<String> orderIds) {
    return orderIds.isEmpty() ? Map.of()
        : database.read(connection -> ExplanationStore.byOrder(connection, orderIds));
  }
}
