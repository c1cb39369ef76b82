package laotie.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import laotie.fact.BusinessDays;
import laotie.fact.Channel;
import laotie.fact.LiveFact.CardPinned;
import laotie.fact.LiveFact.CardQueued;
import laotie.fact.LiveFact.ChatSaid;
import laotie.fact.LiveFact.Liked;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.LiveFact.ShowEnded;
import laotie.fact.LiveFact.ShowStarted;
import laotie.fact.Origin;
import laotie.fact.VideoFact.Proof;
import laotie.fact.VideoFact.WatchCredited;

/** The shows of one stand in the past: who comes, how long he stays and what he does. */
final class ShowNight {

  private static final int FIRST_BEAT_SECONDS = 3;
  private static final int BEAT_SECONDS = 10;
  private static final double WISH_FADES_DAYS = 40;
  private static final int BUYING_TAKES_SECONDS_MIN = 40;
  private static final int PRODUCTS_SHARE_MINUTES = 11;
  private static final double BUYER_FOLLOWS = 0.6;
  private static final double TURNOUT = 0.5;
  private static final int WAITS_SECONDS_MIN = 120;

  /** One show, while it is planned. */
  private record Show(String showId, Instant from, Instant to, int day) {}

  private final Past past;
  private final Chronicle chronicle;
  private final PastTill till;
  private final Circle circle;
  private final Curiosity curiosity;
  private final Waiting waiting;
  private final RandomGenerator random;
  private final int index;
  private final Stage.Stand stand;
  private final CastHost.Appeal appeal;
  private int held;

  ShowNight(Past.Square square, Circle circle, int index) {
    this.past = square.past();
    this.chronicle = square.chronicle();
    this.till = square.till();
    this.circle = circle;
    this.random = past.random();
    this.index = index;
    this.stand = past.stand(index);
    this.appeal = stand.host().appeal();
    this.curiosity = new Curiosity(chronicle, stand, random);
    this.waiting = new Waiting(chronicle, stand, random);
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
    Waiting.Reserved reserved = waiting.begin(from);
    Show show = new Show(reserved.showId(), from, from.plusSeconds(seconds), day);
    open(show);
    waiting.announce(from.plusSeconds(30), nextStart(midnight));
    Set<Past.Member> invited = new LinkedHashSet<>(circle.known());
    invited.addAll(reserved.members());
    for (Past.Member member : invited) {
      if (reserved.members().contains(member)) {
        if (Chance.is(random, TURNOUT + 0.3 * member.bond(index).trust())) {
          visit(show, member, true);
        }
      } else if (Chance.is(random, returning(member, member.bond(index), day))) {
        visit(show, member, false);
      }
    }
    double strangers =
        appeal.reach()
            * (0.3 + 0.7 * StrictMath.pow(progress, 0.7))
            * Chance.lognormal(random, 1, 0.22);
    int count = Chance.poisson(random, strangers);
    for (int i = 0; i < count; i++) {
      Instant at = from.plusSeconds(1 + random.nextLong(seconds - 120));
      come(show, past.stranger(index, at, chronicle), at, false);
    }
  }

  /** When the show after that of the day that began at {@code midnight} is to start. */
  private Instant nextStart(Instant midnight) {
    LocalDate date = BusinessDays.SHANGHAI.dayOf(midnight).plusDays(1);
    while (!isOn(date)) {
      date = date.plusDays(1);
    }
    return startsAt(BusinessDays.SHANGHAI.startOf(date));
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

  private void visit(Show show, Past.Member member, boolean hasReserved) {
    // Regulars come early: the square of an even chance leans to the beginning.
    double early = random.nextDouble();
    long span = Duration.between(show.from(), show.to()).toSeconds() - 120;
    come(show, member, show.from().plusSeconds(2 + Math.round(early * early * span)), hasReserved);
  }

  private void come(Show show, Past.Member member, Instant at, boolean hasReserved) {
    chronicle.plan(at, () -> enter(show, member, at, hasReserved));
  }

  private void enter(Show show, Past.Member member, Instant at, boolean hasReserved) {
    Bond bond = member.bond(index);
    bond.came(show.day());
    Origin origin =
        hasReserved
            ? circle.origin(member, show.day(), Channel.RESERVATION)
            : circle.origin(member, show.day());
    curiosity.before(member.accountId, origin, at);
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
    PastTill.Visit visit = new PastTill.Visit(member, index, show.showId(), "", viewId, origin);
    speak(show, visit, at, seconds);
    if (!bond.isFollower()) {
      perhapsFollow(visit, at, seconds, taste);
    }
    perhapsBuy(show, visit, at, seconds);
    bond.enjoyed(seconds);
    circle.weigh(member, at);
    double patience = bond.isFollower() ? 0.08 + 0.2 * bond.trust() : 0.02;
    if (seconds > WAITS_SECONDS_MIN && Chance.is(random, patience)) {
      Instant when = at.plusSeconds(seconds);
      chronicle.plan(when, () -> waiting.reserve(member, origin, when));
    }
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
      Instant when = during(at, seconds, 0, 1);
      String messageId = Chance.id(random, "msg_");
      chronicle.planFact(
          when,
          new ChatSaid(messageId, viewerId, show.showId(), stand.hostId(), visit.viewId(), isIntent));
      visit.member().bond(index).spoke();
      if (isIntent) {
        curiosity.asks(visit, messageId, pinned(show, when), when);
      }
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
      chronicle.plan(when, () -> circle.follow(visit, when));
    }
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
      curiosity.beforeBuying(visit, basket.getFirst(), at, when);
      chronicle.plan(when, () -> buy(visit, basket, show.day(), when));
    }
  }

  private void buy(PastTill.Visit visit, List<Stage.Good> basket, int day, Instant when) {
    till.buy(visit, stand, basket, day, when);
    circle.knows(visit.member());
    if (Chance.is(random, BUYER_FOLLOWS)) {
      chronicle.plan(when.plusSeconds(2), () -> circle.follow(visit, when.plusSeconds(2)));
    }
  }

  /** Mostly what is pinned; trust loosens the purse; sometimes one thing more. */
  private List<Stage.Good> basket(Show show, Person person, Bond bond, Instant when) {
    double purse = person.budgetMinor() * (1 + 1.5 * bond.trust());
    Stage.Good first = pinned(show, when);
    if (Chance.is(random, 0.3) || cheapest(first) > purse) {
      first = Chance.pick(random, stand.goods());
    }
    if (cheapest(first) > purse && Chance.is(random, 0.6)) {
      return List.of();
    }
    Stage.Good more = Chance.pick(random, stand.goods());
    return Chance.is(random, 0.14) && more != first ? List.of(first, more) : List.of(first);
  }

  /** What is shown at that moment. */
  private Stage.Good pinned(Show show, Instant when) {
    long minutes = Duration.between(show.from(), when).toMinutes();
    return stand.goods().get((int) (minutes / PRODUCTS_SHARE_MINUTES % stand.goods().size()));
  }

  private static long cheapest(Stage.Good good) {
    return good.product().skus().stream().mapToLong(CastProduct.Sku::priceMinor).min().orElseThrow();
  }
}
