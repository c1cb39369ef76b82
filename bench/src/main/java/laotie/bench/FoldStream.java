package laotie.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.Cursor;
import laotie.fact.Fact;
import laotie.fact.FansFact.Followed;
import laotie.fact.FansFact.TierChanged;
import laotie.fact.GoodsFact.ProductListed;
import laotie.fact.GoodsFact.ProductOpened;
import laotie.fact.GoodsFact.Searched;
import laotie.fact.LiveFact.ChatSaid;
import laotie.fact.LiveFact.Liked;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.LiveFact.ShowStarted;
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
import laotie.fact.VideoFact.Proof;
import laotie.fact.VideoFact.WatchCredited;

/**
 * An evening of a busy square, and as many more as are asked for, from a seed: 200 hosts, 120,000 people,
 * 4,000 of them watching at a time, one beat each in ten seconds. Facts come in the order of time, those of
 * all rooms mixed, as the log has them. Shares follow from the rates below and are printed by the bench.
 */
final class FoldStream {

  private static final int HOSTS = 200;
  private static final int PEOPLE = 120_000;
  private static final int CLIPS = 2_000;
  private static final int PRODUCTS_PER_HOST = 20;
  private static final int WATCHING = 4_000;
  private static final long BEAT_MILLIS = 10_000;
  private static final int SHOW_BEATS = 720;

  /** A view ends after a beat with this probability: eight minutes on average. */
  private static final double LEAVES = 1 / 48.0;

  private static final double LIKES = 0.2;
  private static final double CHATS = 0.1;
  private static final double BUYS = 0.001;
  private static final double FOLLOWS = 0.002;
  private static final double OPENS_PRODUCT = 0.01;
  private static final double SEARCHES = 0.002;
  private static final double IS_CLIP = 0.3;
  private static final double IS_REFUNDED = 0.08;
  private static final double BECOMES_FAN = 0.0003;
  private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

  private final SplittableRandom random;
  private final List<Watching> watching = new ArrayList<>();
  private final List<Deal> sold = new ArrayList<>();
  private long tick;
  private long number;

