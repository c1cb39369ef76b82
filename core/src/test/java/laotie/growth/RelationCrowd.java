package laotie.growth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.Cursor;
import laotie.fact.Fact;
import laotie.fact.FansFact.Followed;
import laotie.fact.FansFact.TierChanged;
import laotie.fact.FansFact.Unfollowed;
import laotie.fact.GoodsFact.ProductListed;
import laotie.fact.GoodsFact.ProductOpened;
import laotie.fact.GoodsFact.Searched;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Recorded;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderPlaced;
import laotie.fact.TradeFact.OrderRefunded;

/** A few people, two hosts and a month in which they look, search, follow, regret, buy and send back. */
final class RelationCrowd {

  static final Instant BEGIN = Instant.parse("2026-02-01T10:00:00Z");

  private final RandomGenerator chance;
  private final List<Recorded> facts = new ArrayList<>();

  private RelationCrowd(RandomGenerator chance) {
    this.chance = chance;
  }

  static List<Recorded> facts(RandomGenerator chance, int count) {
    RelationCrowd crowd = new RelationCrowd(chance);
    while (crowd.facts.size() < count) {
      crowd.something();
    }
    return crowd.facts;
  }

  private void tell(Instant at, Fact fact) {
    int number = facts.size();
    facts.add(new Recorded(new Cursor(1, number, number, at), at, fact));
  }

  private Origin origin() {
    Channel channel = Channel.values()[chance.nextInt(Channel.values().length)];
    Relation relation = Relation.values()[chance.nextInt(Relation.values().length)];
    return new Origin("", channel, chance.nextBoolean() ? Relation.STRANGER : relation, "", "");
  }

  private void something() {
    Instant at = BEGIN.plusMillis(chance.nextLong(Duration.ofDays(30).toMillis()));
    String person = "p" + chance.nextInt(6);
    String host = "h" + chance.nextInt(2);
    String product = "prd" + chance.nextInt(5);
    switch (chance.nextInt(10)) {
      case 0, 1 -> tell(at, new RoomEntered("v" + facts.size(), person, "rm", "s1", host, origin()));
      case 2 -> tell(at, new ClipOpened("v" + facts.size(), person, "c1", host, origin()));
      case 3 -> tell(at, new Followed(person, host, chance.nextInt(4) > 0 ? "v1" : "", origin()));
      case 4 -> tell(at, new Unfollowed(person, host));
      case 5 -> tell(at, new TierChanged(person, host, Relation.FOLLOWER,
          Relation.values()[1 + chance.nextInt(4)]));
      case 6 -> tell(at, new Searched(person, List.of("c" + chance.nextInt(3), "c" + chance.nextInt(3))));
      case 7 -> tell(at, new ProductOpened(person, product, host, chance.nextBoolean()));
      case 8 -> tell(at, new ProductListed(product, host, "c" + chance.nextInt(3)));
      default -> order(at, person, host, product);
    }
  }

  private void order(Instant at, String person, String host, String product) {
    String id = "ord" + facts.size();
    long price = chance.nextInt(9_000);
    Deal deal = new Deal(person, host, chance.nextBoolean() ? "s1" : "", chance.nextBoolean() ? "c1" : "",
        "v1", Money.cny(price), origin(), Bill.NONE);
    List<Line> lines = List.of(new Line("sku", product, 1, price));
    tell(at, new OrderPlaced(id, facts.size(), deal, lines, at.plusSeconds(900)));
    if (chance.nextInt(5) > 0) {
      tell(at.plusSeconds(60), new OrderPaid(id, "pay" + id, deal, lines));
    }
    if (chance.nextInt(4) == 0) {
      tell(at.plus(Duration.ofHours(chance.nextInt(300))),
          new OrderRefunded(id, "pay" + id, deal, Money.cny(price), chance.nextBoolean()));
    }
  }
}
