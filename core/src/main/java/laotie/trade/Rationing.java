package laotie.trade;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.fact.Decision;
import laotie.fact.Money;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.trade.Basket.Wanted;

/**
 * Decides how much of a basket somebody may have: within the limits of its products, and, when he takes what
 * is there, within the stock.
 */
public final class Rationing {

  private Rationing() {}

  /**
   * The units of each line, in the order of the basket; 0 drops a line. Without partial availability they
   * are the wanted ones, or the first limit that forbids them. With it they are shortened, lines in their
   * order, and refused only when nothing is left.
   *
   * @param stock the locked rows of at least the basket's variants, by sku id
   * @param taken units the buyer has of each limited product, by product id
   */
  public static Decision<List<Integer>> decide(
      Basket basket, Wish wish, Map<String, Stock> stock, Map<String, Long> taken) {
    Decision<Money> checked = Checkout.check(basket);
    if (checked instanceof Refused<Money>(var reason, var detail, var members)) {
      return new Refused<>(reason, detail, members);
    }
    Map<String, Limit> limits = new HashMap<>();
    Map<String, Long> left = new HashMap<>();
    for (Limit limit : wish.limits()) {
      limits.put(limit.productId(), limit);
      left.put(limit.productId(),
          Math.max(0, limit.units() - taken.getOrDefault(limit.productId(), 0L)));
    }
    List<Integer> units = new ArrayList<>(basket.wanted().size());
    List<Refused<List<Integer>>> reasons = new ArrayList<>();
    for (Wanted wanted : basket.wanted()) {
      String productId = wanted.offer().productId();
      long allowed = left.getOrDefault(productId, Long.MAX_VALUE);
      if (allowed < wanted.quantity()) {
        reasons.add(overLimit(wanted, limits.get(productId), allowed));
      }
      long given = Math.min(wanted.quantity(), allowed);
      if (wish.isPartial()) {
        long available = available(basket.buyerId(), wanted, stock);
        if (available < wanted.quantity()) {
          reasons.add(Checkout.outOfStock(wanted, available));
        }
        given = Math.min(given, available);
      }
      left.put(productId, allowed - given);
      units.add((int) given);
    }
    boolean isNo = wish.isPartial() ? units.stream().allMatch(one -> one == 0) : !reasons.isEmpty();
    return isNo ? first(reasons) : new Accepted<>(units, List.of());
  }

  /** What is on the shelf, or what this buyer may have of it when that is less. */
  private static long available(String buyerId, Wanted wanted, Map<String, Stock> stock) {
    Stock row = stock.get(wanted.stockId());
    long available = row == null ? 0 : row.available();
    if (wanted.buyerMax() == 0) {
      return available;
    }
    String id = Allowance.id(wanted.stockId(), buyerId);
    Stock allowance = stock.getOrDefault(id, Stock.of(id, wanted.buyerMax()));
    return Math.min(available, Allowance.limited(allowance, wanted.buyerMax()).available());
  }

  /** Reasons stand in order of precedence. */
  private static Refused<List<Integer>> first(List<Refused<List<Integer>>> reasons) {
    return reasons.stream().min((left, right) ->
        ((TradeReason) left.reason()).compareTo((TradeReason) right.reason())).orElseThrow();
  }

  private static Refused<List<Integer>> overLimit(Wanted wanted, Limit limit, long left) {
    return new Refused<>(TradeReason.BUYER_LIMIT,
        "wanted " + wanted.quantity() + ", this buyer may have " + left + " more, product "
            + limit.productId(),
        Map.of("buyerMax", limit.units(), "days", limit.days(), "buyerLeft", left,
            "productId", limit.productId(), "skuId", wanted.offer().skuId()));
  }
}
