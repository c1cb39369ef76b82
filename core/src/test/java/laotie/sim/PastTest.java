package laotie.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import laotie.fact.BusinessDays;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.ClipsFact.ClipPublished;
import laotie.fact.Fact;
import laotie.fact.FansFact.Followed;
import laotie.fact.GoodsFact.StockSupplied;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.PeopleFact.AccountRegistered;
import laotie.fact.TradeFact;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.VideoFact.WatchCredited;
import org.junit.jupiter.api.Test;

class PastTest {

  private static final Instant END = Instant.parse("2026-11-20T09:00:00Z");

  private record Told(Instant at, Fact fact) {}

  private static final class Book implements Past.Sink {
    final List<PastRow> rows = new ArrayList<>();
    final List<Told> facts = new ArrayList<>();

    @Override
    public void row(PastRow row) {
      rows.add(row);
    }

    @Override
    public void fact(Instant at, Fact fact) {
      facts.add(new Told(at, fact));
    }
  }

  private static Book tell(long seed, int days) {
    Book book = new Book();
    new Past(Stage.rehearsal(), seed, END, days).tell(book);
    return book;
  }

  private static final Book YEAR = tell(7, Past.DAYS_DEFAULT);

  @Test
  void sameSeedTellsTheSamePast() {
    Book one = tell(3, 40);
    Book two = tell(3, 40);
    assertThat(one.facts).isEqualTo(two.facts);
    assertThat(one.rows).isEqualTo(two.rows);
    assertThat(tell(4, 40).facts).isNotEqualTo(one.facts);
  }

  @Test
  void tellsInTimeOrderAndNothingOfThePresent() {
    Instant before = Instant.MIN;
    for (Told told : YEAR.facts) {
      if (told.at().isBefore(before) || !told.at().isBefore(END)) {
        assertThat(told.at()).isAfterOrEqualTo(before).isBefore(END);
      }
      before = told.at();
    }
  }

  @Test
  void coversAtLeastFourHundredDaysWithinTheSizeBudget() {
    Set<LocalDate> days = new HashSet<>();
    YEAR.facts.forEach(told -> days.add(BusinessDays.SHANGHAI.dayOf(told.at())));
    assertThat(days).hasSizeGreaterThanOrEqualTo(400);
    assertThat(YEAR.facts.size()).isBetween(350_000, 500_000);
  }

  @Test
  void stockIsNeverNegativeAndEndsWhereItBegan() {
    Map<String, Long> available = new HashMap<>();
    for (Told told : YEAR.facts) {
      if (told.fact() instanceof StockSupplied supplied) {
        assertThat(available.merge(supplied.skuId(), supplied.change(), Long::sum))
            .isEqualTo(supplied.available())
            .isNotNegative();
      }
      stockChange(told.fact(), available);
    }
    assertThat(available.values()).allMatch(left -> left == 0);
  }

  private final Map<String, List<TradeFact.Line>> linesByOrder = new HashMap<>();

  private void stockChange(Fact fact, Map<String, Long> available) {
    if (fact instanceof TradeFact.OrderPlaced placed) {
      linesByOrder.put(placed.orderId(), placed.lines());
      for (TradeFact.Line line : placed.lines()) {
        assertThat(available.merge(line.skuId(), (long) -line.quantity(), Long::sum)).isNotNegative();
      }
    } else if (fact instanceof TradeFact.OrderExpired || fact instanceof TradeFact.OrderCancelled) {
      for (TradeFact.Line line : linesByOrder.get(fact.key())) {
        available.merge(line.skuId(), (long) line.quantity(), Long::sum);
      }
    }
  }

  @Test
  void amountsAreTheSumsOfTheirLines() {
    for (Told told : YEAR.facts) {
      if (told.fact() instanceof OrderPaid paid) {
        long sum = paid.lines().stream().mapToLong(line -> line.priceMinor() * line.quantity()).sum();
        assertThat(paid.deal().amount().minor()).isEqualTo(sum);
      }
      if (told.fact() instanceof OrderRefunded refunded) {
        assertThat(refunded.refunded().minor()).isBetween(1L, refunded.deal().amount().minor());
        assertThat(refunded.isWhole())
            .isEqualTo(refunded.refunded().minor() == refunded.deal().amount().minor());
      }
    }
  }

  @Test
  void sequencesRiseByOneWithoutGaps() {
    long expected = 1;
    for (Told told : YEAR.facts) {
      if (told.fact() instanceof TradeFact.OrderPlaced placed) {
        assertThat(placed.sequence()).isEqualTo(expected++);
      }
    }
    assertThat(expected).isGreaterThan(5_000);
  }

