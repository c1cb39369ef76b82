package laotie.growth.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import laotie.fact.BusinessDays;
import laotie.fact.Channel;
import laotie.fact.Cursor;
import laotie.fact.Fact;
import laotie.fact.FansFact.Followed;
import laotie.fact.FansFact.Unfollowed;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Recorded;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.OrderPaid;
import laotie.growth.Crossing;
import laotie.growth.CrossingFold;
import laotie.growth.FoldLaws;
import laotie.growth.Loyalty;
import laotie.growth.LoyaltyFold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host since his first day: nothing is lost between periods, and each says what it says. */
class TimelineTest {

  private static final BusinessDays DAYS = BusinessDays.SHANGHAI;
  private static final LocalDate FIRST = LocalDate.parse("2025-11-12");
  private static final LocalDate LAST = LocalDate.parse("2026-02-20");
  private static final Origin FEED = new Origin("", Channel.FEED, Relation.STRANGER, "", "");

  private final List<Recorded> facts = new ArrayList<>();

  private void on(LocalDate day, int seconds, Fact fact) {
    Instant at = DAYS.startOf(day).plusSeconds(seconds);
    facts.add(new Recorded(new Cursor(1, facts.size(), facts.size(), at), at, fact));
  }

  private void pay(LocalDate day, String buyer, long minor) {
    Deal deal = new Deal(buyer, "h", "", "", "", Money.cny(minor), FEED, Bill.NONE);
    on(day, 60, new OrderPaid("ord" + facts.size(), "pay", deal, List.of()));
  }

  private List<Timeline.Period> periods(Timeline.By by) {
    Timeline timeline = new Timeline(by, FIRST, LAST, DAYS);
    List<Crossing> crossings = new ArrayList<>(FoldLaws.cells(new CrossingFold(DAYS), facts).values());
    List<Loyalty> loyalties = new ArrayList<>(FoldLaws.cells(new LoyaltyFold(), facts).values());
    Collections.shuffle(crossings, new Random(facts.size()));
    crossings.forEach(timeline::add);
    loyalties.forEach(timeline::add);
    return timeline.periods();
  }

  @Test
  void weeksBeginOnMondayAndMonthsOnTheFirstAndNoneIsLeftOut() {
    assertThat(periods(Timeline.By.WEEK)).hasSize(15)
        .extracting(Timeline.Period::start).startsWith(LocalDate.parse("2025-11-10"))
        .endsWith(LocalDate.parse("2026-02-16"));
    assertThat(periods(Timeline.By.MONTH)).extracting(Timeline.Period::start).containsExactly(
        LocalDate.parse("2025-11-01"), LocalDate.parse("2025-12-01"), LocalDate.parse("2026-01-01"),
        LocalDate.parse("2026-02-01"));
  }

  @Test
  void whoBuysAgainInTheSameMonthIsNotReturningInIt() {
    pay(FIRST, "p", 100);
    pay(FIRST.plusDays(3), "p", 50);
    pay(LocalDate.parse("2026-01-05"), "p", 70);
    pay(LocalDate.parse("2026-01-05"), "q", 30);
    List<Timeline.Period> months = periods(Timeline.By.MONTH);
    assertThat(months.get(0)).isEqualTo(
        new Timeline.Period(LocalDate.parse("2025-11-01"), 0, 0, 0, 2, 150, 1, 0));
    assertThat(months.get(2)).isEqualTo(
        new Timeline.Period(LocalDate.parse("2026-01-01"), 0, 0, 0, 2, 100, 2, 1));
  }

  @Test
  void aTimelineOfManyYearsKeepsTheLastAndPutsTheRestBeforeThem() {
    pay(LocalDate.parse("2001-01-01"), "p", 9);
    Timeline timeline = new Timeline(Timeline.By.WEEK, LocalDate.parse("2001-01-01"), LAST, DAYS);
    FoldLaws.cells(new LoyaltyFold(), facts).values().forEach(timeline::add);
    assertThat(timeline.periods()).hasSize(Timeline.PERIODS_MAX);
    assertThat(timeline.periods().getFirst().gmvMinor()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void followersAndMoneyAreThoseOfTheFacts(long seed) {
    Random chance = new Random(seed);
    long paid = 0;
    for (int i = 0; i < 300; i++) {
      LocalDate day = FIRST.plusDays(chance.nextInt(101));
      String person = "p" + chance.nextInt(20);
      if (chance.nextInt(3) == 0) {
        long minor = chance.nextInt(900);
        pay(day, person, minor);
        paid += minor;
      } else {
        on(day, chance.nextInt(80_000), chance.nextInt(3) > 0 ? new Followed(person, "h", "", FEED)
            : new Unfollowed(person, "h"));
      }
    }
    for (Timeline.By by : Timeline.By.values()) {
      List<Timeline.Period> periods = periods(by);
      assertThat(periods.stream().mapToLong(Timeline.Period::gmvMinor).sum()).isEqualTo(paid);
      for (int i = 0; i < periods.size(); i++) {
        LocalDate end = i + 1 < periods.size() ? periods.get(i + 1).start() : LAST.plusDays(1);
        assertThat(periods.get(i).followers()).isEqualTo(followersBefore(end));
        assertThat(periods.get(i).returning()).isLessThanOrEqualTo(periods.get(i).buyers());
      }
    }
  }

  /** Whose last word before a day was a follow; of two words at one instant the taking back. */
  private long followersBefore(LocalDate end) {
    Map<String, Instant> followed = new TreeMap<>();
    Map<String, Instant> unfollowed = new TreeMap<>();
    for (Recorded recorded : facts) {
      if (recorded.at().isBefore(DAYS.startOf(end))) {
        switch (recorded.fact()) {
          case Followed word -> followed.merge(word.viewerId(), recorded.at(), TimelineTest::later);
          case Unfollowed word -> unfollowed.merge(word.viewerId(), recorded.at(), TimelineTest::later);
          default -> { }
        }
      }
    }
    return followed.entrySet().stream()
        .filter(word -> word.getValue().isAfter(unfollowed.getOrDefault(word.getKey(), Instant.MIN)))
        .count();
  }

  private static Instant later(Instant left, Instant right) {
    return left.isAfter(right) ? left : right;
  }
}
