package laotie.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import laotie.fact.ClipsFact.ClipCommented;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.ClipsFact.ClipPublished;
import laotie.fact.ClipsFact.ClipWithdrawn;
import laotie.fact.Origin;
import laotie.fact.VideoFact.Proof;
import laotie.fact.VideoFact.WatchCredited;

/** The clips (短视频) of one stand in the past: one now and then, and whoever comes upon them by day. */
final class ClipDays {

  private static final int PUBLISHED_EVERY_DAYS = 9;
  private static final int SHOWN_MAX = 6;
  private static final int SOURCES_EVERY = 4;
  private static final int AFTERNOON_SECONDS = 11 * 3_600;
  private static final int BUYING_TAKES_SECONDS_MIN = 7;
  private static final double REACH_SHARE = 0.1;
  private static final double COMMENTS = 0.07;
  private static final double COMMENT_ASKS = 0.45;
  private static final double BUYER_FOLLOWS = 0.45;

  /** A clip of the past. */
  private record Clip(String clipId, Stage.Good good, long seconds) {}

  private final Past past;
  private final Chronicle chronicle;
  private final PastTill till;
  private final Circle circle;
  private final Curiosity curiosity;
  private final RandomGenerator random;
  private final int index;
  private final Stage.Stand stand;
  private final List<Clip> clips = new ArrayList<>();
  private int published;

  ClipDays(Past.Square square, Circle circle, int index) {
    this.past = square.past();
    this.chronicle = square.chronicle();
    this.till = square.till();
    this.circle = circle;
    this.random = past.random();
    this.index = index;
    this.stand = past.stand(index);
    this.curiosity = new Curiosity(chronicle, stand, random);
  }

  /**
   * Plans the afternoon and evening of one day.
   *
   * @param progress share of the past that has gone by, 0..1: hosts grow
   */
  void live(int day, double progress, Instant midnight) {
    Instant noon = midnight.plus(Duration.ofHours(12));
    if ((day + index) % PUBLISHED_EVERY_DAYS == 0) {
      Instant at = noon.plusSeconds(60 + random.nextInt(1_800));
      chronicle.plan(at, () -> publish(at));
    }
    if (clips.isEmpty()) {
      return;
    }
    double reach = stand.host().appeal().reach() * REACH_SHARE * (0.3 + 0.7 * progress);
    int strangers = Chance.poisson(random, reach);
    for (int i = 0; i < strangers; i++) {
      Instant at = moment(noon);
      if (at.isBefore(chronicle.end())) {
        Past.Member member = past.stranger(index, at, chronicle);
        chronicle.plan(at, () -> open(member, day, at));
      }
    }
    for (Past.Member member : List.copyOf(circle.known())) {
      Bond bond = member.bond(index);
      if (bond.isFollower() && Chance.is(random, 0.004 + 0.035 * bond.trust())) {
        Instant at = moment(noon);
        chronicle.plan(at, () -> open(member, day, at));
      }
    }
  }

  private Instant moment(Instant noon) {
    return noon.plusSeconds(1_900 + random.nextInt(AFTERNOON_SECONDS - 1_900));
  }

  private void publish(Instant at) {
    Stage.Good good = stand.goods().get(published % stand.goods().size());
    boolean tellsOrigin = published % SOURCES_EVERY == SOURCES_EVERY - 1;
    Clip clip = new Clip(Chance.id(random, "clip_"), good, 9 + random.nextInt(30));
    published++;
    clips.addFirst(clip);
    if (clips.size() > SHOWN_MAX) {
      withdraw(clips.removeLast(), at);
    }
    chronicle.row(new PastRow.Clip(clip.clipId(), stand, good, tellsOrigin, clip.seconds() * 1_000, at));
    chronicle.fact(
        at,
        new ClipPublished(clip.clipId(), stand.hostId(), "", List.of(good.productId()),
            tellsOrigin ? good.productId() : "", clip.seconds() * 1_000));
  }

