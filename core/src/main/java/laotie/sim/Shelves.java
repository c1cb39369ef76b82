package laotie.sim;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import laotie.fact.GoodsFact.StockSupplied;

/**
 * Stock in the past. Every shelf begins and ends empty, so that the present begins with what the host
 * supplies then: supplied units are exactly the sold ones and those taken away at the end.
 */
final class Shelves {

  private static final int LOW_UNITS = 12;
  private static final int REFILL_UNITS = 60;

  private final Chronicle chronicle;
  private final Stage stage;
  private final Map<String, Integer> availableBySku = new HashMap<>();

  Shelves(Chronicle chronicle, Stage stage) {
    this.chronicle = chronicle;
    this.stage = stage;
  }

  /** Units that can still be promised. */
  int available(String skuId) {
    return availableBySku.getOrDefault(skuId, 0);
  }

  void take(String skuId, int units) {
    int left = available(skuId) - units;
    if (left < 0) {
      throw new IllegalStateException("stock " + available(skuId) + " < taken " + units + ", sku " + skuId);
    }
    availableBySku.put(skuId, left);
  }

  void giveBack(String skuId, int units) {
    availableBySku.merge(skuId, units, Integer::sum);
  }

  /** The hosts fill what ran low, in the morning. */
  void refill(Instant at) {
    for (Stage.Stand stand : stage.stands()) {
      for (Stage.Good good : stand.goods()) {
        for (String skuId : good.skuIds()) {
          if (available(skuId) < LOW_UNITS) {
            supply(at, stand, good, skuId, REFILL_UNITS);
          }
        }
      }
    }
  }

  /** The hosts take away what is left, at the end of the past. */
  void clear(Instant at) {
    for (Stage.Stand stand : stage.stands()) {
      for (Stage.Good good : stand.goods()) {
        for (String skuId : good.skuIds()) {
          if (available(skuId) > 0) {
            supply(at, stand, good, skuId, -available(skuId));
          }
        }
      }
    }
  }

  private void supply(Instant at, Stage.Stand stand, Stage.Good good, String skuId, int change) {
    availableBySku.merge(skuId, change, Integer::sum);
    chronicle.fact(
        at, new StockSupplied(skuId, good.productId(), stand.hostId(), change, available(skuId)));
  }
}
