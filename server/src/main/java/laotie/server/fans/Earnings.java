package laotie.server.fans;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import laotie.fact.ClipsFact;
import laotie.fact.LiveFact;
import laotie.fact.Recorded;
import laotie.fact.TradeFact;
import laotie.server.log.Columns;

/** What messages earned: who came and what he paid within a day after one reached him, from facts. */
final class Earnings {

  private Earnings() {}

  static void add(Connection connection, List<Recorded> batch) throws SQLException {
    Columns visits = new Columns("text", "text", "timestamptz");
    Columns orders = new Columns("text", "text", "timestamptz", "int", "bigint");
    for (Recorded recorded : batch) {
      var at = recorded.at().atOffset(ZoneOffset.UTC);
      switch (recorded.fact()) {
        case LiveFact.RoomEntered fact -> visits.add(fact.hostId(), fact.viewerId(), at);
        case ClipsFact.ClipOpened fact -> visits.add(fact.hostId(), fact.viewerId(), at);
        case TradeFact.OrderPaid paid ->
            orders.add(paid.deal().hostId(), paid.deal().buyerId(), at, 1, paid.deal().amount().minor());
        default -> { }
      }
    }
    LetterStore.addVisits(connection, visits);
    LetterStore.addOrders(connection, orders);
  }
}
