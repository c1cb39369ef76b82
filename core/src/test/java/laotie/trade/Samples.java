package laotie.trade;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import laotie.fact.Channel;
import laotie.fact.Decision.Accepted;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.trade.Basket.Wanted;
import laotie.trade.Checkout.Turn;

/** Small orders to try the rules on. */
final class Samples {

  static final Instant NOW = Instant.parse("2026-06-18T12:00:00Z");
  static final Turn TURN = new Turn(7, NOW, Duration.ofMinutes(15));
  static final Origin ORIGIN = new Origin("", Channel.FEED, Relation.STRANGER, "", "");

  private Samples() {}

  static Offer offer(String skuId, long priceMinor) {
    return new Offer(skuId, "prd_1", "host_1", Money.cny(priceMinor), true);
  }

  static Basket basket(Wanted... wanted) {
    return new Basket("ord_1", "acc_1", List.of(wanted), "show_1", "", "view_1", ORIGIN);
  }

  static Wanted wanted(String skuId, int quantity) {
    return new Wanted(offer(skuId, 8_000), quantity);
  }

  static Order placed(int quantity) {
    var decision = Checkout.decide(
        basket(wanted("a", quantity)), Map.of("a", Stock.of("a", quantity)), TURN);
    return ((Accepted<Moved>) decision).value().order();
  }

  static Payment payment(PaymentStatus status) {
    return new Payment("pay_1", "ord_1", status);
  }

  static Notice paid(long minor) {
    return new Notice("pay_1", true, Money.cny(minor));
  }

  static final Notice DECLINED = new Notice("pay_1", false, Money.cny(0));
}
