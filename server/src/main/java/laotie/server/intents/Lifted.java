package laotie.server.intents;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import laotie.fact.ClipsFact;
import laotie.fact.GuardFact;
import laotie.fact.LiveFact;
import laotie.fact.Recorded;
import laotie.server.log.Target;

/**
 * Takes questions out of the counts whose writer was banned, or whose comment was deleted, and blanks its
 * words.
 */
final class Lifted implements Target {

  @Override
  public void apply(Connection connection, List<Recorded> batch) throws SQLException {
    Map<String, Boolean> barred = new LinkedHashMap<>();
    List<String> deleted = new ArrayList<>();
    for (Recorded recorded : batch) {
      switch (recorded.fact()) {
        case GuardFact.AccountBanned fact -> barred.put(fact.accountId(), true);
        case GuardFact.AccountUnbanned fact -> barred.put(fact.accountId(), false);
        case LiveFact.ChatDeleted fact -> deleted.add(fact.messageId());
        case ClipsFact.ClipCommentDeleted fact -> deleted.add(fact.commentId());
        default -> { }
      }
    }
    if (barred.isEmpty() && deleted.isEmpty()) {
      return;
    }
    AskStore.lock(connection, AskStore.hostsOf(connection, barred.keySet(), deleted));
    LateStore.drop(connection, barred.keySet(), deleted);
    for (Map.Entry<String, Boolean> one : barred.entrySet()) {
      AskStore.bar(connection, one.getKey(), one.getValue());
    }
    AskStore.delete(connection, deleted);
    DemandStore.forget(connection, deleted);
  }
}
