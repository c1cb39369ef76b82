package laotie.server.intents;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import laotie.fact.ClipsFact;
import laotie.fact.GuardFact;
import laotie.fact.LiveFact;
import laotie.fact.Recorded;
import laotie.server.log.Target;

/** Takes questions out of the counts whose writer was banned, or whose comment was deleted. */
final class Lifted implements Target {

  @Override
  public void apply(Connection connection, List<Recorded> batch) throws SQLException {
    List<String> deleted = new ArrayList<>();
    for (Recorded recorded : batch) {
      switch (recorded.fact()) {
        case GuardFact.AccountBanned fact -> AskStore.bar(connection, fact.accountId(), true);
        case GuardFact.AccountUnbanned fact -> AskStore.bar(connection, fact.accountId(), false);
        case LiveFact.ChatDeleted fact -> deleted.add(fact.messageId());
        case ClipsFact.ClipCommentDeleted fact -> deleted.add(fact.commentId());
        default -> { }
      }
    }
    if (!deleted.isEmpty()) {
      AskStore.delete(connection, deleted);
    }
  }
}