  /** The past ends without clips, since it has no videos: the present films its own. */
  void end(Instant at) {
    while (!clips.isEmpty()) {
      withdraw(clips.removeLast(), at);
    }
  }

  private void withdraw(Clip clip, Instant at) {
    chronicle.fact(at, new ClipWithdrawn(clip.clipId(), stand.hostId(), stand.hostId()));
  }

  private void open(Past.Member member, int day, Instant at) {
    Bond bond = member.bond(index);
    bond.came(day);
    // Newer ones are met more often.
    Clip clip = clips.get(Math.min(random.nextInt(clips.size()), random.nextInt(clips.size())));
    Origin origin = circle.origin(member, day);
    curiosity.before(member.accountId, origin, at);
    String viewId = Chance.id(random, "vw_");
    chronicle.fact(at, new ClipOpened(viewId, member.accountId, clip.clipId(), stand.hostId(), origin));
    double taste = member.person.tasteFor(stand.host().craft());
    double liking = 0.2 + 0.9 * taste + 0.9 * bond.trust();
    long seconds = Math.round(Math.clamp(Chance.lognormal(random, clip.seconds() * liking, 0.6), 1, 240));
    Instant to = at.plusSeconds(seconds);
    chronicle.planFact(
        to,
        new WatchCredited(viewId, member.accountId, "", clip.clipId(), stand.hostId(), at, to,
            Proof.BEAT_ONLY));
    PastTill.Visit visit = new PastTill.Visit(member, index, "", clip.clipId(), viewId, origin);
    perhapsComment(visit, clip, at, seconds);
    boolean isTaken = seconds >= 5 && Chance.is(random, stand.host().appeal().charm() * taste * 0.45);
    if (!bond.isFollower() && isTaken) {
      Instant when = at.plusSeconds(seconds - 1);
      chronicle.plan(when, () -> circle.follow(visit, when));
    }
    perhapsBuy(visit, clip, day, at, seconds);
    bond.enjoyed(seconds);
    circle.weigh(member, at);
  }

  private void perhapsComment(PastTill.Visit visit, Clip clip, Instant at, long seconds) {
    if (seconds < 6 || !Chance.is(random, COMMENTS)) {
      return;
    }
    Instant when = at.plusSeconds(random.nextLong(seconds));
    String commentId = Chance.id(random, "cmt_");
    boolean asks = Chance.is(random, COMMENT_ASKS);
    chronicle.planFact(
        when,
        new ClipCommented(commentId, "", visit.member().accountId, clip.clipId(), stand.hostId(),
            visit.viewId(), asks));
    if (asks) {
      curiosity.asks(visit, commentId, clip.good(), when);
    }
  }

  private void perhapsBuy(PastTill.Visit visit, Clip clip, int day, Instant at, long seconds) {
    Bond bond = visit.member().bond(index);
    double taste = visit.member().person.tasteFor(stand.host().craft());
    boolean isWished = day >= bond.wishDay() && day - bond.wishDay() < 40;
    double wants = isWished ? 0.4 : bond.orders() > 0 ? 0.01 + 0.03 * bond.trust() : 0.01 + 0.09 * taste;
    long cheapest =
        clip.good().product().skus().stream().mapToLong(CastProduct.Sku::priceMinor).min().orElseThrow();
    boolean isAble = cheapest <= visit.member().person.budgetMinor() * (1 + 1.5 * bond.trust());
    if (seconds < BUYING_TAKES_SECONDS_MIN || !isAble || !Chance.is(random, wants)) {
      return;
    }
    Instant when = at.plusSeconds(seconds + 5);
    curiosity.beforeBuying(visit, clip.good(), at, when);
    chronicle.plan(
        when,
        () -> {
          till.buy(visit, stand, List.of(clip.good()), day, when);
          circle.knows(visit.member());
          if (Chance.is(random, BUYER_FOLLOWS)) {
            Instant after = when.plusSeconds(2);
            chronicle.plan(after, () -> circle.follow(visit, after));
          }
        });
  }
}
