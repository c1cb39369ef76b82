package laotie.trade;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import laotie.fact.Origin;

/**
 * What one buyer asks for in one order, and where he came from.
 *
 * @param showId the show of the view the order comes from, or empty
 * @param clipId the clip of that view, or empty; without show and clip it is {@code offlive}
 * @param viewId that view, or empty
 */
public record Basket(
    String orderId, String buyerId, List<Wanted> wanted, String showId, String clipId, String viewId,
    Origin origin) {

  public Basket {
    Objects.requireNonNull(orderId);
    Objects.requireNonNull(buyerId);
    wanted = List.copyOf(wanted);
    Objects.requireNonNull(showId);
    Objects.requireNonNull(clipId);
    Objects.requireNonNull(viewId);
    Objects.requireNonNull(origin);
  }

  /** The same with so many units of each line; lines of 0 are dropped. */
  public Basket shortened(List<Integer> units) {
    List<Wanted> kept = new ArrayList<>(wanted.size());
    for (int line = 0; line < wanted.size(); line++) {
      if (units.get(line) > 0) {
        Wanted one = wanted.get(line);
        kept.add(new Wanted(one.offer(), units.get(line), one.stockId(), one.buyerMax()));
      }
    }
    return new Basket(orderId, buyerId, kept, showId, clipId, viewId, origin);
  }

  /** The same with lines from other stock. */
  public Basket with(List<Wanted> other) {
    return new Basket(orderId, buyerId, other, showId, clipId, viewId, origin);
  }

  /**
   * One variant and how many of it.
   *
   * @param quantity units
   * @param stockId the row of stock the units come from: the variant's own, or that of a flash sale
   * @param buyerMax units of this stock that one buyer may have in all his orders; 0 for no such limit
   */
  public record Wanted(Offer offer, int quantity, String stockId, int buyerMax) {
    public Wanted {
      Objects.requireNonNull(offer);
      Objects.requireNonNull(stockId);
    }

    /** Units of the variant's own stock. */
    public Wanted(Offer offer, int quantity) {
      this(offer, quantity, offer.skuId(), 0);
    }
  }
}
