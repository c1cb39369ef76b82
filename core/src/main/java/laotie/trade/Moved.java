package laotie.trade;

import java.util.List;

/**
 * An order after a rule said yes, and the stock it moved.
 *
 * @param stock the rows that changed, each once; empty when no unit moved
 */
public record Moved(Order order, List<Stock> stock) {

  public Moved {
    stock = List.copyOf(stock);
  }
}
