package laotie.growth.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import laotie.fact.Channel;
import laotie.fact.Fold;
import laotie.fact.Money;
import laotie.fact.Pool;
import laotie.fact.Recorded;
import laotie.fact.Relation;
import laotie.growth.CounterFold;
import laotie.growth.Factors;
import laotie.growth.FoldLaws;
import laotie.growth.MilestoneFold;
import laotie.growth.PersonDay;
import laotie.growth.PersonKey;
import laotie.growth.Ratio;
import laotie.growth.ReceiptFold;
import laotie.growth.Scope;
import laotie.growth.ViewFold;
import laotie.growth.change.Waterfall;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trees over any crowd: what adds up adds up, what multiplies out multiplies out, to the last fen. */
class TreeTest {

  private static final Instant LATER = TreeCrowd.BEGIN.plus(Duration.ofDays(60));
  private static final LocalDate FIRST = LocalDate.parse("2026-02-01");
  private static final Frame TWO_DAYS = Frame.ofDays(FIRST, FIRST.plusDays(2), TreeCrowd.DAYS);
  private static final Frame NEXT_DAYS = Frame.ofDays(FIRST.plusDays(2), FIRST.plusDays(4), TreeCrowd.DAYS);
  private static final Set<Level> ALL = EnumSet.allOf(Level.class);

  private static Tree tree(TreeCrowd.Cells cells, Slice slice, Frame frame) {
    Tree tree = new Tree(slice, frame, ALL, cells.counters(), LATER);
    cells.persons().values().forEach(tree::add);
    return tree;
  }

