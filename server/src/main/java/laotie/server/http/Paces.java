package laotie.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import laotie.fact.Decision;
import laotie.live.Chat;

/** How fast accounts speak in one kind of place, such as rooms. */
public final class Paces {

  /** Accounts whose pace is remembered; one that is pushed out starts afresh. */
  private static final int ACCOUNTS_MAX = 200_000;

  private final Cache<String, List<Instant>> said =
      Caffeine.newBuilder().maximumSize(ACCOUNTS_MAX).expireAfterAccess(Chat.WINDOW).build();

  /** Asks the rule of chat and counts the message in one step, for somebody may write from two pages. */
  public Decision<Chat.Line> decide(String accountId, String raw, Instant mutedUntil, Instant now) {
    List<Decision<Chat.Line>> answer = new ArrayList<>(1);
    said.asMap().compute(accountId, (id, earlier) -> {
      List<Instant> before = earlier == null ? List.of() : earlier;
      Decision<Chat.Line> decision = Chat.decide(raw, new Chat.Speaker(mutedUntil, before), now);
      answer.add(decision);
      return decision instanceof Decision.Accepted ? Chat.remembered(before, now) : before;
    });
    return answer.getFirst();
  }
}