  FoldStream(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * One who watches: a show when {@code clip} is below zero. Each fact gets strings of its own, as decoded
   * facts have them.
   */
  private record Watching(long view, int viewer, int host, int clip, Origin origin) {
    String viewId() {
      return "view_" + view;
    }

    String viewerId() {
      return "acc_" + viewer;
    }

    String clipId() {
      return clip < 0 ? "" : "clip_" + clip;
    }

    boolean isClip() {
      return clip >= 0;
    }
  }

  /** Tells at least {@code count} further facts. */
  void tell(int count, Consumer<Recorded> listener) {
    long until = number + count;
    while (number < until) {
      tick(listener);
    }
  }

  private void tick(Consumer<Recorded> listener) {
    Instant now = BEGIN.plusMillis(tick * BEAT_MILLIS);
    if (tick == 0) {
      shelves(now, listener);
    }
    if (tick % SHOW_BEATS == 0) {
      for (int host = 0; host < HOSTS; host++) {
        tell(now, new ShowStarted(show(host), "room" + host, host(host)), listener);
      }
    }
    while (watching.size() < WATCHING) {
      enter(now, listener);
    }
    for (int i = watching.size() - 1; i >= 0; i--) {
      beat(now.plusMillis(random.nextLong(BEAT_MILLIS)), watching.get(i), listener);
      if (random.nextDouble() < LEAVES) {
        watching.set(i, watching.getLast());
        watching.removeLast();
      }
    }
    tick++;
  }

  private void shelves(Instant now, Consumer<Recorded> listener) {
    for (int product = 0; product < HOSTS * PRODUCTS_PER_HOST; product++) {
      String category = "category" + product % 12;
      String host = host(product / PRODUCTS_PER_HOST);
      tell(now, new ProductListed("product" + product, host, category), listener);
    }
  }

  /** A few hosts have most of the viewers. */
  private void enter(Instant now, Consumer<Recorded> listener) {
    double chance = random.nextDouble();
    int host = (int) (HOSTS * chance * chance * chance);
    int viewer = 1_000_000 + random.nextInt(PEOPLE);
    Channel[] channels = Channel.values();
    Relation[] relations = Relation.values();
    Origin origin = new Origin("exp_" + number, channels[random.nextInt(channels.length)],
        relations[random.nextInt(relations.length)], "", "");
    boolean isClip = random.nextDouble() < IS_CLIP;
    Watching one = new Watching(number, viewer, host, isClip ? random.nextInt(CLIPS) : -1, origin);
    watching.add(one);
    Fact entered = isClip
        ? new ClipOpened(one.viewId(), one.viewerId(), one.clipId(), host(host), origin)
        : new RoomEntered(one.viewId(), one.viewerId(), "room" + host, show(host), host(host), origin);
    tell(now, entered, listener);
  }

  private void beat(Instant at, Watching one, Consumer<Recorded> listener) {
    String show = one.isClip() ? "" : show(one.host);
    String host = host(one.host);
    Instant to = BEGIN.plusMillis(tick * BEAT_MILLIS);
    tell(at, new WatchCredited(one.viewId(), one.viewerId(), show, one.clipId(), host,
        to.minusMillis(BEAT_MILLIS), to, Proof.BYTES_AND_BEAT), listener);
    if (!one.isClip() && random.nextDouble() < LIKES) {
      tell(at, new Liked(one.viewerId(), show, host, one.viewId(), 1 + random.nextInt(5)), listener);
    }
    if (!one.isClip() && random.nextDouble() < CHATS) {
      tell(at, new ChatSaid("msg_" + number, one.viewerId(), show, host, one.viewId(), false), listener);
    }
    if (random.nextDouble() < OPENS_PRODUCT) {
      tell(at, new ProductOpened(one.viewerId(), product(one.host), host, random.nextInt(10) == 0), listener);
    }
    if (random.nextDouble() < SEARCHES) {
      tell(at, new Searched(one.viewerId(), List.of("category" + random.nextInt(12))), listener);
    }
    if (random.nextDouble() < FOLLOWS) {
      tell(at, new Followed(one.viewerId(), host, one.viewId(), one.origin), listener);
    }
    if (random.nextDouble() < BECOMES_FAN) {
      tell(at, new TierChanged(one.viewerId(), host, Relation.FOLLOWER, Relation.FAN), listener);
    }
    if (random.nextDouble() < BUYS) {
      buy(at, one, show, listener);
    }
  }

  private void buy(Instant at, Watching one, String show, Consumer<Recorded> listener) {
    long minor = random.nextLong(990, 39_900);
    Deal deal = new Deal(one.viewerId(), host(one.host), show, one.clipId(), one.viewId(), Money.cny(minor),
        one.origin, Bill.NONE);
    String order = "ord_" + sold.size();
    List<Line> lines = List.of(new Line("sku_" + one.host, product(one.host), 1, minor));
    tell(at, new OrderPlaced(order, number, deal, lines, at.plusSeconds(900)), listener);
    tell(at.plusSeconds(20), new OrderPaid(order, "pay_" + sold.size(), deal, lines), listener);
    if (random.nextDouble() < IS_REFUNDED && !sold.isEmpty()) {
      int back = random.nextInt(sold.size());
      tell(at, new OrderRefunded(
          "ord_" + back, "pay_" + back, sold.get(back), sold.get(back).amount(), true), listener);
    }
    sold.add(deal);
  }

  private void tell(Instant at, Fact fact, Consumer<Recorded> listener) {
    number++;
    listener.accept(new Recorded(Cursor.START, at, fact));
  }

  private String show(int host) {
    return "show_" + host + "_" + tick / SHOW_BEATS;
  }

  private static String host(int host) {
    return "host_" + host;
  }

  private String product(int host) {
    return "product" + (host * PRODUCTS_PER_HOST + random.nextInt(PRODUCTS_PER_HOST));
  }
}
