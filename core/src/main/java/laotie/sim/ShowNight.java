package laotie.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import laotie.fact.Channel;
import laotie.fact.FansFact.Followed;
import laotie.fact.FansFact.Unfollowed;
import laotie.fact.LiveFact.CardPinned;
import laotie.fact.LiveFact.CardQueued;
import laotie.fact.LiveFact.ChatSaid;
import laotie.fact.LiveFact.Liked;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.LiveFact.ShowEnded;
import laotie.fact.LiveFact.ShowStarted;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.VideoFact.Proof;
import laotie.fact.VideoFact.WatchCredited;

/** The shows of one stand in the past: who comes, how long he stays and what he does. */
final class ShowNight {

  private static final List<Channel> PUBLIC =
      List.of(
          Channel.FEED, Channel.FEED, Channel.FEED, Channel.FEED, Channel.FEED, Channel.FEED,
          Channel.SEARCH, Channel.RANKING, Channel.STRANGER_SHARE);
  private static final List<Channel> PRIVATE =
      List.of(
          Channel.FOLLOWING_TAB, Channel.FOLLOWING_TAB, Channel.FOLLOWING_TAB, Channel.FOLLOWING_TAB,
          Channel.PUSH, Channel.PUSH, Channel.HOST_PAGE, Channel.RESERVATION, Channel.FEED);
  private static final List<Channel> FAN_PRIVATE =
      List.of(Channel.FAN_GROUP, Channel.FOLLOWING_TAB, Channel.PUSH, Channel.RESERVATION);

  private static final int FAN_ORDERS_MIN = 3;
  private static final int FIRST_BEAT_SECONDS = 3;
  private static final int BEAT_SECONDS = 10;
  private static final double WISH_FADES_DAYS = 40;
  private static final int BUYING_TAKES_SECONDS_MIN = 40;
  private static final int PRODUCTS_SHARE_MINUTES = 11;
  private static final double BUYER_FOLLOWS = 0.6;

  /** One show, while it is planned. */
  private record Show(String showId, Instant from, Instant to, int day) {}

  private final Past past;
  private final Chronicle chronicle;
  private final PastTill till;
  private final RandomGenerator random;
  private final int index;
  private final Stage.Stand stand;
  private final CastHost.Appeal appeal;
  private final Set<Past.Member> known = new LinkedHashSet<>();
  private int held;

  ShowNight(Past past, Chronicle chronicle, PastTill till, int index) {
    this.past = past;
    this.chronicle = chronicle;
    this.till = till;
    this.random = past.random();
    this.index = index;
    this.stand = past.stand(index);
    this.appeal = stand.host().appeal();
  }

  boolean isOn(LocalDate date) {
    return stand.host().rhythm().days().contains(date.getDayOfWeek());
  }

  /** The latest instant at which a show of the day that began at {@code midnight} can end. */
  Instant endsLatest(Instant midnight) {
    return startsAt(midnight).plus(Duration.ofMinutes(10L + stand.host().rhythm().minutes() * 11L / 10));
  }

  private Instant startsAt(Instant midnight) {
    return midnight.plusSeconds(stand.host().rhythm().startsAt().toSecondOfDay());
  }

  /**
   * Plans the show of one day.
   *
   * @param progress share of the past that has gone by, 0..1: hosts grow
   */
  void hold(int day, double progress, Instant midnight) {
    Instant from = startsAt(midnight).plusSeconds(random.nextInt(8 * 60));
    long seconds = Math.round(stand.host().rhythm().minutes() * 60 * (0.9 + 0.2 * random.nextDouble()));
    Show show = new Show(Chance.id(random, "shw_"), from, from.plusSeconds(seconds), day);
    open(show);
    for (Past.Member member : known) {
      if (Chance.is(random, returning(member, member.bond(index), day))) {
        visit(show, member);
      }
    }
    double strangers =
        appeal.reach()
            * (0.3 + 0.7 * StrictMath.pow(progress, 0.7))
            * Chance.lognormal(random, 1, 0.22);
    int count = Chance.poisson(random, strangers);
    for (int i = 0; i < count; i++) {
      Instant at = from.plusSeconds(1 + random.nextLong(seconds - 120));
      come(show, past.stranger(index, at, chronicle), at);
    }
  }

  private void open(Show show) {
    String title = stand.host().showTitles().get(held++ % stand.host().showTitles().size()).zh();
    chronicle.plan(
        show.from(),
        () -> {
          chronicle.row(new PastRow.Show(show.showId(), stand, title, show.from(), show.to()));
          chronicle.fact(show.from(), new ShowStarted(show.showId(), stand.roomId(), stand.hostId()));
        });
    List<String> cardIds = new ArrayList<>();
    for (Stage.Good good : stand.goods()) {
      String cardId = Chance.id(random, "crd_");
      cardIds.add(cardId);
      chronicle.planFact(
          show.from(), new CardQueued(show.showId(), stand.hostId(), cardId, good.productId()));
    }
    int turn = 0;
    Instant at = show.from().plusSeconds(60);
    while (at.isBefore(show.to())) {
      int card = turn++ % cardIds.size();
      chronicle.planFact(
          at,
          new CardPinned(
              show.showId(), stand.hostId(), cardIds.get(card), stand.goods().get(card).productId()));
      at = at.plus(Duration.ofMinutes(PRODUCTS_SHARE_MINUTES));
    }
    chronicle.planFact(show.to(), new ShowEnded(show.showId(), stand.roomId(), stand.hostId()));
  }

