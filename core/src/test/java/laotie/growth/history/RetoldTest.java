package laotie.growth.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import laotie.fact.BusinessDays;
import laotie.fact.Cursor;
import laotie.fact.Money;
import laotie.fact.Recorded;
import laotie.growth.ChannelFold;
import laotie.growth.ChannelKey;
import laotie.growth.ChannelLoyalty;
import laotie.growth.FoldLaws;
import laotie.growth.PastOrder;
import laotie.growth.history.HistoryReader.Limits;
import laotie.growth.history.Retold.Outcome;
import laotie.growth.history.Retold.Place;
import laotie.growth.history.Retold.Told;
import laotie.growth.repurchase.Buyer;
import laotie.growth.repurchase.Buyer.Back;
import laotie.growth.repurchase.Buyer.Bought;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that overlap, repeat and are taken back leave what the standing ones tell, and nothing twice. */
class RetoldTest {

  private static final ChannelFold FOLD = new ChannelFold();
  private static final long DAY_MS = 86_400_000L;

  /** What a table tells, by order. */
  private record Table(long number, Map<String, Told> told) {}

  /** A shop that was brought along: the tables that stand, and what was stated. */
  private static final class Shop {
    private final List<Table> standing = new ArrayList<>();
    private final List<Recorded> log = new ArrayList<>();
    private long numbers;
    private long revisions;

    Told known(String order) {
      return standing.reversed().stream().filter(table -> table.told().containsKey(order)).findFirst()
          .map(table -> table.told().get(order)).orElse(Told.NOTHING);
    }

    void bring(Map<String, Told> told) {
      long revision = ++revisions;
      told.forEach((order, now) -> state(order, known(order), now, revision));
      standing.add(new Table(++numbers, told));
    }

    void takeBack(Table table) {
      long revision = ++revisions;
      standing.remove(table);
      table.told().forEach((order, was) -> {
        boolean isToldLater = standing.stream().anyMatch(other ->
            other.number() > table.number() && other.told().containsKey(order));
        if (!isToldLater) {
          state(order, was, known(order), revision);
        }
      });
    }

    private void state(String order, Told known, Told now, long revision) {
      Retold.facts(new Place("h", "c", order, Money.CNY, revision), known, now)
          .forEach(stated -> log.add(new Recorded(Cursor.START, stated.at(), stated.fact())));
    }

    /** What stands, buyer by buyer. */
    Map<String, Map<String, PastOrder>> expected() {
      Map<String, Map<String, PastOrder>> expected = new TreeMap<>();
      standing.forEach(table -> table.told().keySet().forEach(order -> {
        Told told = known(order);
        if (told.isOrder()) {
          expected.computeIfAbsent(told.buyerId(), _ -> new TreeMap<>()).put(order, told.order());
        }
      }));
      return expected;
    }
  }

  private static Map<String, Map<String, PastOrder>> counted(List<Recorded> facts) {
    Map<String, Map<String, PastOrder>> counted = new TreeMap<>();
    Map<ChannelKey, ChannelLoyalty> cells = FoldLaws.cells(FOLD, facts);
    cells.forEach((key, loyalty) -> loyalty.orders().forEach((order, entry) -> {
      if (entry.order().kind() != PastOrder.Kind.NONE) {
        counted.computeIfAbsent(key.buyerId(), _ -> new TreeMap<>()).put(order, entry.order());
      }
    }));
    return counted;
  }

  private static Map<String, Told> table(Random chance) {
    Map<String, Told> told = new TreeMap<>();
    for (int i = 1 + chance.nextInt(12); i > 0; i--) {
      told.put("o" + chance.nextInt(15), told(chance));
    }
    return told;
  }

