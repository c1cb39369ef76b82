package laotie.server.settlement;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.server.http.Settings;
import laotie.server.log.Database;
import laotie.settlement.Terms;

/** What was agreed with each host; without an agreement of his own the shop's terms hold. */
@Singleton
final class Agreements {

  private final Database database;
  private final Terms usual;

  Agreements(Database database, Settings settings) {
    this.database = database;
    this.usual = new Terms(
        settings.settlement().commissionBasisPoints(), settings.settlement().afterDays());
  }

  Terms usual() {
    return usual;
  }

  Terms of(String hostId) {
    return database.read(connection -> of(connection, List.of(hostId))).get(hostId);
  }

  /** The terms of each of these hosts. */
  Map<String, Terms> of(Connection connection, Collection<String> hostIds) throws SQLException {
    Map<String, Terms> terms = new HashMap<>();
    hostIds.forEach(hostId -> terms.put(hostId, usual));
    terms.putAll(TermsStore.of(connection, hostIds));
    return terms;
  }
}
