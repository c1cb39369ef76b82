package laotie.growth.tree;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import laotie.fact.BusinessDays;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.ClipsFact.ClipPublished;
import laotie.fact.Cursor;
import laotie.fact.Fact;
import laotie.fact.FansFact.Followed;
import laotie.fact.FansFact.TierChanged;
import laotie.fact.IntentsFact.Asked;
import laotie.fact.LiveFact.CardPinned;
import laotie.fact.LiveFact.CardUnpinned;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.LiveFact.ShowEnded;
import laotie.fact.LiveFact.ShowStarted;
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
import laotie.growth.Counter;
import laotie.growth.CounterFold;
import laotie.growth.FoldLaws;
import laotie.growth.Loyalty;
import laotie.growth.LoyaltyFold;
import laotie.growth.LoyaltyKey;
import laotie.growth.PersonDay;
import laotie.growth.PersonFold;
import laotie.growth.PersonKey;
import laotie.growth.Receipt;
import laotie.growth.ReceiptFold;
import laotie.growth.View;
import laotie.growth.ViewFold;

/**
 * Few people who watch two hosts in several tabs at once, past midnight, from everywhere, who ask, buy
 * several things at once, send them back, and are gone for a year; and their cells.
 */
final class TreeCrowd {

  static final BusinessDays DAYS = BusinessDays.SHANGHAI;

  /** Shortly before midnight in Shanghai. */
  static final Instant BEGIN = Instant.parse("2026-02-01T15:30:00Z");

  private final Random chance;
  private final List<Recorded> facts = new ArrayList<>();

  private TreeCrowd(Random chance) {
    this.chance = chance;
  }

  static List<Recorded> facts(Random chance, int count) {
    TreeCrowd crowd = new TreeCrowd(chance);
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
    return new Origin("", channel, Relation.values()[chance.nextInt(Relation.values().length)], "", "");
  }

  private Instant instant() {
    return BEGIN.plusMillis(chance.nextLong(Duration.ofHours(50).toMillis()));
  }

  private void something() {
    Instant at = instant();
    String person = "p" + chance.nextInt(5);
    int host = chance.nextInt(2);
    String show = "s" + host + chance.nextInt(2);
    String clip = "c" + host + chance.nextInt(2);
    String product = "prd" + host + chance.nextInt(3);
    switch (chance.nextInt(9)) {
      case 0, 1, 2 -> view(at, person, host, chance.nextBoolean() ? show : "");
      case 3 -> tell(at, new CardPinned(show, "h" + host, "crd", product));
      case 4 -> tell(at, chance.nextBoolean() ? new CardUnpinned(show, "h" + host, "crd", product)
          : new ShowEnded(show, "rm", "h" + host));
      case 5 -> tell(at, new ClipPublished(clip, "h" + host, "", List.of(product), "", 9_000));
      case 6 -> tell(at, chance.nextBoolean() ? new ShowStarted(show, "rm", "h" + host)
          : new Followed(person, "h" + host, "", origin()));
      case 7 -> tell(at, new TierChanged(person, "h" + host, Relation.FOLLOWER,
          Relation.values()[1 + chance.nextInt(4)]));
      default -> order(at, person, host);
    }
  }

  private void view(Instant at, String person, int host, String show) {
    String id = "v" + facts.size();
    String clip = show.isEmpty() ? "c" + host + chance.nextInt(2) : "";
    if (chance.nextInt(10) > 0) {
      tell(at, show.isEmpty() ? new ClipOpened(id, person, clip, "h" + host, origin())
          : new RoomEntered(id, person, "rm", show, "h" + host, origin()));
    }
    Instant from = at;
    for (int beats = chance.nextInt(5); beats > 0; beats--) {
      from = from.plusMillis(chance.nextInt(3) == 0 ? chance.nextInt(7_200_000) : 0);
      Instant to = from.plusMillis(1 + chance.nextInt(chance.nextBoolean() ? 4_000 : 3_600_000));
      tell(to, new WatchCredited(id, person, show, clip, "h" + host, from, to, Proof.BYTES_AND_BEAT));
      from = to;
    }
    if (chance.nextInt(3) == 0) {
      tell(at.plusSeconds(chance.nextInt(600)), new Asked("cm", person, "h" + host, show, clip, id, "BUY",
          chance.nextBoolean() ? "" : "prd" + host + chance.nextInt(3)));
    }
  }

  private void order(Instant at, String person, int host) {
    String id = "ord" + facts.size();
    Instant paid = chance.nextInt(3) > 0 ? at : at.minus(Duration.ofDays(chance.nextInt(900)));
    List<Line> lines = new ArrayList<>();
    for (int count = chance.nextInt(4); count > 0; count--) {
      lines.add(new Line("sku", "prd" + host + chance.nextInt(3), 1 + chance.nextInt(2),
          chance.nextInt(9_000)));
    }
    long shipping = chance.nextInt(500);
    long sum = lines.stream().mapToLong(Line::netMinor).sum() + shipping;
    int source = chance.nextInt(3);
    Deal deal = new Deal(person, "h" + host, source == 0 ? "s" + host + chance.nextInt(2) : "",
        source == 1 ? "c" + host + chance.nextInt(2) : "", "v", Money.cny(sum), origin(),
        new Bill(shipping, List.of()));
    tell(paid, new OrderPaid(id, "pay", deal, lines));
    if (chance.nextInt(4) == 0) {
      tell(paid.plus(Duration.ofHours(chance.nextInt(300))),
          new OrderRefunded(id, "pay", deal, Money.cny(sum), chance.nextBoolean()));
    }
  }

  /** The cells of such facts, person by person. */
  record Cells(Map<String, Person> persons, Map<String, Counter> counters,
      Map<PersonKey, PersonDay> personDays) {

    static Cells of(List<Recorded> facts) {
      Map<String, Map<String, View>> views = new TreeMap<>();
      FoldLaws.cells(new ViewFold(), facts).forEach((id, view) ->
          views.computeIfAbsent(view.personId(), any -> new HashMap<>()).put(id, view));
      Map<String, Map<String, Receipt>> receipts = new TreeMap<>();
      FoldLaws.cells(new ReceiptFold(Money.CNY), facts).forEach((id, receipt) ->
          receipts.computeIfAbsent(receipt.buyerId(), any -> new HashMap<>()).put(id, receipt));
      Map<String, Map<String, Loyalty>> loyalties = new TreeMap<>();
      Map<LoyaltyKey, Loyalty> pairs = FoldLaws.cells(new LoyaltyFold(), facts);
      pairs.forEach((key, loyalty) ->
          loyalties.computeIfAbsent(key.buyerId(), any -> new HashMap<>()).put(key.hostId(), loyalty));
      Map<String, Person> persons = new TreeMap<>();
      List<Map<String, ?>> all = List.of(views, receipts, loyalties);
      all.forEach(map -> map.keySet().forEach(id -> persons.put(id, new Person(
          views.getOrDefault(id, Map.of()), receipts.getOrDefault(id, Map.of()),
          loyalties.getOrDefault(id, Map.of())))));
      return new Cells(persons, FoldLaws.cells(new CounterFold(), facts),
          FoldLaws.cells(new PersonFold(DAYS, Money.CNY), facts));
    }
  }
}
