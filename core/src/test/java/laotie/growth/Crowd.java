package laotie.growth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import laotie.fact.Channel;
import laotie.fact.Cursor;
import laotie.fact.Fact;
import laotie.fact.FansFact.Followed;
import laotie.fact.FansFact.Unfollowed;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Recorded;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.VideoFact.Proof;
import laotie.fact.VideoFact.WatchCredited;

/**
 * A few people who watch several shows in several tabs around midnight, buy, get money back and follow:
 * small enough that cells collide, odd enough to reach every edge.
 */
public final class Crowd {

  static final Instant EVENING = Instant.parse("2026-03-04T15:00:00Z");
  public static final Origin ORIGIN = new Origin("", Channel.FEED, Relation.STRANGER, "", "");

  private Crowd() {}

  public static List<Recorded> facts(RandomGenerator chance, int count) {
    List<Recorded> facts = new ArrayList<>();
    List<Recorded> paid = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant at = EVENING.plusMillis(chance.nextLong(Duration.ofHours(50).toMillis()));
      Fact fact = switch (chance.nextInt(10)) {
        case 0, 1 -> paid(chance, "ord_" + i);
        case 2 -> new Followed("p" + chance.nextInt(5), "h" + chance.nextInt(2), "", ORIGIN);
        case 3 -> new Unfollowed("p" + chance.nextInt(5), "h" + chance.nextInt(2));
        case 4 -> paid.isEmpty() ? paid(chance, "ord_" + i) : refunded(chance, paid);
        default -> watched(chance, at);
      };
      if (fact instanceof OrderRefunded) {
        at = at.plus(Duration.ofDays(chance.nextInt(10)));
      }
      Recorded recorded = new Recorded(new Cursor(1, i, i, at), at, fact);
      facts.add(recorded);
      if (fact instanceof OrderPaid) {
        paid.add(recorded);
      }
    }
    return facts;
  }

  private static WatchCredited watched(RandomGenerator chance, Instant to) {
    int show = chance.nextInt(4);
    int person = chance.nextInt(5);
    return new WatchCredited(
        "view_" + person + "_" + show + "_" + chance.nextInt(3),
        "p" + person,
        show == 3 ? "" : "s" + show,
        show == 3 ? "c1" : "",
        "h" + show % 2,
        to.minusMillis(1 + chance.nextInt(chance.nextBoolean() ? 15_000 : 2_500)),
        to,
        Proof.BYTES_AND_BEAT);
  }

  private static OrderPaid paid(RandomGenerator chance, String orderId) {
    int show = chance.nextInt(4);
    long price = chance.nextInt(20_000);
    Deal deal =
        new Deal(
            "p" + chance.nextInt(5),
            "h" + show % 2,
            show == 3 ? "" : "s" + show,
            "",
            "",
            Money.cny(price),
            ORIGIN, Bill.NONE);
    return new OrderPaid(orderId, "pay_" + orderId, deal, List.of(new Line("sku", "prod", 1, price)));
  }

  private static OrderRefunded refunded(RandomGenerator chance, List<Recorded> paid) {
    OrderPaid order = (OrderPaid) paid.get(chance.nextInt(paid.size())).fact();
    return new OrderRefunded(
        order.orderId(), order.paymentId(), order.deal(), order.deal().amount(), chance.nextBoolean());
  }
}