  /** The chance that a follower or a buyer comes tonight. */
  private double returning(Past.Member member, Bond bond, int day) {
    double sinceWish = day - bond.wishDay();
    if (sinceWish >= 0 && sinceWish < WISH_FADES_DAYS) {
      return bond.isFollower() ? 0.5 + 0.4 * bond.trust() : 0.18;
    }
    return bond.isFollower()
        ? 0.012 + 0.14 * bond.trust() * member.person.tasteFor(stand.host().craft())
        : 0.002;
  }

  private void visit(Show show, Past.Member member) {
    // Regulars come early: the square of an even chance leans to the beginning.
    double early = random.nextDouble();
    long span = Duration.between(show.from(), show.to()).toSeconds() - 120;
    come(show, member, show.from().plusSeconds(2 + Math.round(early * early * span)));
  }

  private void come(Show show, Past.Member member, Instant at) {
    chronicle.plan(at, () -> enter(show, member, at));
  }

  private Relation relation(Bond bond) {
    if (!bond.isFollower()) {
      return Relation.STRANGER;
    }
    return bond.orders() >= FAN_ORDERS_MIN ? Relation.FAN : Relation.FOLLOWER;
  }

  private Origin origin(Past.Member member, Bond bond, int day) {
    Relation relation = relation(bond);
    Channel channel =
        Chance.pick(
            random,
            switch (relation) {
              case STRANGER -> PUBLIC;
              case FOLLOWER -> PRIVATE;
              case FAN, LOYAL, LAOTIE -> Chance.is(random, 0.4) ? FAN_PRIVATE : PRIVATE;
            });
    // One device and one network a person; marks change with the day, as real ones do.
    String device = Long.toHexString((member.person.index() * 0x9E3779B97F4A7C15L) ^ (day * 0x2545F491L));
    String network = Long.toHexString((member.person.index() / 2 * 0xC2B2AE3D27D4EB4FL) ^ day * 0x1B873593L);
    return new Origin("", channel, relation, device, network);
  }

  private void enter(Show show, Past.Member member, Instant at) {
    Bond bond = member.bond(index);
    Origin origin = origin(member, bond, show.day());
    String viewId = Chance.id(random, "vw_");
    chronicle.row(new PastRow.View(viewId, member.accountId, show.showId(), stand, origin, at));
    chronicle.fact(
        at,
        new RoomEntered(viewId, member.accountId, stand.roomId(), show.showId(), stand.hostId(), origin));
    double taste = member.person.tasteFor(stand.host().craft());
    double liking = 0.12 + 0.9 * taste + 0.9 * bond.trust();
    long stay = Math.round(Chance.lognormal(random, member.person.patience() * liking, 0.75));
    long left = Duration.between(at, show.to()).toSeconds() - 5;
    long seconds = credited(Math.min(stay, left));
    if (seconds == 0) {
      return;
    }
    watch(show, member, viewId, at, seconds);
    PastTill.Visit visit = new PastTill.Visit(member, index, show.showId(), viewId, origin);
    speak(show, visit, at, seconds);
    if (!bond.isFollower()) {
      perhapsFollow(visit, at, seconds, taste);
    }
    perhapsBuy(show, visit, at, seconds);
    bond.enjoyed(seconds);
  }

  /** Whole beats only: one after three seconds, then one every ten. */
  private static long credited(long stay) {
    return stay < FIRST_BEAT_SECONDS
        ? 0
        : FIRST_BEAT_SECONDS + (stay - FIRST_BEAT_SECONDS) / BEAT_SECONDS * BEAT_SECONDS;
  }

  private void watch(Show show, Past.Member member, String viewId, Instant at, long seconds) {
    boolean isBroken = seconds > 200 && Chance.is(random, 0.12);
    if (!isBroken) {
      watched(show, member, viewId, at, at.plusSeconds(seconds));
      return;
    }
    // The phone was put away for a moment: two intervals, the gap is not credited.
    long first = credited(20 + random.nextLong(seconds / 2));
    watched(show, member, viewId, at, at.plusSeconds(first));
    watched(show, member, viewId, at.plusSeconds(first + 20), at.plusSeconds(seconds));
  }

  private void watched(Show show, Past.Member member, String viewId, Instant from, Instant to) {
    if (!to.isAfter(from)) {
      return;
    }
    chronicle.plan(
        to,
        () -> {
          chronicle.row(
              new PastRow.Watch(viewId, member.accountId, show.showId(), stand.hostId(), from, to));
          chronicle.fact(
              to,
              new WatchCredited(
                  viewId, member.accountId, show.showId(), "", stand.hostId(), from, to,
                  Proof.BYTES_AND_BEAT));
        });
  }

