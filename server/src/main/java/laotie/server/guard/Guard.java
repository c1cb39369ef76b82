package laotie.server.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Decision;
import laotie.fact.Fact;
import laotie.fact.GuardFact;
import laotie.fact.Recorded;
import laotie.guard.Ban;
import laotie.guard.GuardReason;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.log.Remembered;
import laotie.server.log.Tail;

/**
 * The door of the guard: who is shut out and why, and the operator's yes and no. Answers come from memory;
 * a ban holds at once in this process and, by the log, within a second in the others.
 */
@Singleton
public final class Guard {

  /** Accounts whose answer is remembered. */
  private static final int REMEMBERED_MAX = 200_000;

  /** The longest an answer is remembered, in case the log could not be read. */
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

  /** Steps of an account's history shown at most. */
  private static final int STEPS_MAX = 100;

  private final Database database;
  private final Log log;
  private final InstantSource clock;
  private final Cache<String, Optional<Ban>> bans =
      Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).expireAfterWrite(REMEMBERED_FOR).build();

  Guard(Database database, Log log, Tail tail, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.clock = clock;
    tail.listen(this::hear);
  }

  /** What was done in a case. */
  public enum Deed {
    BANNED,
    REASON_CHANGED,
    UNBANNED
  }

  /** One step of a case: what was done, with which words, by whom and when. */
  public record Step(String caseId, Deed what, String reason, String actorId, Instant at) {}

  /** The ban that shuts this account out now, if there is one. Reads the database on the first question. */
  public Optional<Ban> banOf(String accountId) {
    return Remembered.of(
        bans, accountId, id -> database.read(connection -> GuardStore.openBan(connection, id)));
  }

  /** What a banned person gets on every call: the reason in words, the instant and the case. */
  public static Problem problem(Ban ban) {
    Map<String, Object> members =
        Map.of("reason", ban.reason(), "at", ban.at().toString(), "caseId", ban.caseId());
    return Problem.of(GuardReason.BANNED, "this account was shut out: " + ban.reason(), members);
  }

  /**
   * Shuts an account out; asked again it changes the words only. Refuses staff and a reason nobody can
   * read.
   */
  public Ban ban(Ban.Target target, String rawReason, String operatorId) {
    String reason = Ban.reasonKept(rawReason);
    Ban.faultOfReason(reason).ifPresent(Guard::refuseReason);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Ban asked = new Ban(target.accountId(), Ids.next("case"), reason, now);
    Ban ban = database.write(connection -> {
      GuardStore.lockAccount(connection, target.accountId());
      Optional<Ban> current = GuardStore.openBan(connection, target.accountId());
      return switch (Ban.decide(target, current, asked, operatorId)) {
        case Decision.Refused<Ban> refused -> throw Problem.of(refused);
        case Decision.Accepted<Ban>(Ban after, List<Fact> facts) -> {
          if (current.isEmpty()) {
            GuardStore.openCase(connection, after, operatorId);
            GuardStore.addStep(connection, new Step(after.caseId(), Deed.BANNED, reason, operatorId, now));
          } else if (!current.get().equals(after)) {
            GuardStore.changeReason(connection, after);
            GuardStore.addStep(
                connection, new Step(after.caseId(), Deed.REASON_CHANGED, reason, operatorId, now));
          }
          log.append(connection, now, facts);
          yield after;
        }
      };
    });
    bans.invalidate(target.accountId());
    return ban;
  }

  /** Takes a ban back; nothing happens when none holds. */
  public void unban(String accountId, String operatorId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    database.write(connection -> {
      GuardStore.lockAccount(connection, accountId);
      Optional<Ban> current = GuardStore.openBan(connection, accountId);
      if (current.isPresent()) {
        Ban ban = current.get();
        GuardStore.lift(connection, ban.caseId(), now, operatorId);
        GuardStore.addStep(
            connection, new Step(ban.caseId(), Deed.UNBANNED, ban.reason(), operatorId, now));
        log.append(connection, now, List.of(ban.lift(operatorId)));
      }
      return current;
    });
    bans.invalidate(accountId);
  }

  /** What was ever done about an account, the latest first, at most {@value #STEPS_MAX} steps. */
  public List<Step> historyOf(String accountId) {
    return database.read(connection -> GuardStore.stepsOf(connection, accountId, STEPS_MAX));
  }

  private void hear(Recorded recorded) {
    switch (recorded.fact()) {
      case GuardFact.AccountBanned banned -> bans.invalidate(banned.accountId());
      case GuardFact.AccountUnbanned unbanned -> bans.invalidate(unbanned.accountId());
      default -> { }
    }
  }

  private static void refuseReason(String message) {
    throw Problem.field("/reason", message);
  }
}