  @Test
  void nobodyActsBeforeHeJoinedAndNoViewIsCreditedTwice() {
    Set<String> accounts = new HashSet<>();
    Map<String, Instant> views = new HashMap<>();
    Set<String> clips = new HashSet<>();
    for (Told told : YEAR.facts) {
      switch (told.fact()) {
        case AccountRegistered joined -> {
          assertThat(joined.isSimulated()).isTrue();
          assertThat(accounts.add(joined.accountId())).isTrue();
        }
        case RoomEntered entered -> {
          assertThat(accounts.contains(entered.viewerId())).isTrue();
          assertThat(views.put(entered.viewId(), told.at())).isNull();
        }
        case ClipOpened opened -> {
          assertThat(accounts.contains(opened.viewerId())).isTrue();
          assertThat(clips.contains(opened.clipId())).isTrue();
          assertThat(views.put(opened.viewId(), told.at())).isNull();
        }
        case ClipPublished published -> assertThat(clips.add(published.clipId())).isTrue();
        case WatchCredited watched -> {
          assertThat(watched.from()).isAfterOrEqualTo(views.get(watched.viewId()));
          views.put(watched.viewId(), watched.to());
        }
        case Followed followed -> assertThat(views.containsKey(followed.viewId())).isTrue();
        case TradeFact.OrderPlaced placed -> assertThat(views.containsKey(placed.deal().viewId())).isTrue();
        default -> {}
      }
    }
  }

  @Test
  void rowsStandBeforeTheFactsThatNameThemAndHoldTheSameSteps() {
    long rows = YEAR.rows.stream().filter(PastRow.Order.class::isInstance).count();
    long steps =
        YEAR.rows.stream()
            .filter(PastRow.Order.class::isInstance)
            .mapToLong(row -> ((PastRow.Order) row).steps().size())
            .sum();
    long placed = YEAR.facts.stream().filter(t -> t.fact() instanceof TradeFact.OrderPlaced).count();
    long trade = YEAR.facts.stream().filter(t -> t.fact() instanceof TradeFact).count();
    assertThat(rows).isEqualTo(placed);
    assertThat(steps).isEqualTo(trade);
  }

  @Test
  void hostsDifferPlausiblyInRepurchase() {
    TreeMap<String, String> shown = new TreeMap<>();
    TreeSet<Double> ninety = new TreeSet<>();
    for (CastHost host : Cast.hosts()) {
      double thirty = repurchase("acc_" + host.login(), 30);
      double rate = repurchase("acc_" + host.login(), 90);
      shown.put(host.login(), String.format("R3(30) %.3f R3(90) %.3f", thirty, rate));
      ninety.add(rate);
      assertThat(thirty).as("%s", shown).isLessThan(rate).isGreaterThan(0.05);
      assertThat(rate).as("%s", shown).isBetween(0.22, 0.72);
    }
    assertThat(ninety.last() - ninety.first()).as("%s", shown).isGreaterThan(0.25);
  }

  /** R3(N): effective orders, day-merged, buyers whose N days have passed. */
  private static double repurchase(String hostId, int days) {
    Map<String, TreeSet<LocalDate>> daysByBuyer = new HashMap<>();
    Map<String, Instant> wholeRefunds = new HashMap<>();
    for (Told told : YEAR.facts) {
      if (told.fact() instanceof OrderRefunded refunded && refunded.isWhole()) {
        wholeRefunds.put(refunded.orderId(), told.at());
      }
    }
    for (Told told : YEAR.facts) {
      if (told.fact() instanceof OrderPaid paid && paid.deal().hostId().equals(hostId)) {
        Instant refund = wholeRefunds.getOrDefault(paid.orderId(), Instant.MAX);
        if (refund.isAfter(told.at().plus(Duration.ofDays(7)))) {
          daysByBuyer
              .computeIfAbsent(paid.deal().buyerId(), _ -> new TreeSet<>())
              .add(BusinessDays.SHANGHAI.dayOf(told.at()));
        }
      }
    }
    LocalDate today = BusinessDays.SHANGHAI.dayOf(END);
    int buyers = 0;
    int repeaters = 0;
    for (TreeSet<LocalDate> bought : daysByBuyer.values()) {
      if (bought.first().plusDays(days).isBefore(today)) {
        buyers++;
        LocalDate second = bought.higher(bought.first());
        repeaters += second != null && !second.isAfter(bought.first().plusDays(days)) ? 1 : 0;
      }
    }
    return (double) repeaters / buyers;
  }
}
