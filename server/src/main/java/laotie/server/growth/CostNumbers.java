package laotie.server.growth;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import laotie.fact.BusinessDays;
import laotie.fact.Money;
import laotie.fact.Recorded;
import laotie.growth.FirstView;
import laotie.growth.FirstViewFold;
import laotie.growth.HostDay;
import laotie.growth.Sale;
import laotie.growth.SaleFold;
import laotie.growth.Traffic;
import laotie.growth.TrafficFold;
import laotie.growth.cost.Fairness;
import laotie.growth.cost.NewCustomers;
import laotie.growth.cost.PricedOrder;
import laotie.growth.cost.TrafficBalance;
import laotie.server.growth.SaleStore.Line;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.log.Database;

/**
 * What new customers cost and when they have paid that back, and who feeds whom with traffic: folded from
 * log and flood by the consumer {@code cost}.
 */
final class CostNumbers {

  /** Pages of one count: two and a half million orders. */
  static final int PAGES_MAX = 500;

  private static final Duration KEPT_FOR = Duration.ofSeconds(30);
  private static final int KEPT_MAX = 200;
  private static final int RETRY_AFTER_SECONDS = 10;

  private final Database database;
  private final InstantSource clock;
  private final BusinessDays days;
  private final SaleStore saleStore;
  private final Cells<String, Sale> sales;
  private final Cells<HostDay, Traffic> traffic;
  private final Cells<String, FirstView> firstViews;
  private final LoadingCache<Wanted, Seen> kept;
  private final LoadingCache<NewCustomers.Period, Fairness> fairness;

  CostNumbers(Database database, BusinessDays days, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.days = days;
    this.saleStore = new SaleStore(days);
    this.sales = new Cells<>(new SaleFold(Money.CNY), saleStore);
    this.traffic = new Cells<>(new TrafficFold(days, Money.CNY), new TrafficStore());
    this.firstViews = new Cells<>(new FirstViewFold(), new TrafficStore.FirstViews());
    this.kept = Caffeine.newBuilder().maximumSize(KEPT_MAX).expireAfterWrite(KEPT_FOR).build(this::count);
    this.fairness = Caffeine.newBuilder().maximumSize(KEPT_MAX).expireAfterWrite(KEPT_FOR)
        .build(this::countFairness);
  }

  void add(Connection connection, List<Recorded> batch) throws SQLException {
    sales.add(connection, batch);
    traffic.add(connection, batch);
    firstViews.add(connection, batch);
  }

  /**
   * Whose customers.
   *
   * @param hostId empty for all hosts
   * @param period which days
   */
  record Wanted(String hostId, NewCustomers.Period period) {}

  /**
   * What was counted.
   *
   * @param exposures of the host in the period
   * @param shadowMilli what an exposure cost on the whole square in the period, thousandths of a minor unit;
   *     empty when none was sold
   * @param isSimulated true when simulated people are among the buyers
   */
  record Seen(
      NewCustomers customers, TrafficStore.Sums exposures, OptionalLong shadowMilli, boolean isSimulated) {}

  /** The last complete business days; yesterday is the last. */
  NewCustomers.Period lastDays(int dayCount) {
    LocalDate today = days.dayOf(clock.instant());
    return new NewCustomers.Period(today.minusDays(dayCount), today);
  }

  /** The counts, at most {@link #KEPT_FOR} old. */
  Seen of(Wanted wanted) {
    return kept.get(wanted);
  }

  /** The counts as they are now. */
  Seen count(Wanted wanted) {
    NewCustomers.Period period = wanted.period();
    NewCustomers customers = customers(wanted);
    return database.read(connection -> {
      TrafficStore.Sums all = TrafficStore.sums(connection, "", period.from(), period.to());
      return new Seen(customers,
          TrafficStore.sums(connection, wanted.hostId(), period.from(), period.to()),
          all.paid() == 0 ? OptionalLong.empty() : OptionalLong.of(all.spentMilli() / all.paid()),
          wanted.hostId().isEmpty() ? ShowStore.isSquareSimulated(connection)
              : ShowStore.isHostSimulated(connection, wanted.hostId()));
    });
  }

  /** Page by page; a pair whose orders may go on waits for the next page. */
  private NewCustomers customers(Wanted wanted) {
    NewCustomers.Period period = wanted.period();
    NewCustomers customers = NewCustomers.none(period);
    List<Line> open = List.of();
    Line after = SaleStore.START;
    for (int pages = 0; pages < PAGES_MAX; pages++) {
      SaleStore.Wanted page = new SaleStore.Wanted(wanted.hostId(), days.startOf(period.knownFrom()),
          days.startOf(period.to()), after);
      List<Line> lines = new ArrayList<>(open);
      List<Line> read = database.read(connection -> saleStore.page(connection, page));
      lines.addAll(read);
      boolean isLast = read.size() < SaleStore.ROWS_MAX;
      int whole = isLast ? lines.size() : wholePairs(lines);
      customers = customers.merge(NewCustomers.of(period, pairs(lines.subList(0, whole))));
      if (isLast) {
        return customers;
      }
      open = List.copyOf(lines.subList(whole, lines.size()));
      after = read.getLast();
    }
    throw Problem.of(HttpReason.OVERLOADED, "more than " + PAGES_MAX * SaleStore.ROWS_MAX + " orders",
        Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS));
  }

  private static int wholePairs(List<Line> lines) {
    int whole = lines.size();
    while (whole > 0 && lines.get(whole - 1).isOfPair(lines.getLast())) {
      whole--;
    }
    return whole;
  }

  private static List<List<PricedOrder>> pairs(List<Line> lines) {
    List<List<PricedOrder>> pairs = new ArrayList<>();
    Line before = SaleStore.START;
    for (Line line : lines) {
      if (pairs.isEmpty() || !line.isOfPair(before)) {
        pairs.add(new ArrayList<>());
      }
      pairs.getLast().add(line.order());
      before = line;
    }
    return pairs;
  }

  /** Hosts with traffic after one of them, each with his balance. */
  Map<String, TrafficBalance> balances(String after, int limit) {
    return database.read(connection -> TrafficStore.balances(
        connection, TrafficStore.hosts(connection, after, limit), days.zone()));
  }

  /** How evenly the free places of these days were shared, at most {@link #KEPT_FOR} old. */
  Fairness fairness(NewCustomers.Period period) {
    return fairness.get(period);
  }

  private Fairness countFairness(NewCustomers.Period period) {
    return database.read(connection ->
        Fairness.of(TrafficStore.shown(connection, period.from(), period.to())));
  }

  TrafficBalance balanceOf(String hostId) {
    return database.read(connection ->
        TrafficStore.balances(connection, List.of(hostId), days.zone()).get(hostId));
  }
}
