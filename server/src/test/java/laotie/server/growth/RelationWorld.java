package laotie.server.growth;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipOpened;
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
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderPlaced;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.server.log.Log.Happened;

/**
 * A small world from a seed with what makes the relation hard to count: few people who do much, at instants
 * to the microsecond and often on the edge of a day, of a week or of 24 hours; follows taken back; clips,
 * shows and neither; a second currency; categories that change. Its facts come in any order.
 */
final class RelationWorld {

  static final int HOSTS = 2;

  private static final int PERSONS = 9;
  private static final int PRODUCTS = 6;
  private static final int DAYS = 45;

  private final Random chance;
  private final String name;
  private final Instant end;
  private final List<Happened> facts = new ArrayList<>();

  RelationWorld(long seed, Instant end, int count) {
    this.chance = new Random(seed);
    this.name = "w" + seed + "_";
    this.end = end.truncatedTo(ChronoUnit.HOURS);
    for (int product = 0; product < PRODUCTS; product++) {
      tell(instant(), new ProductListed(product(product), host(product), category()));
    }
    while (facts.size() < count) {
      something();
    }
    Collections.shuffle(facts, chance);
  }

  List<Happened> facts() {
    return facts;
  }

  String host(int index) {
    return name + "host" + index % HOSTS;
  }

  private void tell(Instant at, Fact fact) {
    facts.add(new Happened(at, fact));
  }

  private String product(int index) {
    return name + "product" + index;
  }

  private String category() {
    return List.of("茶", "bread \"dark\"", "pots, pans").get(chance.nextInt(3));
  }

  /** Every third lies exactly on an hour, and so often on the edge of something. */
  private Instant instant() {
    Instant hour = end.minus(Duration.ofHours(1 + chance.nextInt(DAYS * 24)));
    return chance.nextInt(3) == 0
        ? hour
        : hour.plus(chance.nextInt(3_600_000) * 1_000L + 7, ChronoUnit.MICROS);
  }

  private Origin origin() {
    Channel channel = Channel.values()[chance.nextInt(Channel.values().length)];
    Relation relation = Relation.values()[chance.nextInt(Relation.values().length)];
    return chance.nextInt(3) > 0
        ? new Origin("", Channel.FEED, Relation.STRANGER, "", "")
        : new Origin("", channel, relation, "", "");
  }

  private void something() {
    Instant at = instant();
    String person = name + "person" + chance.nextInt(PERSONS);
    int product = chance.nextInt(PRODUCTS);
    String host = host(product);
    String view = name + "view" + facts.size();
    switch (chance.nextInt(12)) {
      case 0, 1 -> tell(at, new RoomEntered(view, person, "rm", "s", host, origin()));
      case 2, 3 -> tell(at, new ClipOpened(view, person, "c", host, origin()));
      case 4 -> follow(at, person, host, view);
      case 5 -> tell(at, new Unfollowed(person, host));
      case 6 -> tell(at, new TierChanged(person, host, Relation.FOLLOWER,
          Relation.values()[1 + chance.nextInt(4)]));
      case 7 -> tell(at, new Searched(person, List.of(category(), category())));
      case 8 -> tell(at, new ProductOpened(person, product(product), host, chance.nextBoolean()));
      case 9 -> tell(at, new ProductListed(product(product), host, category()));
      default -> order(at, person, product, view);
    }
  }

  private void follow(Instant at, String person, String host, String view) {
    tell(at, new Followed(person, host, chance.nextInt(5) > 0 ? view : "", origin()));
    if (chance.nextInt(3) == 0) {
      tell(at.plus(Duration.ofHours(chance.nextInt(10 * 24))), new Unfollowed(person, host));
    }
  }

  private void order(Instant at, String person, int product, String view) {
    String id = name + "order" + facts.size();
    long price = chance.nextInt(90_000);
    Currency currency = chance.nextInt(12) == 0 ? Currency.getInstance("USD") : Money.CNY;
    int source = chance.nextInt(3);
    Deal deal = new Deal(person, host(product), source == 0 ? "s" : "", source == 1 ? "c" : "", view,
        new Money(price, currency), origin(), Bill.NONE);
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("sku", product(product), 1, price));
    if (chance.nextInt(3) == 0) {
      lines.add(new Line("sku2", product(product + HOSTS < PRODUCTS ? product + HOSTS : product), 1, 0));
    }
    if (chance.nextInt(2) == 0) {
      Instant before = at.minus(Duration.ofHours(chance.nextInt(26)));
      tell(before, chance.nextBoolean() ? new Searched(person, List.of(category()))
          : new ProductOpened(person, product(product), host(product), true));
    }
    tell(at, new OrderPlaced(id, facts.size(), deal, lines, at.plusSeconds(900)));
    if (chance.nextInt(6) == 0) {
      return;
    }
    Instant paidAt = at.plusMillis(chance.nextInt(3_600_000));
    tell(paidAt, new OrderPaid(id, id + "pay", deal, lines));
    if (chance.nextInt(4) == 0) {
      int hours = chance.nextInt(4) == 0 ? 168 : chance.nextInt(300);
      tell(paidAt.plus(Duration.ofHours(hours)), new OrderRefunded(
          id, id + "pay", deal, new Money(price, currency), chance.nextInt(3) > 0));
    }
  }
}
