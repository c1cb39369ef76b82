package laotie.server.growth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.ClipsFact.ClipPublished;
import laotie.fact.Fact;
import laotie.fact.LiveFact.CardPinned;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.LiveFact.ShowStarted;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.VideoFact.Proof;
import laotie.fact.VideoFact.WatchCredited;
import laotie.server.log.Log.Happened;

/**
 * Some days of one host from a seed: few people, several tabs at once, over midnights, from everywhere,
 * baskets of several products, orders sent back, customers of long ago.
 */
final class TreeWorld {

  private final Random chance;
  private final String hostId;
  private final Instant end;
  private final List<Happened> log = new ArrayList<>();
  private final List<Happened> flood = new ArrayList<>();

  TreeWorld(long seed, String hostId, Instant end) {
    this.chance = new Random(seed);
    this.hostId = hostId;
    this.end = end;
    for (int place = 0; place < 2; place++) {
      log.add(new Happened(end.minus(Duration.ofDays(9)), new ShowStarted(show(place), "rm", hostId)));
      log.add(new Happened(instant(9), new CardPinned(show(place), hostId, "crd", product(place))));
      log.add(new Happened(instant(9),
          new ClipPublished(clip(place), hostId, "", List.of(product(2)), "", 9_000)));
    }
    for (int i = 0; i < 60; i++) {
      view(i);
    }
    for (int i = 0; i < 40; i++) {
      order(i);
    }
  }

  List<Happened> log() {
    return log;
  }

  List<Happened> flood() {
    return flood;
  }

  String show(int index) {
    return "show_" + hostId + index;
  }

  String clip(int index) {
    return "clip_" + hostId + index;
  }

  String product(int index) {
    return "prd_" + hostId + index;
  }

  private String person() {
    return "acc_" + hostId + chance.nextInt(7);
  }

  private Instant instant(int days) {
    return end.minusMillis(1 + chance.nextLong(Duration.ofDays(days).toMillis()));
  }

  private Origin origin() {
    return new Origin("", Channel.values()[chance.nextInt(Channel.values().length)],
        Relation.values()[chance.nextInt(Relation.values().length)], "", "");
  }

  private void view(int number) {
    String id = "view_" + hostId + number;
    String person = person();
    Instant at = instant(9);
    int place = chance.nextInt(2);
    boolean isLive = chance.nextBoolean();
    Fact entered = isLive ? new RoomEntered(id, person, "rm", show(place), hostId, origin())
        : new ClipOpened(id, person, clip(place), hostId, origin());
    log.add(new Happened(at, entered));
    Instant from = at;
    for (int beats = chance.nextInt(4); beats > 0; beats--) {
      Instant to = from.plusMillis(1 + chance.nextInt(chance.nextBoolean() ? 4_000 : 9 * 3_600_000));
      flood.add(new Happened(to.isBefore(end) ? to : end, new WatchCredited(id, person,
          isLive ? show(place) : "", isLive ? "" : clip(place), hostId, from, to, Proof.BEAT_ONLY)));
      from = to.plusMillis(chance.nextInt(9_000));
    }
  }

  private void order(int number) {
    String id = "ord_" + hostId + number;
    List<Line> lines = new ArrayList<>();
    for (int line = chance.nextInt(3); line >= 0; line--) {
      lines.add(new Line("sku", product(chance.nextInt(3)), 1 + chance.nextInt(3), chance.nextInt(9_000)));
    }
    long shipping = chance.nextInt(900);
    long minor = lines.stream().mapToLong(Line::netMinor).sum() + shipping;
    int source = chance.nextInt(3);
    Deal deal = new Deal(person(), hostId, source == 0 ? show(chance.nextInt(2)) : "",
        source == 1 ? clip(chance.nextInt(2)) : "", "", Money.cny(minor), origin(),
        new Bill(shipping, List.of()));
    Instant paid = instant(chance.nextInt(3) == 0 ? 800 : 9);
    log.add(new Happened(paid, new OrderPaid(id, "pay" + id, deal, lines)));
    if (chance.nextInt(4) == 0) {
      Instant back = paid.plus(Duration.ofHours(chance.nextInt(200)));
      log.add(new Happened(back.isBefore(end) ? back : end,
          new OrderRefunded(id, "pay" + id, deal, Money.cny(minor), true)));
    }
  }
}