  private Instant during(Instant at, long seconds, double from, double to) {
    return at.plusMillis(Math.round(1000 * seconds * (from + (to - from) * random.nextDouble())));
  }

  private void speak(Show show, PastTill.Visit visit, Instant at, long seconds) {
    String viewerId = visit.member().accountId;
    int lines = Math.min(3, Chance.poisson(random, visit.member().person.chattiness() * seconds / 1_800));
    for (int i = 0; i < lines; i++) {
      boolean isIntent = Chance.is(random, 0.3);
      chronicle.planFact(
          during(at, seconds, 0, 1),
          new ChatSaid(
              Chance.id(random, "msg_"),
              viewerId, show.showId(), stand.hostId(), visit.viewId(), isIntent));
    }
    if (seconds > 60 && Chance.is(random, 0.3)) {
      chronicle.planFact(
          during(at, seconds, 0.1, 1),
          new Liked(viewerId, show.showId(), stand.hostId(), visit.viewId(), 1 + random.nextInt(30)));
    }
  }

  private void perhapsFollow(PastTill.Visit visit, Instant at, long seconds, double taste) {
    double taken = seconds < 60 ? 0.01 : appeal.charm() * (0.25 + taste) * Math.min(1, seconds / 400.0);
    if (Chance.is(random, taken)) {
      Instant when = during(at, seconds, 0.3, 1);
      chronicle.plan(when, () -> follow(visit, when));
    }
  }

  private void follow(PastTill.Visit visit, Instant at) {
    Bond bond = visit.member().bond(index);
    if (bond.isFollower()) {
      return;
    }
    bond.follow();
    known.add(visit.member());
    String viewerId = visit.member().accountId;
    chronicle.row(new PastRow.Follow(viewerId, stand.hostId(), visit.viewId(), at));
    chronicle.fact(at, new Followed(viewerId, stand.hostId(), visit.viewId(), visit.origin()));
    if (Chance.is(random, 0.03)) {
      Instant regret = at.plus(Duration.ofDays(5 + random.nextInt(60)));
      chronicle.plan(regret, () -> unfollow(visit.member(), regret));
    }
  }

  private void unfollow(Past.Member member, Instant at) {
    member.bond(index).unfollow();
    chronicle.row(new PastRow.Unfollow(member.accountId, stand.hostId(), at));
    chronicle.fact(at, new Unfollowed(member.accountId, stand.hostId()));
  }

  private void perhapsBuy(Show show, PastTill.Visit visit, Instant at, long seconds) {
    Bond bond = visit.member().bond(index);
    double taste = visit.member().person.tasteFor(stand.host().craft());
    double sinceWish = show.day() - bond.wishDay();
    boolean isWished = sinceWish >= 0 && sinceWish < WISH_FADES_DAYS;
    if (seconds < BUYING_TAKES_SECONDS_MIN && !isWished) {
      return;
    }
    double wants =
        isWished ? 0.9 : bond.orders() > 0 ? 0.02 + 0.05 * bond.trust() : 0.03 + 0.24 * taste;
    if (!Chance.is(random, wants)) {
      return;
    }
    Instant when = during(at, seconds, 0.3, 0.95);
    List<Stage.Good> basket = basket(show, visit.member().person, bond, when);
    if (!basket.isEmpty()) {
      chronicle.plan(when, () -> buy(visit, basket, show.day(), when));
    }
  }

  private void buy(PastTill.Visit visit, List<Stage.Good> basket, int day, Instant when) {
    till.buy(visit, stand, basket, day, when);
    known.add(visit.member());
    if (Chance.is(random, BUYER_FOLLOWS)) {
      chronicle.plan(when.plusSeconds(2), () -> follow(visit, when.plusSeconds(2)));
    }
  }

  /** Mostly what is pinned; trust loosens the purse; sometimes one thing more. */
  private List<Stage.Good> basket(Show show, Person person, Bond bond, Instant when) {
    long minutes = Duration.between(show.from(), when).toMinutes();
    int pinned = (int) (minutes / PRODUCTS_SHARE_MINUTES % stand.goods().size());
    double purse = person.budgetMinor() * (1 + 1.5 * bond.trust());
    Stage.Good first = stand.goods().get(pinned);
    if (Chance.is(random, 0.3) || cheapest(first) > purse) {
      first = Chance.pick(random, stand.goods());
    }
    if (cheapest(first) > purse && Chance.is(random, 0.6)) {
      return List.of();
    }
    Stage.Good more = Chance.pick(random, stand.goods());
    return Chance.is(random, 0.14) && more != first ? List.of(first, more) : List.of(first);
  }

  private static long cheapest(Stage.Good good) {
    return good.product().skus().stream().mapToLong(CastProduct.Sku::priceMinor).min().orElseThrow();
  }
}
