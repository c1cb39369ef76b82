package laotie.server.hooks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import laotie.fact.GoodsFact.StockSupplied;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderCancelled;
import laotie.fact.TradeFact.OrderExpired;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderPlaced;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.ReturnClosed;

/**
 * Which stocks a batch of facts may have changed. Facts say which, the shelf says how much is there now: a
 * level that is looked at cannot be counted wrong.
 */
final class Touches {

  /**
   * A stock that may be another.
   *
   * @param change units that came (positive) or went by the facts that say so; 0 where they do not
   * @param last the last fact that touched it
   */
  record Touch(String productId, String hostId, long change, Recorded last) {}

  private record Ended(String hostId, boolean isGivenBack, Recorded last) {}

  private final Map<String, Touch> bySku = new LinkedHashMap<>();
  private final Map<String, Ended> byOrder = new HashMap<>();
  private final Predicate<String> isWatched;

  private Touches(Predicate<String> isWatched) {
    this.isWatched = isWatched;
  }

  /**
   * Reads a batch.
   *
   * @param isWatched true for hosts whose stock somebody is told of
   */
  static Map<String, Touch> of(List<Recorded> batch, Predicate<String> isWatched, Stocks stocks) {
    Touches touches = new Touches(isWatched);
    for (Recorded recorded : batch) {
      touches.read(recorded);
    }
    if (!touches.byOrder.isEmpty()) {
      Map<String, List<Line>> lines = stocks.linesOf(List.copyOf(touches.byOrder.keySet()));
      touches.byOrder.forEach((orderId, ended) ->
          lines.getOrDefault(orderId, List.of()).forEach(line -> touches.touch(line, ended.hostId(),
              ended.isGivenBack() ? line.quantity() : 0, ended.last())));
    }
    return touches.bySku;
  }

  /** The hosts whose stock a batch may have changed. */
  static List<String> hosts(List<Recorded> batch) {
    List<String> hosts = new ArrayList<>();
    for (Recorded recorded : batch) {
      switch (recorded.fact()) {
        case StockSupplied supplied -> hosts.add(supplied.hostId());
        case OrderPlaced placed -> hosts.add(placed.deal().hostId());
        case OrderPaid paid -> hosts.add(paid.deal().hostId());
        case OrderExpired expired -> hosts.add(expired.hostId());
        case OrderCancelled cancelled -> hosts.add(cancelled.hostId());
        case OrderRefunded refunded -> hosts.add(refunded.deal().hostId());
        case ReturnClosed closed -> hosts.add(closed.hostId());
        default -> { }
      }
    }
    return hosts;
  }

  private void read(Recorded recorded) {
    switch (recorded.fact()) {
      case StockSupplied supplied -> touch(new Line(supplied.skuId(), supplied.productId(), 1, 0),
          supplied.hostId(), supplied.change(), recorded);
      case OrderPlaced placed -> placed.lines().forEach(
          line -> touch(line, placed.deal().hostId(), -line.quantity(), recorded));
      // A late payment takes stock again.
      case OrderPaid paid -> paid.lines().forEach(line -> touch(line, paid.deal().hostId(), 0, recorded));
      case OrderExpired expired -> end(expired.orderId(), new Ended(expired.hostId(), true, recorded));
      case OrderCancelled cancelled ->
          end(cancelled.orderId(), new Ended(cancelled.hostId(), true, recorded));
      case OrderRefunded refunded ->
          end(refunded.orderId(), new Ended(refunded.deal().hostId(), false, recorded));
      case ReturnClosed closed -> end(closed.orderId(), new Ended(closed.hostId(), false, recorded));
      default -> { }
    }
  }

  private void end(String orderId, Ended ended) {
    if (isWatched.test(ended.hostId())) {
      byOrder.put(orderId, ended);
    }
  }

  private void touch(Line line, String hostId, long change, Recorded recorded) {
    // Units of a flash sale come from a stock of its own.
    if (isWatched.test(hostId) && line.stockId().equals(line.skuId())) {
      bySku.merge(line.skuId(), new Touch(line.productId(), hostId, change, recorded),
          (old, more) -> new Touch(more.productId(), more.hostId(), old.change() + more.change(),
              old.last().cursor().compareTo(more.last().cursor()) > 0 ? old.last() : more.last()));
    }
  }
}
