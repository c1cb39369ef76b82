package laotie.server.growth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.Fact;
import laotie.fact.FeedFact.Item;
import laotie.fact.FeedFact.ItemExposed;
import laotie.fact.FeedFact.PromotionCharged;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Pool;
import laotie.fact.Relation;
import laotie.fact.SettlementFact.OrderSettled;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Discount;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.Payer;
import laotie.server.log.Log.Happened;

/** Two hosts over fifteen months: people are brought, given and bought, buy, send back and come again. */
final class CostWorld {

  private static final int DAYS = 460;

  private final long seed;
  private final Random chance;
  private final Instant end;
  private final List<Happened> log = new ArrayList<>();
  private final List<Happened> flood = new ArrayList<>();

  CostWorld(long seed, Instant end, int things) {
    this.seed = seed;
    this.chance = new Random(seed);
    this.end = end;
    for (int i = 0; i < things; i++) {
      something(i);
    }
  }

  List<Happened> log() {
    return log;
  }

  List<Happened> flood() {
    return flood;
  }

  String host(int number) {
    return "cost" + seed + "_host" + number;
  }

  private void something(int number) {
    boolean isLately = chance.nextInt(3) > 0;
    Instant at = end.minusMillis(chance.nextLong(Duration.ofDays(isLately ? 60 : DAYS).toMillis()));
    String person = "cost" + seed + "_p" + chance.nextInt(40);
    String host = host(chance.nextInt(2));
    String view = "cost" + seed + "_v" + number;
    switch (chance.nextInt(8)) {
      case 0 -> log.add(new Happened(at, new RoomEntered(view, person, "rm", "s", host, origin())));
      case 1 -> log.add(new Happened(at, new ClipOpened(
          view, chance.nextInt(9) == 0 ? host : person, "c", host, origin())));
      case 2 -> flood.add(new Happened(at, new ItemExposed("exp", person, Item.CLIP, "c", host,
          chance.nextBoolean() ? Pool.PUBLIC : Pool.PRIVATE,
          chance.nextInt(4) == 0 ? Channel.PAID : Channel.FEED, 0, "ALIKE")));
      case 3 -> log.add(new Happened(at, new PromotionCharged(
          "prm", host, chance.nextInt(50), chance.nextInt(90_000), Money.cny(1))));
      default -> order(at, person, host, "cost" + seed + "_o" + number);
    }
  }

  private Origin origin() {
    Channel channel = Channel.values()[chance.nextInt(Channel.values().length)];
    return new Origin("", channel, Relation.STRANGER, "", "");
  }

  private void order(Instant at, String person, String host, String orderId) {
    long price = 1_000 + chance.nextInt(9_000);
    List<Discount> discounts = chance.nextInt(3) > 0 ? List.of() : List.of(new Discount(
        "cpn", chance.nextBoolean() ? Payer.HOST : Payer.PLATFORM, 1 + chance.nextInt(500)));
    Deal deal = new Deal(
        person, host, "", "c", "v", Money.cny(price), origin(), new Bill(0, discounts));
    log.add(new Happened(at, new OrderPaid(orderId, "pay" + orderId, deal, List.of())));
    long left = price;
    if (chance.nextInt(4) == 0) {
      boolean isWhole = chance.nextInt(3) > 0;
      long back = isWhole ? price : price / 3;
      left -= back;
      after(at, new OrderRefunded(orderId, "pay" + orderId, deal, Money.cny(back), isWhole));
    }
    for (int revision = 1; revision <= chance.nextInt(3); revision++) {
      after(at, new OrderSettled(orderId, host, revision, Money.cny(left), chance.nextInt(100),
          left / 20 + revision, left / 2));
    }
  }

  private void after(Instant at, Fact fact) {
    log.add(new Happened(at.plus(Duration.ofMinutes(chance.nextInt(20_000))), fact));
  }
}
