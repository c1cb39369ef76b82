package laotie.server.trade;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Fact;
import laotie.fact.TradeFact.WaitBegan;
import laotie.fact.TradeFact.WaitEnded;
import laotie.fact.TradeFact.WaitOffered;
import laotie.server.notices.Notices;
import laotie.server.trade.Ticket.Answer;
import laotie.trade.Order;
import laotie.trade.Stock;
import laotie.trade.Wait;
import laotie.trade.Waitlist;
import laotie.trade.Waitlist.Passed;

/**
 * The lines of those who wait for what a batch touches, under the locks of its stock. Costs one look into
 * the index where nobody waits.
 */
final class WaitBook {

  private final Notices notices;
  private final Duration offer;
  private final Instant now;
  private final Map<String, List<Wait>> lines = new TreeMap<>();
  private final Map<String, WaitRow> rows = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private long[] numbers = {};
  private int numbersUsed;

  private final Map<String, WaitRow> joined = new LinkedHashMap<>();
  private final Map<String, WaitRow> offered = new LinkedHashMap<>();
  private final Set<String> ended = new HashSet<>();
  private final List<Fact> facts = new ArrayList<>();

  WaitBook(Notices notices, Duration offer, Instant now) {
    this.notices = notices;
    this.offer = offer;
    this.now = now;
  }

  /** Reads the lines of locked variants, and what those who want to join need. */
  void read(Connection connection, Collection<String> skuIds, List<Command.Join> joins)
      throws SQLException {
    if (skuIds.isEmpty()) {
      return;
    }
    WaitStore.lines(connection, skuIds).forEach((skuId, line) -> {
      lines.put(skuId, line.stream().map(WaitRow::place).toList());
      line.forEach(row -> rows.put(row.place().waitId(), row));
    });
    if (!joins.isEmpty()) {
      counts.putAll(WaitStore.counts(connection, joins.stream().map(Command.Join::buyerId).toList()));
      numbers = OrderStore.drawSequences(connection, joins.size());
    }
  }

  /** The rows of stock that change when whoever waits gets what is there. */
  List<Stock> passOn(Map<String, Stock> stock) {
    List<Stock> moved = new ArrayList<>();
    for (String skuId : List.copyOf(lines.keySet())) {
      Stock row = stock.get(skuId);
      if (row != null) {
        Passed passed = Waitlist.passOn(lines.get(skuId), row, now, offer);
        lines.put(skuId, passed.line());
        passed.lapsed().forEach(wait -> end(wait, "LAPSED"));
        passed.offered().forEach(this::offer);
        if (!passed.stock().equals(row)) {
          moved.add(passed.stock());
        }
      }
    }
    return moved;
  }

  private void offer(Wait wait) {
    WaitRow row = rows.get(wait.waitId()).as(wait);
    rows.put(wait.waitId(), row);
    offered.put(wait.waitId(), row);
    facts.add(new WaitOffered(wait.waitId(), wait.skuId(), row.productId(), row.hostId(), wait.buyerId(),
        wait.offeredUntil()));
  }

  private void end(Wait wait, String how) {
    WaitRow row = rows.get(wait.waitId());
    ended.add(wait.waitId());
    facts.add(new WaitEnded(
        wait.waitId(), wait.skuId(), row.productId(), row.hostId(), wait.buyerId(), how));
  }

  /** The rows of stock as this buyer finds them: what is kept for him is there for him. */
  List<Stock> lent(String buyerId, Collection<String> skuIds, Map<String, Stock> stock) {
    List<Stock> lent = new ArrayList<>();
    if (!lines.isEmpty()) {
      for (String skuId : skuIds) {
        if (offerOf(buyerId, skuId).isPresent()) {
          lent.add(stock.get(skuId).release(Waitlist.UNITS_EACH));
        }
      }
    }
    return lent;
  }

