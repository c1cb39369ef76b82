package laotie.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import laotie.fact.BusinessDays;
import laotie.fact.Fact;
import laotie.fact.PeopleFact.AccountRegistered;

/**
 * The days before the first evening: the crowd meets the hosts, watches, follows, buys, comes back or does
 * not. Told as rows and facts in time order, one at a time; only people and their bonds are kept in memory.
 *
 * <p>Same seed, stage, end and length: the same past. Nothing is told at or after the end.
 */
public final class Past {

  /** More than a year, so that a cohort's first purchase anniversary has matured. */
  public static final int DAYS_DEFAULT = 420;

  private static final Duration LAST_SHOW_BEFORE_END = Duration.ofHours(1);
  private static final int MORNING_HOUR = 9;
  private static final int NOON_HOUR = 12;
  private static final int CROWD_FULL = 9_000;

  /** Where the past is told to. */
  public interface Sink {
    void row(PastRow row);

    /** {@code at} never goes back from one fact to the next. */
    void fact(Instant at, Fact fact);
  }

  /** What everybody of the past shares. */
  record Square(Past past, Chronicle chronicle, PastTill till) {}

  /** One who joined: a person, his account and what he feels for each stand. */
  static final class Member {
    final Person person;
    final String accountId;
    final Instant joinedAt;
    final Bond[] bonds;

    Member(Person person, String accountId, Instant joinedAt, int stands) {
      this.person = person;
      this.accountId = accountId;
      this.joinedAt = joinedAt;
      this.bonds = new Bond[stands];
    }

    Bond bond(int stand) {
      if (bonds[stand] == null) {
        bonds[stand] = new Bond();
      }
      return bonds[stand];
    }
  }

  private final Stage stage;
  private final Crowd crowd;
  private final RandomGenerator random;
  private final Instant end;
  private final int days;
  private final List<Member> members = new ArrayList<>();

  /**
   * @param end first instant of the present
   * @param days business days told, {@link #DAYS_DEFAULT} when in doubt
   */
  public Past(Stage stage, long seed, Instant end, int days) {
    this.stage = stage;
    this.crowd = new Crowd(seed);
    this.random = new SplittableRandom(seed);
    this.end = end;
    this.days = days;
  }

  /** Tells everything; to be called once. Returns how many of the crowd have an account now. */
  public int tell(Sink sink) {
    Chronicle chronicle = new Chronicle(sink, end);
    Shelves shelves = new Shelves(chronicle, stage);
    List<Circle> circles = new ArrayList<>();
    PastTill till =
        new PastTill(chronicle, shelves, random,
            (visit, at) -> circles.get(visit.stand()).dealt(visit.member(), at));
    Square square = new Square(this, chronicle, till);
    List<ShowNight> nights = new ArrayList<>();
    List<ClipDays> clips = new ArrayList<>();
    for (int i = 0; i < stage.stands().size(); i++) {
      circles.add(new Circle(this, chronicle, i));
      nights.add(new ShowNight(square, circles.get(i), i));
      clips.add(new ClipDays(square, circles.get(i), i));
    }
    LocalDate today = BusinessDays.SHANGHAI.dayOf(end);
    for (int day = 0; day <= days; day++) {
      LocalDate date = today.minusDays(days - day);
      Instant midnight = BusinessDays.SHANGHAI.startOf(date);
      Instant morning = midnight.plus(Duration.ofHours(MORNING_HOUR));
      chronicle.plan(morning, () -> shelves.refill(morning));
      chronicle.liveUntil(midnight.plus(Duration.ofHours(NOON_HOUR)));
      for (ShowNight night : nights) {
        if (night.isOn(date) && isPast(night.endsLatest(midnight))) {
          night.hold(day, (double) day / days, midnight);
        }
      }
      for (ClipDays each : clips) {
        each.live(day, (double) day / days, midnight);
      }
    }
    chronicle.liveUntil(end);
    Instant last = end.minusMillis(1);
    clips.forEach(each -> each.end(last));
    shelves.clear(last);
    return members.size();
  }

  /** True when a show of that day would be over well before the present. */
  boolean isPast(Instant endsLatest) {
    return endsLatest.isBefore(end.minus(LAST_SHOW_BEFORE_END));
  }

  Stage.Stand stand(int index) {
    return stage.stands().get(index);
  }

  int standCount() {
    return stage.stands().size();
  }

  RandomGenerator random() {
    return random;
  }

  /** Somebody who does not follow that stand: a newcomer, or a member who never took to it. */
  Member stranger(int stand, Instant at, Chronicle chronicle) {
    double newcomers = Math.clamp(1 - (double) members.size() / CROWD_FULL, 0.10, 0.9);
    if (members.size() < 40 || Chance.is(random, newcomers)) {
      return join(at, chronicle);
    }
    Craft craft = stand(stand).host().craft();
    Optional<Member> best = Optional.empty();
    for (int i = 0; i < 6; i++) {
      Member other = members.get(random.nextInt(members.size()));
      boolean isFree = other.bonds[stand] == null || !other.bonds[stand].isFollower();
      boolean isBetter =
          best.isEmpty() || other.person.tasteFor(craft) > best.get().person.tasteFor(craft);
      if (isFree && isBetter && other.joinedAt.isBefore(at)) {
        best = Optional.of(other);
      }
    }
    return best.orElseGet(() -> join(at, chronicle));
  }

  private Member join(Instant at, Chronicle chronicle) {
    Person person = crowd.person(members.size());
    Instant joinedAt = at.minusSeconds(1);
    Member member = new Member(person, crowd.accountId(person.index()), joinedAt, standCount());
    members.add(member);
    chronicle.plan(
        joinedAt,
        () -> {
          chronicle.row(new PastRow.Account(member.accountId, person, joinedAt));
          chronicle.fact(joinedAt, new AccountRegistered(member.accountId, false, true));
        });
    return member;
  }
}
