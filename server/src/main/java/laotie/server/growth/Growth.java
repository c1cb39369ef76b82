package laotie.server.growth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.fact.BusinessDays;
import laotie.fact.Money;
import laotie.fact.Recorded;
import laotie.growth.ChannelFold;
import laotie.growth.ChannelKey;
import laotie.growth.ChannelLoyalty;
import laotie.growth.Factors;
import laotie.growth.Finality;
import laotie.growth.Loyalty;
import laotie.growth.LoyaltyFold;
import laotie.growth.LoyaltyKey;
import laotie.growth.PersonDay;
import laotie.growth.PersonFold;
import laotie.growth.PersonKey;
import laotie.growth.QualityFold;
import laotie.growth.RepeatFold;
import laotie.growth.Repeats;
import laotie.growth.Repurchase;
import laotie.growth.ShelfMinute;
import laotie.growth.ShelfMinuteFold;
import laotie.growth.ShelfMinuteKey;
import laotie.growth.Verdict;
import laotie.growth.VerdictFold;
import laotie.server.http.Settings;
import laotie.server.log.Database;
import laotie.server.log.Target;

/**
 * The door of growth. {@link #cells()} is what the consumer named {@code growth} folds log and flood into;
 * both must be read by one consumer, because its cursor is the lock on the cells. {@link #relationCells()}
 * is another's, {@code relation}. The rest answers numbers from the cells.
 */
@Singleton
public final class Growth {

  /** N of the headline R3(N), in days. */
  static final List<Integer> REPURCHASE_DAYS = List.of(30, 90);

  private final Database database;
  private final InstantSource clock;
  private final BusinessDays days;
  private final Cells<PersonKey, PersonDay> persons;
  private final Cells<LoyaltyKey, Loyalty> loyalties;
  private final RelationNumbers relation;
  private final CostNumbers cost;
  private final TreeNumbers trees;
  private final Cells<LoyaltyKey, Repeats> repeats = new Cells<>(new RepeatFold(), new RepeatStore());
  private final Cells<ChannelKey, ChannelLoyalty> channels =
      new Cells<>(new ChannelFold(), new ChannelStore());
  private final TimeCells cellsOfTime;
  private final TimeNumbers times;
  private final LiveNumbers live;
  private final Cells<ShelfMinuteKey, ShelfMinute> shelves;
  private final Cells<String, Verdict> verdicts;

  @Inject
  Growth(Database database, Settings settings, InstantSource clock) {
    this(database, new BusinessDays(settings.shop().zone()), clock);
  }

  Growth(Database database, BusinessDays days, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.days = days;
    this.persons = new Cells<>(new PersonFold(days, Money.CNY), new PersonStore());
    this.loyalties = new Cells<>(new LoyaltyFold(), new LoyaltyStore(days));
    this.relation = new RelationNumbers(database, days, clock);
    this.cost = new CostNumbers(database, days, clock);
    this.trees = new TreeNumbers(database, days, clock);
    this.cellsOfTime = new TimeCells(days, Money.CNY, TimeCells.MINUTES_WITHIN);
    this.times = new TimeNumbers(database, days, clock);
    this.live = new LiveNumbers(database, days, clock);
    this.shelves = new Cells<>(new ShelfMinuteFold(Money.CNY), new ShelfMinuteStore());
    this.verdicts = new Cells<>(new VerdictFold(), new VerdictStore());
  }

  /** Where the facts of log and flood go. */
  public Target cells() {
    return this::add;
  }

  /** Where the facts of the log go for the numbers of the relation. */
  public Target relationCells() {
    return relation::add;
  }

  /** Where the facts of log and flood go for the cost of new customers and the balance of traffic. */
  public Target costCells() {
    return cost::add;
  }

  /** What new customers cost, and who feeds whom with traffic. */
  CostNumbers cost() {
    return cost;
  }

  /** Where the facts of log and flood go for the leaves of the trees; read by one consumer. */
  public Target treeCells() {
    return trees::add;
  }

  /** The trees. */
  TreeNumbers trees() {
    return trees;
  }

  /** Where the orders go that hosts brought along from elsewhere. */
  public Target channelCells() {
    return (connection, batch) -> {
      channels.add(connection, batch);
      HistoryStore.counted(connection, batch);
    };
  }

  /** Where the facts of log and flood go for minutes, hours and days. */
  public Target timeCells() {
    return cellsOfTime::addLive;
  }

  /** Where the facts of log and flood go for verdicts, products, markers, and for how they arrived. */
  public Target quality() {
    return this::addQuality;
  }

  private void addQuality(Connection connection, List<Recorded> batch) throws SQLException {
    if (!batch.isEmpty()) {
      verdicts.add(connection, batch);
      Instant opened = VersionStore.openedAt(connection, batch.getFirst().cursor().recordedAt());
      new Cells<>(new QualityFold(new Finality(days, opened)), new QualityStore()).add(connection, batch);
      shelves.add(connection, batch);
      MarkerStore.add(connection, batch);
    }
  }

  /** A show while it goes on. */
  LiveNumbers live() {
    return live;
  }

  /** The numbers of minutes, hours and days. */
  TimeNumbers times() {
    return times;
  }

