package laotie.server.growth;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import laotie.fact.BusinessDays;
import laotie.fact.Money;
import laotie.growth.Loyalty;
import laotie.growth.LoyaltyKey;
import laotie.growth.history.History;
import laotie.growth.report.Forecast;
import laotie.growth.report.ReportInput;
import laotie.growth.repurchase.Buyer;
import laotie.growth.repurchase.BuyerScope;
import laotie.growth.repurchase.Tally;
import laotie.server.growth.LoyaltyPageStore.Line;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.http.Settings;
import laotie.server.log.Database;

/**
 * All definitions of repurchase over all buyers of a host or of the square, counted page by page from the
 * cells: what is in memory is one page and the counts. Nobody sees one younger than {@link #KEPT_FOR} twice.
 */
@Singleton
final class RepurchaseNumbers {

  /** Pages of one count: two and a half million pairs. */
  static final int PAGES_MAX = 500;

  /** Buyers of a report, which holds all of them. */
  static final int REPORT_BUYERS_MAX = 50_000;

  private static final Duration KEPT_FOR = Duration.ofSeconds(30);
  private static final int KEPT_MAX = 200;
  private static final int RETRY_AFTER_SECONDS = 10;

  /** The same buyers give the same report. */
  private static final long SEED = 20_260_101;

  private final Database database;
  private final InstantSource clock;
  private final BusinessDays days;
  private final LoadingCache<Wanted, Seen> kept;
  private final Semaphore turn = new Semaphore(1);

  RepurchaseNumbers(Database database, Settings settings, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.days = new BusinessDays(settings.shop().zone());
    this.kept = Caffeine.newBuilder().maximumSize(KEPT_MAX).expireAfterWrite(KEPT_FOR).build(this::count);
  }

  /**
   * Whose numbers.
   *
   * @param hostId empty for all hosts
   */
  record Wanted(BuyerScope scope, String hostId) {}

  /**
   * What was counted.
   *
   * @param isSimulated true when simulated people are among the buyers
   */
  record Seen(Tally tally, Currency currency, boolean isSimulated) {}

  /** In which the days of the shop are cut. */
  ZoneId zone() {
    return days.zone();
  }

  /** The counts, at most {@link #KEPT_FOR} old. */
  Seen of(Wanted wanted) {
    return kept.get(wanted);
  }

  private Seen count(Wanted wanted) {
    Tally[] tally = {Tally.zero(lastDay())};
    each(wanted, buyers -> tally[0] = tally[0].merge(Tally.of(lastDay(), buyers)));
    boolean isSimulated = database.read(connection -> wanted.hostId().isEmpty()
        ? ShowStore.isSquareSimulated(connection)
        : ShowStore.isHostSimulated(connection, wanted.hostId()));
    return new Seen(tally[0], Money.CNY, isSimulated);
  }

  /** Yesterday: whoever bought N days before it had all of his N days. */
  private LocalDate lastDay() {
    return days.dayOf(clock.instant()).minusDays(1);
  }

  /** Hands the buyers over page by page; those of one page are whole. */
  private void each(Wanted wanted, Consumer<List<Buyer>> sink) {
    LoyaltyKey after = LoyaltyPageStore.START;
    List<Line> open = List.of();
    for (int pages = 0; pages < PAGES_MAX; pages++) {
      LoyaltyKey from = after;
      List<Line> page = database.read(connection -> wanted.hostId().isEmpty()
          ? LoyaltyPageStore.ofSquare(connection, wanted.scope(), from)
          : LoyaltyPageStore.ofHost(connection, wanted.hostId(), from));
      List<Line> lines = new ArrayList<>(open);
      lines.addAll(page);
      boolean isLast = page.size() < LoyaltyPageStore.ROWS_MAX;
      int whole = isLast || wanted.scope() == BuyerScope.HOST ? lines.size() : wholeBuyers(lines);
      sink.accept(wanted.scope().buyers(cells(lines.subList(0, whole)), days));
      if (isLast) {
        return;
      }
      open = lines.subList(whole, lines.size());
      after = page.getLast().key();
    }
    throw Problem.of(HttpReason.OVERLOADED,
        "more than " + PAGES_MAX * LoyaltyPageStore.ROWS_MAX + " pairs of buyer and host",
        Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS));
  }

  /** How many lines there are before those of the last buyer, who may have more on the next page. */
  private static int wholeBuyers(List<Line> lines) {
    String last = lines.getLast().key().buyerId();
    int whole = lines.size();
    while (whole > 0 && lines.get(whole - 1).key().buyerId().equals(last)) {
      whole--;
    }
    return whole;
  }

  private static Map<LoyaltyKey, Loyalty> cells(List<Line> lines) {
    Map<LoyaltyKey, Loyalty> cells = new LinkedHashMap<>();
    lines.forEach(line -> cells.put(line.key(), line.loyalty()));
    return cells;
  }

  /** What a report needs; one is made at a time. Refuses what does not fit. */
  ReportInput report(Wanted wanted, String title) {
    if (!turn.tryAcquire()) {
      throw Problem.of(HttpReason.OVERLOADED, "another report is being made",
          Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS));
    }
    try {
      List<Buyer> all = new ArrayList<>();
      each(wanted, buyers -> {
        if (all.size() + buyers.size() > REPORT_BUYERS_MAX) {
          throw Problem.of(HttpReason.OVERLOADED, "more than " + REPORT_BUYERS_MAX + " buyers for a report",
              Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS));
        }
        all.addAll(buyers);
      });
      Tally tally = Tally.of(lastDay(), all);
      if (tally.buyers() == 0) {
        throw Problem.notFound("order until yesterday of", wanted.hostId());
      }
      return input(title, all, new Seen(tally, Money.CNY, false), days.zone());
    } finally {
      turn.release();
    }
  }

  /** What a report of these buyers needs, of whom one has bought at least. */
  static ReportInput input(String title, List<Buyer> all, Seen seen, ZoneId zone) {
    Tally tally = seen.tally();
    LocalDate first = all.stream().filter(buyer -> !buyer.orders().isEmpty())
        .map(buyer -> buyer.orders().getFirst().day()).min(LocalDate::compareTo).orElseThrow();
    History history = new History(all, seen.currency(), Optional.of(
        new History.Span(first, tally.lastDay())), History.Counts.ofFacts(tally.all().orders()), List.of());
    return new ReportInput(title, List.of(), zone, history, tally,
        Forecast.of(all, tally.lastDay(), new Random(SEED)));
  }
}
