package laotie.server.settlement;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.fact.Money;
import laotie.fact.Transfer.Kind;
import laotie.fact.Transfer.Purse;
import laotie.server.log.Database;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.Balance;
import laotie.server.trade.Trade.Booking;
import laotie.server.trade.Trade.BookingsWanted;

/** What a host was given and why, read from the ledger and nothing else. */
@Singleton
final class Statements {

  private final Database database;
  private final Trade trade;

  Statements(Database database, Trade trade) {
    this.database = database;
    this.trade = trade;
  }

  /**
   * One movement of a host's due money, positive for what he gained.
   *
   * @param amount what changed
   * @param gross the buyer's money it comes from; zero for payouts
   * @param subsidy what the platform added for its coupons
   * @param commission what the platform took, zero or negative; positive when it came back
   * @param supplies what suppliers took, the same
   */
  record StatementLine(
      String entryId, Kind kind, String orderId, String subjectId, Instant at, Money amount, Money gross,
      Money subsidy, Money commission, Money supplies) {}

  /** A period: {@code opening + all its lines = closing}, for each currency. */
  record Sums(List<Money> opening, List<Money> closing) {}

  /** One movement of what is due to a supplier: what others had of the order is not his affair. */
  record SupplierLine(String entryId, Kind kind, String orderId, Instant at, Money amount) {}

  /** Which lines: of the host's purse or a supplier's. */
  record Period(String ownerId, Purse purse, Instant from, Instant to) {}

  Sums sums(Period period) {
    return database.read(connection -> new Sums(
        due(connection, period, period.from()), due(connection, period, period.to())));
  }

  private List<Money> due(Connection connection, Period period, Instant before) throws SQLException {
    List<Money> due = new ArrayList<>();
    for (Balance balance
        : trade.balancesOf(connection, period.ownerId(), List.of(period.purse()), before)) {
      due.add(balance.amount().negated());
    }
    return due;
  }

  /** A supplier's lines after an entry, in the order of the ledger, at most {@code limit}. */
  List<SupplierLine> supplierLines(Period period, long after, int limit) {
    return database.read(connection -> trade.bookings(connection, wanted(period, after, limit))).stream()
        .map(booking -> new SupplierLine(Long.toString(booking.entryId()), booking.kind(),
            booking.orderId(), booking.at(), booking.amount().negated())).toList();
  }

  private static BookingsWanted wanted(Period period, long after, int limit) {
    return new BookingsWanted(
        period.ownerId(), period.purse(), period.from(), period.to(), after, limit);
  }

  /** Lines after an entry, in the order of the ledger, at most {@code limit}. */
  List<StatementLine> lines(Period period, long after, int limit) {
    return database.read(connection -> {
      List<Booking> bookings = trade.bookings(connection, wanted(period, after, limit));
      List<String> orderIds =
          bookings.stream().map(Booking::orderId).filter(id -> !id.isEmpty()).distinct().toList();
      Map<String, List<Booking>> ofSubject = new HashMap<>();
      if (!orderIds.isEmpty()) {
        trade.afterArrival(connection, orderIds).forEach(booking ->
            ofSubject.computeIfAbsent(booking.subjectId(), _ -> new ArrayList<>()).add(booking));
      }
      return bookings.stream()
          .map(booking -> line(booking, ofSubject.getOrDefault(booking.subjectId(), List.of()))).toList();
    });
  }

  private static StatementLine line(Booking booking, List<Booking> movement) {
    Money none = new Money(0, booking.amount().currency());
    Money gross = none;
    Money subsidy = none;
    Money commission = none;
    Money supplies = none;
    for (Booking entry : movement) {
      switch (entry.purse()) {
        case HOST_OWED -> gross = gross.plus(entry.amount());
        case PLATFORM_COST -> subsidy = subsidy.plus(entry.amount());
        case PLATFORM_INCOME -> commission = commission.plus(entry.amount());
        case SUPPLIER_DUE -> supplies = supplies.plus(entry.amount());
        case PLATFORM_CASH, BUYER_OWED, HOST_DUE, GATEWAY_COST -> { }
      }
    }
    return new StatementLine(Long.toString(booking.entryId()), booking.kind(), booking.orderId(),
        booking.subjectId(), booking.at(), booking.amount().negated(), gross, subsidy, commission, supplies);
  }
}