  /** Where the facts of the log go that tell what people come back for. */
  public Target repeatCells() {
    return repeats::add;
  }

  /** The numbers of the relation. */
  RelationNumbers relation() {
    return relation;
  }

  private void add(Connection connection, List<Recorded> batch) throws SQLException {
    persons.add(connection, batch);
    loyalties.add(connection, batch);
    ShowStore.add(connection, batch);
    EvidenceStore.add(connection, batch);
  }

  /** The show as the facts tell it, or empty when it has not begun. */
  Optional<ShowStore.Show> show(String showId) {
    return database.read(connection -> ShowStore.show(connection, showId));
  }

  /** A show's numbers, with those of the host's show before it and his repurchase. */
  Numbers ofShow(ShowStore.Show show) {
    Instant now = clock.instant();
    Instant from = show.startedAt().orElse(now);
    return database.read(connection -> {
      Optional<ShowStore.Show> before = ShowStore.showBefore(connection, show.hostId(), from);
      Optional<Compared> previous = Optional.empty();
      if (before.isPresent()) {
        ShowStore.Show last = before.get();
        previous =
            Optional.of(
                new Compared(
                    last.startedAt().orElse(from),
                    last.endedAt().orElse(from),
                    PersonStore.factorsOfShow(connection, last.showId())));
      }
      return new Numbers(
          new Compared(
              from, show.endedAt().orElse(now), PersonStore.factorsOfShow(connection, show.showId())),
          previous,
          repurchaseOfHost(connection, show.hostId()),
          List.of(),
          ShowStore.isShowSimulated(connection, show.showId()));
    });
  }

  /** A host's numbers of the last {@code dayCount} business days, today included, and of those before. */
  Numbers ofHost(String hostId, int dayCount) {
    PersonStore.Window window = window(dayCount);
    PersonStore.Window before = before(window, dayCount);
    return database.read(connection ->
        new Numbers(
            compared(window, PersonStore.factorsOfHost(connection, hostId, window)),
            Optional.of(compared(before, PersonStore.factorsOfHost(connection, hostId, before))),
            repurchaseOfHost(connection, hostId),
            everyDay(window, PersonStore.daysOfHost(connection, hostId, window)),
            ShowStore.isHostSimulated(connection, hostId)));
  }

  /** The numbers of all hosts together. Watching two hosts at once is watching both. */
  Numbers ofSquare(int dayCount) {
    PersonStore.Window window = window(dayCount);
    PersonStore.Window before = before(window, dayCount);
    return database.read(connection -> {
      List<Repurchase> repurchase = new ArrayList<>();
      for (int n : REPURCHASE_DAYS) {
        repurchase.add(LoyaltyStore.ofSquare(connection, n, today().minusDays(1)));
      }
      return new Numbers(
          compared(window, PersonStore.factorsOfSquare(connection, window)),
          Optional.of(compared(before, PersonStore.factorsOfSquare(connection, before))),
          repurchase,
          everyDay(window, PersonStore.daysOfSquare(connection, window)),
          ShowStore.isSquareSimulated(connection));
    });
  }

  /** Yesterday is the last complete day: whoever bought N days before it had all of his N days. */
  private List<Repurchase> repurchaseOfHost(Connection connection, String hostId) throws SQLException {
    List<Repurchase> repurchase = new ArrayList<>();
    for (int n : REPURCHASE_DAYS) {
      repurchase.add(LoyaltyStore.ofHost(connection, hostId, n, today().minusDays(1)));
    }
    return repurchase;
  }

  private LocalDate today() {
    return days.dayOf(clock.instant());
  }

  private PersonStore.Window window(int dayCount) {
    LocalDate tomorrow = today().plusDays(1);
    return new PersonStore.Window(tomorrow.minusDays(dayCount), tomorrow);
  }

  private static PersonStore.Window before(PersonStore.Window window, int dayCount) {
    return new PersonStore.Window(window.from().minusDays(dayCount), window.from());
  }

  private Compared compared(PersonStore.Window window, Factors factors) {
    return new Compared(days.startOf(window.from()), days.startOf(window.to()), factors);
  }

  /** Days without a row are days on which nothing happened. */
  private static List<PersonStore.Day> everyDay(PersonStore.Window window, List<PersonStore.Day> rows) {
    List<PersonStore.Day> all = new ArrayList<>();
    int next = 0;
    for (LocalDate day = window.from(); day.isBefore(window.to()); day = day.plusDays(1)) {
      boolean hasRow = next < rows.size() && rows.get(next).day().equals(day);
      all.add(hasRow ? rows.get(next++) : new PersonStore.Day(day, Factors.NONE, 0));
    }
    return all;
  }

  /** The sums of a window. */
  record Compared(Instant from, Instant to, Factors factors) {}

  /**
   * What a screen of growth shows.
   *
   * @param previous the window to compare with, or empty when there is none
   * @param series by business day; empty for a show
   * @param isSimulated true when simulated people are among the persons counted
   */
  record Numbers(
      Compared current,
      Optional<Compared> previous,
      List<Repurchase> repurchase,
      List<PersonStore.Day> series,
      boolean isSimulated) {}
}
