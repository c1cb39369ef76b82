package laotie.growth.repurchase;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.fact.BusinessDays;
import laotie.growth.Loyalty;
import laotie.growth.LoyaltyKey;

/** To whom a buyer comes back. A number of one scope says nothing of the other. */
public enum BuyerScope {
  /** Each pair of buyer and host is a buyer: the loyalty of the story, the headline. */
  HOST,
  /** Each person is one buyer, with whichever host he buys. */
  PLATFORM;

  /** The buyers of these cells. */
  public List<Buyer> buyers(Map<LoyaltyKey, Loyalty> cells, BusinessDays days) {
    List<Buyer> buyers = new ArrayList<>();
    loyalties(cells).forEach(loyalty -> buyers.add(Buyer.of(loyalty, days)));
    return buyers;
  }

  private Iterable<Loyalty> loyalties(Map<LoyaltyKey, Loyalty> cells) {
    if (this == HOST) {
      return cells.values();
    }
    Map<String, Loyalty> people = new HashMap<>();
    cells.forEach((key, loyalty) -> people.merge(key.buyerId(), loyalty, Loyalty::merge));
    return people.values();
  }
}