  private static List<Slice> slices() {
    Slice host = Slice.ofHost("h0");
    return List.of(Slice.PLATFORM, host, Slice.ofHost("h1"), host.of(Source.LIVE, "s00"),
        host.of(Source.CLIP, "c01"), host.of(Source.OFFLIVE, ""), host.ofProduct("prd01"),
        host.of(Source.LIVE, "s00").ofProduct("prd02"),
        host.entered(EnumSet.of(Channel.FEED, Channel.PUSH, Channel.PAID),
            EnumSet.of(Relation.STRANGER, Relation.FAN)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void lawsOfFoldsHoldForAnyCrowd(long seed) {
    Random chance = new Random(seed);
    List<Recorded> facts = TreeCrowd.facts(chance, 400);
    List<Fold<?, ?>> folds =
        List.of(new ViewFold(), new ReceiptFold(Money.CNY), new CounterFold(), new MilestoneFold());
    folds.forEach(fold -> FoldLaws.hold(fold, facts, chance));
    folds.forEach(fold -> FoldLaws.ignoreRepeats(fold, facts, chance));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void theRootOfAHostAndOfAShowIsWhatTheirPersonsDid(long seed) {
    TreeCrowd.Cells cells = TreeCrowd.Cells.of(TreeCrowd.facts(new Random(seed), 500));
    for (String host : List.of("h0", "h1")) {
      Factors expected = persons(cells, key -> key.scope() == Scope.HOST && key.scopeId().equals(host)
          && !key.day().isBefore(FIRST) && key.day().isBefore(FIRST.plusDays(2)));
      assertThat(tree(cells, Slice.ofHost(host), TWO_DAYS).whole().factors()).isEqualTo(expected);
    }
    Factors ofShow = persons(cells, key -> key.scope() == Scope.SHOW && key.scopeId().equals("s01"));
    Frame whole = Frame.ofShow(TreeCrowd.BEGIN, LATER, TreeCrowd.DAYS);
    Slice show = Slice.ofHost("h0").of(Source.LIVE, "s01");
    assertThat(tree(cells, show, whole).whole().factors()).isEqualTo(ofShow);
    assertThat(ofShow.uv()).isPositive();
  }

  /** The same sums from the cells of persons. */
  private static Factors persons(TreeCrowd.Cells cells, java.util.function.Predicate<PersonKey> isWanted) {
    Map<String, List<PersonDay>> byPerson = new HashMap<>();
    cells.personDays().forEach((key, day) -> {
      if (isWanted.test(key)) {
        byPerson.computeIfAbsent(key.personId(), any -> new ArrayList<>()).add(day);
      }
    });
    List<PersonDay> all = byPerson.values().stream().flatMap(List::stream).toList();
    return new Factors(
        byPerson.values().stream().filter(days -> days.stream().anyMatch(PersonDay::isValid)).count(),
        all.stream().mapToLong(PersonDay::watchMillis).sum(),
        byPerson.values().stream()
            .filter(days -> days.stream().anyMatch(day -> day.orderCount() > 0)).count(),
        all.stream().mapToLong(PersonDay::orderCount).sum(),
        all.stream().mapToLong(PersonDay::gmvMinor).sum());
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
  void whatIsAssignedOnceAddsUpAndPersonsAreUnions(long seed) {
    TreeCrowd.Cells cells = TreeCrowd.Cells.of(TreeCrowd.facts(new Random(seed), 500));
    for (Slice slice : slices()) {
      Tree tree = tree(cells, slice, TWO_DAYS);
      Sums whole = tree.whole();
      addsUp(tree.nodes(Level.HOST), whole);
      addsUp(tree.nodes(Level.SOURCE), whole);
      Map<String, Sums> items = new HashMap<>(tree.nodes(Level.SHOW));
      items.putAll(tree.nodes(Level.CLIP));
      Sums neither = tree.nodes(Level.SOURCE).getOrDefault(Source.OFFLIVE.name(), Sums.NONE);
      items.put("", neither);
      addsUp(items, whole);
      long products = tree.nodes(Level.PRODUCT).values().stream()
          .mapToLong(sums -> sums.factors().gmvMinor()).sum();
      assertThat(products + tree.restMinor()).isEqualTo(whole.factors().gmvMinor());
      nested(tree);
    }
  }

  private static void addsUp(Map<String, Sums> nodes, Sums whole) {
    long[] sums = new long[6];
    long most = 0;
    long persons = 0;
    for (Sums node : nodes.values()) {
      sums[0] += node.factors().watchMillis();
      sums[1] += node.factors().orders();
      sums[2] += node.factors().gmvMinor();
      sums[3] += node.views();
      sums[4] += node.askedViews();
      sums[5] += node.metViews();
      most = Math.max(most, node.factors().uv());
      persons += node.factors().uv();
    }
    assertThat(sums).containsExactly(whole.factors().watchMillis(), whole.factors().orders(),
        whole.factors().gmvMinor(), whole.views(), whole.askedViews(), whole.metViews());
    assertThat(whole.factors().uv()).isBetween(most, persons);
  }

  /** Entries make channels, channels make pools. */
  private static void nested(Tree tree) {
    Map<String, Sums> entries = tree.nodes(Level.ENTRY);
    for (var channel : tree.nodes(Level.CHANNEL).entrySet()) {
      Map<String, Sums> below = new HashMap<>(entries);
      below.keySet().removeIf(id -> !id.startsWith(channel.getKey() + " "));
      addsUp(below, channel.getValue());
    }
    for (var pool : tree.nodes(Level.POOL).entrySet()) {
      Map<String, Sums> below = new HashMap<>(tree.nodes(Level.CHANNEL));
      below.keySet().removeIf(id -> Channel.valueOf(id).pool() != Pool.valueOf(pool.getKey()));
      addsUp(below, pool.getValue());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34, 35, 36, 37, 38})
  void allIdentitiesMultiplyOutExactly(long seed) {
    TreeCrowd.Cells cells = TreeCrowd.Cells.of(TreeCrowd.facts(new Random(seed), 500));
    for (Slice slice : slices()) {
      for (Frame frame : List.of(TWO_DAYS, NEXT_DAYS)) {
        Tree tree = tree(cells, slice, frame);
        Ratio gmv = Ratio.whole(tree.whole().factors().gmvMinor());
        assertThat(tree.relations().product()).as("%s", slice).isEqualTo(gmv);
        List<Sums> nodes = new ArrayList<>(List.of(tree.whole()));
        ALL.forEach(level -> nodes.addAll(tree.nodes(level).values()));
        for (Sums node : nodes) {
          Ratio exact = Ratio.whole(node.factors().gmvMinor());
          node.yesterday().ifPresent(product -> assertThat(product).isEqualTo(exact));
          node.factors().product().ifPresent(product -> assertThat(product).isEqualTo(exact));
          if (node.factors().uv() > 0) {
            assertThat(node.yesterday()).isPresent();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {41, 42, 43, 44, 45, 46, 47, 48})
  void aDrillDownSumsToTheChangeAboveToTheLastFen(long seed) {
    TreeCrowd.Cells cells = TreeCrowd.Cells.of(TreeCrowd.facts(new Random(seed), 700));
    for (Slice slice : slices()) {
      Tree before = tree(cells, slice, TWO_DAYS);
      Tree now = tree(cells, slice, NEXT_DAYS);
      long change = now.whole().factors().gmvMinor() - before.whole().factors().gmvMinor();
      assertThat(Branches.change(before.whole(), now.whole()).changeMinor()).isEqualTo(change);
      for (Level level : List.of(Level.HOST, Level.SOURCE)) {
        for (int lines : new int[] {0, 1, 100}) {
          Waterfall sum = Branches.of(before.nodes(level), now.nodes(level), lines).sum();
          assertThat(sum.changeMinor()).isEqualTo(change);
          assertThat(steps(sum)).isEqualTo(change);
        }
      }
      Waterfall fresh = now.relations().newChange(before.relations());
      Waterfall known = now.relations().knownChange(before.relations());
      assertThat(fresh.changeMinor() + known.changeMinor()).isEqualTo(change);
      assertThat(steps(fresh) + steps(known)).isEqualTo(change);
    }
  }

  private static long steps(Waterfall change) {
    return change.entered() + change.left()
        + change.steps().stream().mapToLong(Waterfall.Step::minor).sum();
  }

  @ParameterizedTest
  @ValueSource(longs = {51, 52, 53, 54})
  void theOrderOfPersonsChangesNothing(long seed) {
    Random chance = new Random(seed);
    TreeCrowd.Cells cells = TreeCrowd.Cells.of(TreeCrowd.facts(chance, 400));
    Tree one = tree(cells, Slice.PLATFORM, TWO_DAYS);
    Tree other = new Tree(Slice.PLATFORM, TWO_DAYS, ALL, cells.counters(), LATER);
    List<Person> shuffled = new ArrayList<>(cells.persons().values());
    Collections.shuffle(shuffled, chance);
    shuffled.forEach(other::add);
    ALL.forEach(level -> assertThat(other.nodes(level)).isEqualTo(one.nodes(level)));
    assertThat(other.relations()).isEqualTo(one.relations());
  }
}