  /** What was lent and is in the order was kept for him no longer; answers what he did not take. */
  List<String> taken(List<Stock> lent, Order order) {
    List<String> left = new ArrayList<>();
    for (Stock row : lent) {
      boolean isTaken = order.holds().stream().anyMatch(hold -> hold.stockId().equals(row.skuId()));
      Optional<Wait> wait = offerOf(order.deal().buyerId(), row.skuId());
      if (isTaken && wait.isPresent()) {
        leave(wait.get(), "BOUGHT");
      } else {
        left.add(row.skuId());
      }
    }
    return left;
  }

  private Optional<Wait> offerOf(String buyerId, String skuId) {
    return waitOf(buyerId, skuId).filter(Wait::isOffered);
  }

  private Optional<Wait> waitOf(String buyerId, String skuId) {
    return lines.getOrDefault(skuId, List.of()).stream()
        .filter(wait -> wait.buyerId().equals(buyerId)).findFirst();
  }

  private void leave(Wait wait, String how) {
    lines.put(wait.skuId(), lines.get(wait.skuId()).stream().filter(one -> !one.equals(wait)).toList());
    end(wait, how);
  }

  /** Puts a buyer at the end of a line; {@code stock} is what is left after everybody before him. */
  Answer join(Command.Join join, Stock stock) {
    WaitRow fresh = join.as(numbers[numbersUsed++]);
    Wait wait = fresh.place();
    List<Wait> line = lines.getOrDefault(wait.skuId(), List.of());
    int his = counts.getOrDefault(wait.buyerId(), 0);
    return switch (Waitlist.join(line, stock, wait, his)) {
      case Refused<List<Wait>> refused -> new Answer.No(refused);
      case Accepted<List<Wait>>(List<Wait> after, var none) -> {
        if (after.size() > line.size()) {
          lines.put(wait.skuId(), after);
          rows.put(wait.waitId(), fresh);
          joined.put(wait.waitId(), fresh);
          counts.put(wait.buyerId(), his + 1);
          facts.add(new WaitBegan(wait.waitId(), wait.skuId(), fresh.productId(), fresh.hostId(),
              wait.buyerId(), wait.number()));
        }
        yield new Answer.Waits();
      }
    };
  }

  /** Takes a buyer out of a line; answers the stock when something was kept for him. */
  Optional<Stock> leave(String buyerId, String skuId, Stock stock) {
    Optional<Wait> wait = waitOf(buyerId, skuId);
    wait.ifPresent(one -> leave(one, "LEFT"));
    return wait.filter(Wait::isOffered).map(one -> stock.release(Waitlist.UNITS_EACH));
  }

  /** The goods are sold no more: nobody waits for them, and what was kept is on the shelf. */
  Optional<Stock> close(String skuId, Stock stock) {
    List<Wait> line = lines.getOrDefault(skuId, List.of());
    line.forEach(wait -> end(wait, "GONE"));
    lines.remove(skuId);
    int kept = (int) line.stream().filter(Wait::isOffered).count();
    return kept == 0 ? Optional.empty() : Optional.of(stock.release(kept * Waitlist.UNITS_EACH));
  }

  /** Writes what changed; answers what happened. */
  List<Fact> write(Connection connection) throws SQLException {
    if (facts.isEmpty()) {
      return facts;
    }
    // Who left the line and joined it again has one row at a time.
    if (!ended.isEmpty()) {
      WaitStore.end(connection, ended);
    }
    WaitStore.add(connection, now, joined.keySet().stream()
        .filter(waitId -> !ended.contains(waitId)).map(rows::get).toList());
    List<WaitRow> told = offered.keySet().stream()
        .filter(waitId -> !ended.contains(waitId)).map(rows::get).toList();
    WaitStore.offer(connection, told);
    notices.tell(connection, now, told.stream().map(WaitBook::notice).toList());
    return facts;
  }

  private static Notices.Notice notice(WaitRow row) {
    return new Notices.Notice(row.place().buyerId(), Notices.Kind.STOCK_BACK, row.hostId(), "",
        "/product/" + row.productId(), Map.of("title", row.title()), "offer " + row.place().waitId());
  }
}
