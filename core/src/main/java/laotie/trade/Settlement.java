package laotie.trade;

import java.util.List;
import laotie.fact.Transfer;

/** What a payment notice comes to: exactly one of these. */
public sealed interface Settlement {

  /** The order as it stands afterwards. */
  Order order();

  /** Already settled, or nothing arrived that matters: a repeat, or a decline after success. */
  record Unchanged(Order order) implements Settlement {}

  /** Nothing arrived; the hold goes on. */
  record Declined(Order order) implements Settlement {}

  /**
   * The money pays the order.
   *
   * @param stock the rows whose units became sold
   */
  record Honoured(Order order, List<Stock> stock, Transfer transfer) implements Settlement {
    public Honoured {
      stock = List.copyOf(stock);
    }
  }

  /** The money pays nothing and is owed back whole: a second payment, a wrong amount, no stock left. */
  record Strayed(Order order, Transfer transfer) implements Settlement {}
}
