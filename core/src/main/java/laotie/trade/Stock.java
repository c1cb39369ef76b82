package laotie.trade;

import java.util.Objects;

/**
 * The units of one variant (库存), each in exactly one place, so that none is promised twice.
 *
 * @param available units that can still be promised, >= 0
 * @param held units promised to orders that are not paid yet (占库存), >= 0
 * @param sold units of paid orders, >= 0
 * @param supplied units ever put on the shelf; always {@code available + held + sold}
 */
public record Stock(String skuId, long available, long held, long sold, long supplied) {

  public Stock {
    Objects.requireNonNull(skuId);
    if (available < 0 || held < 0 || sold < 0 || available + held + sold != supplied) {
      throw new IllegalArgumentException(
          "stock of " + skuId + ": available " + available + " + held " + held + " + sold " + sold
              + " of supplied " + supplied);
    }
  }

  /** {@code units} on the shelf, none promised. */
  public static Stock of(String skuId, long units) {
    return new Stock(skuId, units, 0, 0, units);
  }

  /** Units become a promise. */
  public Stock hold(int units) {
    return new Stock(skuId, available - units, held + units, sold, supplied);
  }

  /** A promise ends unpaid. */
  public Stock release(int units) {
    return new Stock(skuId, available + units, held - units, sold, supplied);
  }

  /** A promise is paid. */
  public Stock sellHeld(int units) {
    return new Stock(skuId, available, held - units, sold + units, supplied);
  }

  /** Sold units come back to the shelf. */
  public Stock takeBack(int units) {
    return new Stock(skuId, available + units, held, sold - units, supplied);
  }

  /** Units are paid that were not promised any more. */
  public Stock sellAvailable(int units) {
    return new Stock(skuId, available - units, held, sold + units, supplied);
  }
}
