package laotie.server.trade;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import laotie.fact.TradeFact;

/** The door of trade for other areas: orders of a simulated past. Whoever buys goes through HTTP. */
@Singleton
public final class Trade {

  /**
   * An order that was lived elsewhere.
   *
   * @param steps its facts in time order, {@link TradeFact.OrderPlaced} first
   * @param texts one for each line, as it was shown then
   */
  public record PastOrder(List<PastStep> steps, List<PastText> texts) {
    public PastOrder {
      steps = List.copyOf(steps);
      texts = List.copyOf(texts);
      if (placed().lines().size() != texts.size()) {
        throw new IllegalArgumentException(placed().lines().size() + " lines, " + texts.size() + " texts");
      }
    }

    TradeFact.OrderPlaced placed() {
      return (TradeFact.OrderPlaced) steps.getFirst().fact();
    }
  }

  /** What became of an order, and when. */
  public record PastStep(Instant at, TradeFact fact) {}

  /** The words beside a line. */
  public record PastText(String title, String skuName, String pictureUrl) {}

  Trade() {}

  /** Leaves the sequence numbers up to {@code count} to an imported past; orders from now on come after. */
  public void reserveSequences(Connection connection, long count) throws SQLException {
    PastStore.reserve(connection, count);
  }

  /**
   * Writes orders with their lines, payments, refunds and ledger in the caller's transaction; orders that
   * exist stay as they are. The caller appends the facts at their instants. Stock is not touched: what the
   * past sold, it also supplied. There is no address, as after an erasure.
   */
  public void importOrders(Connection connection, List<PastOrder> orders) throws SQLException {
    PastStore.add(connection, orders);
  }
}