  private static Told told(Random chance) {
    if (chance.nextInt(6) == 0) {
      return Told.NOTHING;
    }
    long at = chance.nextInt(20) * DAY_MS;
    boolean isCredit = chance.nextInt(6) == 0;
    long back = chance.nextInt(3) * 50L;
    return new Told("b" + chance.nextInt(4), isCredit
        ? new PastOrder(PastOrder.Kind.CREDIT, at, 0, 50, at, false)
        : new PastOrder(PastOrder.Kind.SALE, at, 100, back, at + back * DAY_MS / 10, back == 100));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void whateverIsBroughtAndTakenBackTheStandingTablesAreTold(long seed) {
    Random chance = new Random(seed);
    Shop shop = new Shop();
    for (int i = 0; i < 30; i++) {
      if (!shop.standing.isEmpty() && chance.nextInt(3) == 0) {
        shop.takeBack(shop.standing.get(chance.nextInt(shop.standing.size())));
      } else {
        shop.bring(table(chance));
      }
      List<Recorded> shuffled = new ArrayList<>(shop.log);
      shuffled.addAll(shop.log.subList(0, shop.log.size() / 2));
      Collections.shuffle(shuffled, chance);
      assertThat(counted(shuffled)).as("step " + i).isEqualTo(shop.expected());
    }
    FoldLaws.hold(FOLD, shop.log, chance);
    FoldLaws.ignoreRepeats(FOLD, shop.log, chance);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theSameTableAgainStatesNothing(long seed) {
    Random chance = new Random(seed);
    Shop shop = new Shop();
    shop.bring(table(chance));
    shop.bring(table(chance));
    Map<String, Told> last = shop.standing.getLast().told();
    int stated = shop.log.size();
    shop.bring(last);
    assertThat(shop.log).hasSize(stated);
    shop.takeBack(shop.standing.getLast());
    assertThat(shop.log).as("the same was told before").hasSize(stated);
  }

  @Test
  void namesWhatATableDoes() {
    Told one = new Told("b", new PastOrder(PastOrder.Kind.SALE, 0, 100, 0, 0, false));
    Told other = new Told("b", new PastOrder(PastOrder.Kind.SALE, 0, 101, 0, 0, false));
    assertThat(Retold.outcome(Told.NOTHING, one)).isEqualTo(Outcome.NEW);
    assertThat(Retold.outcome(one, one)).isEqualTo(Outcome.SAME);
    assertThat(Retold.outcome(one, other)).isEqualTo(Outcome.CHANGED);
    assertThat(Retold.outcome(one, Told.NOTHING)).isEqualTo(Outcome.GONE);
    assertThat(Retold.outcome(Told.NOTHING, Told.NOTHING)).isEqualTo(Outcome.NONE);
  }

  /** Rows in any order, and through the cells of a channel, give the buyers that the report counts. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shuffledRowsAndCellsGiveTheSameBuyers(long seed) {
    Random chance = new Random(seed);
    List<String> rows = new ArrayList<>();
    for (int order = 0; order < 80; order++) {
      String at = "2026-%02d-%02d 10:00".formatted(1 + chance.nextInt(9), 1 + chance.nextInt(28));
      String buyer = "p" + chance.nextInt(25);
      for (int line = 1 + chance.nextInt(3); line > 0; line--) {
        rows.add("%s%d,%d,%s,%d.35,%s".formatted(order % 9 == 0 ? "C" : "", order,
            order % 9 == 0 ? -1 : 1 + chance.nextInt(4), at, chance.nextInt(30), buyer));
      }
    }
    List<Buyer> expected = sorted(reader(rows).history().buyers());
    Collections.shuffle(rows, chance);
    assertThat(sorted(reader(rows).history().buyers())).isEqualTo(expected);
    Shop shop = new Shop();
    Map<String, Told> told = new TreeMap<>();
    reader(rows).each(order -> told.put(order.name(), new Told(order.buyer(), order.order())));
    shop.bring(told);
    List<Buyer> counted = new ArrayList<>();
    FoldLaws.cells(FOLD, shop.log)
        .forEach((key, loyalty) -> counted.add(Buyer.of(loyalty, BusinessDays.SHANGHAI)));
    assertThat(sorted(counted)).isEqualTo(expected);
  }

  private static HistoryReader reader(List<String> rows) {
    HistoryReader reader =
        new HistoryReader(BusinessDays.SHANGHAI, Optional.empty(), new Limits(1_000, 10));
    reader.begin(new HistoryPlan(Map.of(HistoryField.ORDER, 0, HistoryField.QUANTITY, 1,
        HistoryField.ORDERED_AT, 2, HistoryField.UNIT_PRICE, 3, HistoryField.BUYER, 4),
        DateOrder.UNSAID, false));
    for (int i = 0; i < rows.size(); i++) {
      reader.take(i + 2, List.of(rows.get(i).split(",")));
    }
    return reader;
  }

  /** Buyers have no names: each with his orders and money in a fixed order, all in one. */
  private static List<Buyer> sorted(List<Buyer> buyers) {
    List<Buyer> sorted = new ArrayList<>();
    for (Buyer buyer : buyers) {
      List<Bought> orders = new ArrayList<>(buyer.orders());
      orders.sort((a, b) -> a.toString().compareTo(b.toString()));
      List<Back> backs = new ArrayList<>(buyer.backs());
      backs.sort((a, b) -> a.toString().compareTo(b.toString()));
      sorted.add(new Buyer(orders, backs));
    }
    sorted.sort((a, b) -> a.toString().compareTo(b.toString()));
    return sorted;
  }
}
