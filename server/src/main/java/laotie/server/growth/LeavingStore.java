package laotie.server.growth;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.server.http.Personal;

/**
 * What hosts are told of a buyer, and the past that a host brought along: handed out to whose it is, and
 * erased when he leaves, for good.
 */
@Singleton
final class LeavingStore implements Personal {

  private static final String VALUES =
      """
      select v.host_id, r.as_of, v.days, v.first_day, v.last_day, v.paid_minor, v.alive, v.purchases,
             v.spend_minor, v.tier
        from growth_values v
        join growth_value_runs r on r.host_id = v.host_id and r.run_id = v.run_id
       where v.buyer_id = ? order by r.as_of desc, v.host_id limit ?
      """;

  /** First, so that a count that is under way leaves him out as well. */
  private static final String LEAVE =
      """
      insert into growth_left (account_id)
      select distinct buyer_id from growth_loyalty where buyer_id = ?
      on conflict do nothing
      """;

  private static final String ERASE = "delete from growth_values where buyer_id = ?";

  @Override
  public String area() {
    return "growth";
  }

  @Override
  public Map<String, String> papers() {
    Map<String, String> papers = new HashMap<>(HistoryLeavingStore.PAPERS);
    papers.put("values", VALUES);
    return papers;
  }

  @Override
  public List<String> erasures() {
    List<String> erasures = new ArrayList<>(List.of(LEAVE, ERASE));
    erasures.addAll(HistoryLeavingStore.ERASURES);
    return erasures;
  }

  @Override
  public List<String> lastErasures() {
    return HistoryLeavingStore.LAST_ERASURES;
  }

  @Override
  public boolean isAtRest(Connection connection, String accountId) throws SQLException {
    return HistoryLeavingStore.isAtRest(connection, accountId);
  }
}
