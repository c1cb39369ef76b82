package laotie.server.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import laotie.fact.BusinessDays;
import laotie.fact.Money;
import laotie.fact.Recorded;
import laotie.growth.Basket;
import laotie.growth.BasketFold;
import laotie.growth.Crossing;
import laotie.growth.CrossingFold;
import laotie.growth.DomainDay;
import laotie.growth.DomainFold;
import laotie.growth.DomainKey;
import laotie.growth.Ladder;
import laotie.growth.LadderFold;
import laotie.growth.PairKey;
import laotie.growth.Share;
import laotie.growth.ShelfFold;
import laotie.growth.Shelved;
import laotie.growth.Wish;
import laotie.growth.WishFold;
import laotie.growth.WishKey;
import laotie.server.log.Database;

/**
 * The numbers of the relation (关注→喜欢→粉丝→信任→复购; 公域, 私域): folded from the log into cells of their
 * own by the consumer {@code relation}, so that an older shop's facts are folded from the beginning.
 */
final class RelationNumbers {

  private final Database database;
  private final InstantSource clock;
  private final BusinessDays days;
  private final Cells<PairKey, Ladder> ladders;
  private final Cells<PairKey, Crossing> crossings;
  private final Cells<DomainKey, DomainDay> domains;
  private final Cells<String, Basket> baskets;
  private final Cells<WishKey, Wish> wishes;
  private final Cells<String, Shelved> shelves;

  RelationNumbers(Database database, BusinessDays days, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.days = days;
    this.ladders = new Cells<>(new LadderFold(days), new LadderStore(days));
    this.crossings = new Cells<>(new CrossingFold(days), new CrossingStore());
    this.domains = new Cells<>(new DomainFold(days, Money.CNY), new DomainStore());
    this.baskets = new Cells<>(new BasketFold(Money.CNY), new BasketStore());
    this.wishes = new Cells<>(new WishFold(), new WishStore());
    this.shelves = new Cells<>(new ShelfFold(), new ShelfStore());
  }

  void add(Connection connection, List<Recorded> batch) throws SQLException {
    ladders.add(connection, batch);
    crossings.add(connection, batch);
    domains.add(connection, batch);
    baskets.add(connection, batch);
    wishes.add(connection, batch);
    shelves.add(connection, batch);
  }

  /** The last business days, today included; all there ever were for no number. */
  RelationWindow window(String hostId, OptionalInt dayCount) {
    LocalDate tomorrow = days.dayOf(clock.instant()).plusDays(1);
    LocalDate from = dayCount.isPresent() ? tomorrow.minusDays(dayCount.getAsInt()) : RelationWindow.EVER;
    return new RelationWindow(hostId, from, tomorrow, days);
  }

  /** The numbers of one window, each statement seeing what was committed when it began. */
  Seen of(RelationWindow window) {
    return database.read(connection ->
        new Seen(
            window,
            LadderStore.ladder(connection, window),
            DomainStore.domain(connection, window),
            DomainStore.sources(connection, window),
            CrossingStore.conversion(connection, window),
            BasketStore.unplanned(connection, window),
            BasketStore.acrossCategories(connection, window),
            RecountStore.of(window),
            window.hostId().isEmpty()
                ? ShowStore.isSquareSimulated(connection)
                : ShowStore.isHostSimulated(connection, window.hostId())));
  }

  /**
   * What a screen of the relation shows.
   *
   * @param sources orders and money of shows, clips and neither
   * @param crossing strangers who followed in the visit and stayed, of those whose week is over
   * @param baskets buyers of a host across categories, of all his buyers
   * @param isSimulated true when simulated people are among those counted
   */
  record Seen(
      RelationWindow window,
      List<LadderStore.Rung> ladder,
      List<DomainStore.Part> domain,
      List<DomainDay.Sold> sources,
      Share crossing,
      BasketStore.Unplanned unplanned,
      Share baskets,
      Map<String, String> queries,
      boolean isSimulated) {}
}
