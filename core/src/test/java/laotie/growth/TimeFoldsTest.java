package laotie.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import laotie.fact.BusinessDays;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipCommented;
import laotie.fact.ClipsFact.ClipLiked;
import laotie.fact.Cursor;
import laotie.fact.Fact;
import laotie.fact.FeedFact.Item;
import laotie.fact.FeedFact.ItemExposed;
import laotie.fact.Fold;
import laotie.fact.GrowthFact.HistoryTakenBack;
import laotie.fact.GuardFact.AccountBanned;
import laotie.fact.GuardFact.AccountCleared;
import laotie.fact.GuardFact.AccountSuspected;
import laotie.fact.GuardFact.AccountUnbanned;
import laotie.fact.IntentsFact.Asked;
import laotie.fact.LiveFact.ChatSaid;
import laotie.fact.LiveFact.Liked;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Pool;
import laotie.fact.Recorded;
import laotie.fact.Relation;
import laotie.fact.VideoFact.Proof;
import laotie.fact.VideoFact.WatchCredited;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFoldsTest {

  private static final BusinessDays DAYS = BusinessDays.SHANGHAI;
  private static final MinuteFold MINUTES =
      new MinuteFold(Money.CNY, id -> Tier.values()[Math.floorMod(id.hashCode(), 3)]);
  private static final TimeFold TIME = new TimeFold(DAYS, MINUTES);
  private static final Instant NOON = Instant.parse("2026-03-04T04:00:00Z");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void lawsHoldForAnyCrowd(long seed) {
    Random chance = new Random(seed);
    List<Recorded> facts = everything(chance, 400);
    Finality finality = new Finality(DAYS, Crowd.EVENING.plus(Duration.ofHours(20)));
    List<Fold<?, ?>> folds = List.of(MINUTES, TIME, new QualityFold(finality), new VerdictFold());
    folds.forEach(fold -> FoldLaws.hold(fold, facts, chance));
    FoldLaws.ignoreRepeats(new VerdictFold(), facts, chance);
  }

  /** Beyond 4,096 persons too the cells are equal to the byte, and the estimates lie within their bounds. */
  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void lawsHoldForSketches(long seed) {
    Random chance = new Random(seed);
    List<Persons> minutes = new ArrayList<>();
    List<Persons> hours = new ArrayList<>();
    Set<Integer> all = new HashSet<>();
    for (int part = 0; part < 6; part++) {
      Persons minute = Persons.NONE_OF_MINUTE;
      Persons hour = Persons.NONE;
      for (int i = 0; i < 1_000 + part * 900; i++) {
        int person = chance.nextInt(30_000);
        all.add(person);
        minute = i % 100 == 0 || i > 4_090 && i < 4_130 ? minute.with(hash(person)) : minute.union(
            one(Persons.NONE_OF_MINUTE, person));
        hour = hour.union(one(Persons.NONE, person));
      }
      minutes.add(minute);
      hours.add(hour);
    }
    for (List<Persons> parts : List.of(minutes, hours)) {
      Persons whole = parts.stream().reduce(Persons::union).orElseThrow();
      for (int order = 0; order < 6; order++) {
        Collections.shuffle(parts, chance);
        Persons left = parts.subList(0, 3).stream().reduce(Persons::union).orElseThrow();
        Persons right = parts.subList(3, 6).stream().reduce(Persons::union).orElseThrow();
        assertThat(left.union(right)).isEqualTo(whole);
        assertThat(right.union(left)).isEqualTo(whole);
      }
      assertThat(whole.union(whole)).isEqualTo(whole);
      Estimate estimate = whole.estimate();
      assertThat(estimate.isExact()).isFalse();
      assertThat((double) estimate.count()).isCloseTo(all.size(), within(all.size() * 0.06));
      assertThat(estimate.low()).isLessThan(estimate.count());
      assertThat(estimate.high()).isGreaterThan(estimate.count());
      assertThat(again(whole, parts == minutes ? Sketch.Kind.HLL : Sketch.Kind.THETA)).isEqualTo(whole);
    }
  }

  @Test
  void personsAreExactUpToTheLimitAndSketchedFromThere() {
    Persons persons = Persons.NONE;
    for (int i = 0; i < Persons.EXACT_MAX; i++) {
      persons = persons.with(hash(i));
    }
    assertThat(persons.estimate()).isEqualTo(Estimate.exactly(Persons.EXACT_MAX));
    assertThat(persons.with(hash(7))).isSameAs(persons);
    Persons more = persons.with(hash(-1));
    assertThat(more.isExact()).isFalse();
    assertThat((double) more.estimate().count()).isCloseTo(4_097, within(250.0));
    Persons minute = Persons.NONE_OF_MINUTE;
    for (int i = 0; i <= Persons.EXACT_MAX; i++) {
      minute = minute.with(hash(i));
    }
    assertThatThrownBy(minute::lifted).isInstanceOf(IllegalStateException.class);
  }

  /** Fans and buyers overlap by 3,000 of 10,000 and 5,000: the error lies within the bounds told. */
  @Test
  void fansAndBuyersAreIntersected() {
    Persons fans = Persons.NONE;
    PersonSet buyers = PersonSet.NONE;
    for (int i = 0; i < 10_000; i++) {
      fans = fans.union(one(Persons.NONE, i));
    }
    for (int i = 7_000; i < 12_000; i++) {
      buyers = buyers.union(PersonSet.of(hash(i)));
    }
    TimeCell cell = new TimeCell(
        0, Sums.ZERO, Persons.NONE, fans, Persons.NONE, buyers, Histogram.NONE);
    assertThat(cell.buyerCount()).isEqualTo(5_000);
    Estimate both = cell.fansWhoBought();
    assertThat(both.isExact()).isFalse();
    assertThat(3_000L).isBetween(both.low(), both.high());
    assertThat(both.high() - both.low()).isLessThan(600);
    Estimate few = Persons.inBoth(one(Persons.NONE, 1).with(hash(2)), one(Persons.NONE, 2));
    assertThat(few).isEqualTo(Estimate.exactly(1));
  }

  /** Each number of each scope, counted again fact by fact. */
  @ParameterizedTest
  @ValueSource(longs = {41, 42, 43})
  void minutesMergeIntoHoursDaysAndShowsOfEveryScope(long seed) {
    Random chance = new Random(seed);
    List<Recorded> facts = everything(chance, 500);
    Map<MinuteKey, Minute> parts = new HashMap<>();
    for (int from = 0; from < facts.size(); from += 97) {
      TIME.partsOf(facts.subList(from, Math.min(facts.size(), from + 97))).getFirst()
          .forEach((key, minute) -> parts.merge(key, minute, Minute::merge));
    }
    assertThat(parts).isEqualTo(FoldLaws.cells(MINUTES, facts));
    Map<TimeKey, TimeCell> cells = TIME.cellsOf(parts);
    assertThat(cells).isEqualTo(FoldLaws.cells(TIME, facts));
    Map<TimeKey, Minute> minutes = TIME.minutesOf(parts);
    for (Scope scope : new Scope[] {Scope.HOST, Scope.PLATFORM}) {
      assertThat(sum(cells, scope, Grain.HOUR)).isEqualTo(sum(cells, scope, Grain.DAY));
      long ofMinutes = minutes.entrySet().stream().filter(entry -> entry.getKey().scope() == scope)
          .mapToLong(entry -> entry.getValue().watchMillis()).sum();
      assertThat(ofMinutes).isEqualTo(played(facts));
    }
    TimeCell whole = cells.entrySet().stream()
        .filter(entry -> entry.getKey().scope() == Scope.PLATFORM && entry.getKey().grain() == Grain.DAY)
        .map(Map.Entry::getValue).reduce(TimeCell.NOTHING, TimeCell::merge);
    assertThat(whole.watchMillis()).isEqualTo(played(facts));
    assertThat(whole.viewers().estimate()).isEqualTo(Estimate.exactly(facts.stream()
        .filter(one -> one.fact() instanceof WatchCredited)
        .map(one -> ((WatchCredited) one.fact()).viewerId()).distinct().count()));
  }

  /** One more person than can be told apart in a minute begins a further part, and nobody is lost. */
  @Test
  void aBatchIsCutWhereAMinuteIsFull() {
    List<Recorded> facts = new ArrayList<>();
    for (int i = 0; i < 9_000; i++) {
      facts.add(at(NOON.plusSeconds(20), new WatchCredited("v" + i, "acc_" + i, "s", "", "h",
          NOON.plusSeconds(10), NOON.plusSeconds(20), Proof.BYTES_AND_BEAT)));
    }
    TimeFold fold = new TimeFold(DAYS, new MinuteFold(Money.CNY, id -> Tier.VALID));
    List<Map<MinuteKey, Minute>> parts = fold.partsOf(facts);
    assertThat(parts).hasSize(3);
    TimeCell day = parts.stream().map(part -> fold.cellsOf(part).entrySet().stream()
        .filter(cell -> cell.getKey().scope() == Scope.SHOW).findFirst().orElseThrow().getValue())
        .reduce(TimeCell.NOTHING, TimeCell::merge);
    assertThat(day.watchMillis()).isEqualTo(90_000_000);
    assertThat(9_000L).isBetween(day.viewers().estimate().low(), day.viewers().estimate().high());
  }

  /** Sets of very different sizes are united another way than like ones. */
  @Test
  void fewPersonsJoinManyAsAnyOthersDo() {
    Random chance = new Random(8);
    for (int round = 0; round < 300; round++) {
      PersonSet many = PersonSet.NONE;
      PersonSet few = PersonSet.NONE;
      Set<Integer> all = new HashSet<>();
      for (int i = 0; i < 200; i++) {
        int person = chance.nextInt(400);
        all.add(person);
        many = many.with(hash(person));
      }
      for (int i = chance.nextInt(12); i >= 0; i--) {
        int person = chance.nextInt(500);
        all.add(person);
        few = few.with(hash(person));
      }
      PersonSet expected = all.stream().map(TimeFoldsTest::hash).map(PersonSet::of)
          .reduce(PersonSet.NONE, PersonSet::union);
      assertThat(many.union(few)).isEqualTo(expected).isEqualTo(few.union(many));
      assertThat(expected.union(few)).isSameAs(expected);
    }
  }

  private static List<Long> sum(Map<TimeKey, TimeCell> cells, Scope scope, Grain grain) {
    TimeCell whole = cells.entrySet().stream()
        .filter(entry -> entry.getKey().scope() == scope && entry.getKey().grain() == grain)
        .map(Map.Entry::getValue).reduce(TimeCell.NOTHING, TimeCell::merge);
    return List.of(whole.watchMillis(), whole.orders(), whole.gmvMinor(), whole.buyerCount(),
        whole.viewers().estimate().count(), whole.orderValues().count());
  }

  private static long played(List<Recorded> facts) {
    return facts.stream().filter(one -> one.fact() instanceof WatchCredited)
        .map(one -> (WatchCredited) one.fact())
        .mapToLong(watch -> watch.to().toEpochMilli() - watch.from().toEpochMilli()).sum();
  }

  @Test
  void aBeatAcrossTheMinuteIsSplitAndWhoWatchesIsToldByHalves() {
    Instant from = NOON.plusSeconds(55);
    Map<MinuteKey, Minute> cells = FoldLaws.cells(new MinuteFold(Money.CNY, id -> Tier.VALID),
        List.of(at(from, new WatchCredited("v", "p", "s", "", "h", from, from.plusSeconds(10),
            Proof.BYTES_AND_BEAT))));
    long minute = NOON.toEpochMilli() / MinuteKey.MILLIS;
    Minute first = cells.get(new MinuteKey(Tier.VALID, "h", "s", minute));
    Minute second = cells.get(new MinuteKey(Tier.VALID, "h", "s", minute + 1));
    assertThat(first.watchMillis()).isEqualTo(5_000);
    assertThat(second.watchMillis()).isEqualTo(5_000);
    assertThat(first.early().estimate().count()).isZero();
    assertThat(first.late().estimate().count()).isEqualTo(1);
    assertThat(second.early().estimate().count()).isEqualTo(1);
    assertThat(second.late().estimate().count()).isZero();
    assertThat(second.concurrent().count()).isEqualTo(1);
    assertThat(cells).hasSize(2);
  }

  @Test
  void aBanMakesInvalidAndALaterPardonValidAgain() {
    VerdictFold fold = new VerdictFold();
    Recorded banned = at(NOON, new AccountBanned("a", "case", "op"));
    Recorded pardoned = at(NOON.plusSeconds(9), new AccountUnbanned("a", "case", "op"));
    Recorded doubted = at(NOON.plusSeconds(1), new AccountSuspected("a", "case"));
    Recorded cleared = at(NOON.plusSeconds(12), new AccountCleared("a", "case"));
    assertThat(tier(fold, banned)).isEqualTo(Tier.INVALID);
    assertThat(tier(fold, doubted, banned)).isEqualTo(Tier.INVALID);
    assertThat(tier(fold, pardoned, banned)).isEqualTo(Tier.VALID);
    assertThat(tier(fold, pardoned, doubted, banned)).isEqualTo(Tier.SUSPECT);
    assertThat(tier(fold, cleared, pardoned, doubted, banned)).isEqualTo(Tier.VALID);
    assertThat(tier(fold)).isEqualTo(Tier.VALID);
  }

  private static Tier tier(VerdictFold fold, Recorded... facts) {
    return FoldLaws.cells(fold, List.of(facts)).getOrDefault("a", fold.zero()).tier();
  }

  @Test
  void aDayIsFinalTwoDaysAfterItsEnd() {
    Finality finality = new Finality(DAYS, Instant.EPOCH);
    long day = DAYS.dayOf(NOON).toEpochDay();
    Instant end = DAYS.startOf(DAYS.dayOf(NOON).plusDays(1));
    assertThat(finality.statusAt(day, end.minusMillis(1))).isEqualTo(Finality.Status.LIVE);
    assertThat(finality.statusAt(day, end)).isEqualTo(Finality.Status.PROVISIONAL);
    assertThat(finality.statusAt(day, end.plus(Finality.PROVISIONAL).minusMillis(1)))
        .isEqualTo(Finality.Status.PROVISIONAL);
    assertThat(finality.statusAt(day, end.plus(Finality.PROVISIONAL))).isEqualTo(Finality.Status.FINAL);
    Fact late = new Liked("p", "s", "h", "v", 1);
    Instant recordedAt = end.plus(Finality.PROVISIONAL);
    assertThat(finality.isTooLate(new Recorded(new Cursor(1, 1, 1, recordedAt), NOON, late))).isTrue();
    assertThat(finality.isTooLate(
        new Recorded(new Cursor(1, 1, 1, recordedAt.minusMillis(1)), NOON, late))).isFalse();
    Finality younger = new Finality(DAYS, NOON.plusSeconds(1));
    assertThat(younger.isTooLate(new Recorded(new Cursor(1, 1, 1, recordedAt), NOON, late)))
        .as("history brought along").isFalse();
    Fact elsewhere = new HistoryTakenBack("import", "channel", "h");
    assertThat(new QualityFold(finality).keys(
        new Recorded(new Cursor(1, 1, 1, recordedAt), NOON, elsewhere))).as("no fact of ours").isEmpty();
  }

  @Test
  void bucketsHoldTheirValuesToASixteenth() {
    Random chance = new Random(3);
    TreeMap<Integer, Long> seen = new TreeMap<>();
    for (int i = 0; i < 50_000; i++) {
      long value = chance.nextLong(Long.MAX_VALUE) >>> chance.nextInt(63);
      int bucket = Histogram.bucketOf(value);
      long low = Histogram.lowestOf(bucket);
      assertThat(low).isLessThanOrEqualTo(value);
      assertThat(value - low).isLessThanOrEqualTo(low / 16);
      assertThat(Histogram.bucketOf(low)).isEqualTo(bucket);
      seen.merge(bucket, value, Math::min);
    }
    long before = -1;
    for (long least : seen.values()) {
      assertThat(least).isGreaterThan(before);
      before = least;
    }
    Histogram histogram = Histogram.NONE;
    for (int value = 1; value <= 1_000; value++) {
      histogram = histogram.with(value);
    }
    assertThat(histogram.quantile(0.5).orElseThrow()).isBetween(468L, 500L);
    assertThat(histogram.quantile(1).orElseThrow()).isBetween(937L, 1_000L);
    assertThat(Histogram.NONE.quantile(0.5)).isEmpty();
  }

  @Test
  void refusesBytesItDidNotWrite() {
    List<Recorded> facts = everything(new Random(4), 60);
    byte[] minute = FoldLaws.cells(MINUTES, facts).values().iterator().next().encode();
    assertThatThrownBy(() -> MINUTES.decode(Arrays.copyOf(minute, minute.length - 1)))
        .isInstanceOf(IllegalArgumentException.class);
    minute[0] = 9;
    assertThatThrownBy(() -> MINUTES.decode(minute)).hasMessageContaining("version 9");
  }

  private static Persons again(Persons persons, Sketch.Kind kind) {
    ByteWriter out = new ByteWriter();
    persons.write(out);
    return Persons.read(kind, new ByteReader(out.bytes()));
  }

  private static Persons one(Persons none, int person) {
    return none.with(hash(person));
  }

  private static long hash(int person) {
    return PersonSet.hash("acc_" + person);
  }

  /** Watching, buying and following of the odd crowd, and beside it everything else a minute counts. */
  private static List<Recorded> everything(Random chance, int count) {
    List<Recorded> facts = new ArrayList<>(Crowd.facts(chance, count));
    for (int i = 0; i < count; i++) {
      Instant at = Crowd.EVENING.plusMillis(chance.nextLong(Duration.ofHours(50).toMillis()));
      Instant written = at.plusMillis(chance.nextLong(1, 400_000_000L) >>> chance.nextInt(29));
      facts.add(new Recorded(new Cursor(1, i, i, written), at, something(chance, i)));
    }
    return facts;
  }

  private static Fact something(Random chance, int number) {
    String person = "p" + chance.nextInt(5);
    int show = chance.nextInt(3);
    String showId = "s" + show;
    String host = "h" + show % 2;
    Channel channel = Channel.values()[chance.nextInt(Channel.values().length)];
    Origin origin = new Origin(
        "", channel, Relation.values()[chance.nextInt(Relation.values().length)], "", "");
    return switch (chance.nextInt(10)) {
      case 0 -> new RoomEntered("v", person, "rm", showId, host, origin);
      case 1 -> new ChatSaid("m" + number, person, showId, host, "v", false);
      case 2 -> new Liked(person, showId, host, "v", 1 + chance.nextInt(9));
      case 3 -> new ClipCommented("m" + number, "", person, "c", host, "v", false);
      case 4 -> new ClipLiked(person, "c", host, "v");
      case 5 -> new ItemExposed("e" + number, person, chance.nextBoolean() ? Item.SHOW : Item.CLIP, showId,
          host, chance.nextBoolean() ? Pool.PUBLIC : Pool.PRIVATE, channel, 0, "new");
      case 6 -> new Asked("m" + number, person, host, showId, "", "v", "BUY", "");
      case 7 -> new AccountBanned(person, "case", "op");
      case 8 -> chance.nextBoolean() ? new AccountUnbanned(person, "case", "op")
          : new AccountCleared(person, "case");
      default -> new AccountSuspected(person, "case");
    };
  }

  private static Recorded at(Instant at, Fact fact) {
    return new Recorded(new Cursor(1, 1, 1, at), at, fact);
  }
}
