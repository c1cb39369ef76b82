package laotie.server.growth;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.fact.BusinessDays;
import laotie.growth.LoyaltyKey;
import laotie.growth.repurchase.Buyer;
import laotie.growth.repurchase.BuyerScope;
import laotie.growth.value.History;
import laotie.server.growth.LoyaltyPageStore.Line;
import laotie.server.http.Settings;
import laotie.server.log.Database;

/** The purchase days of customers as the models take them, read page by page from the cells. */
@Singleton
final class ValueHistories {

  /** Customers of one host who are valued; his models hold all of them in memory. */
  static final int CUSTOMERS_MAX = 50_000;

  private final Database database;
  private final BusinessDays days;

  ValueHistories(Database database, Settings settings) {
    this.database = database;
    this.days = new BusinessDays(settings.shop().zone());
  }

  /** All customers of a host until a day; nothing when they are more than {@link #CUSTOMERS_MAX}. */
  Optional<List<History>> ofHost(String hostId, LocalDate lastDay) {
    List<History> found = new ArrayList<>();
    LoyaltyKey after = LoyaltyPageStore.START;
    while (found.size() <= CUSTOMERS_MAX) {
      LoyaltyKey from = after;
      List<Line> page = database.read(connection -> LoyaltyPageStore.ofHost(connection, hostId, from));
      for (Line line : page) {
        Buyer.of(line.loyalty(), days).history(line.key().buyerId(), lastDay).ifPresent(found::add);
      }
      if (page.size() < LoyaltyPageStore.ROWS_MAX) {
        return found.size() > CUSTOMERS_MAX ? Optional.empty() : Optional.of(found);
      }
      after = page.getLast().key();
    }
    return Optional.empty();
  }

  /**
   * Customers of all hosts until a day, each pair of buyer and host as one; the first {@link #CUSTOMERS_MAX}
   * by host, whose ids are chance.
   */
  List<History> ofSquare(LocalDate lastDay) {
    List<History> found = new ArrayList<>();
    LoyaltyKey after = LoyaltyPageStore.START;
    while (found.size() < CUSTOMERS_MAX) {
      LoyaltyKey from = after;
      List<Line> page =
          database.read(connection -> LoyaltyPageStore.ofSquare(connection, BuyerScope.HOST, from));
      for (Line line : page) {
        String id = line.key().hostId() + " " + line.key().buyerId();
        Buyer.of(line.loyalty(), days).history(id, lastDay).ifPresent(found::add);
      }
      if (page.size() < LoyaltyPageStore.ROWS_MAX) {
        return found;
      }
      after = page.getLast().key();
    }
    return found.subList(0, CUSTOMERS_MAX);
  }

  /** The first day on which one of them bought; there is at least one customer. */
  static LocalDate first(List<History> people) {
    return people.stream().map(one -> one.minors().firstKey()).min(LocalDate::compareTo).orElseThrow();
  }
}
