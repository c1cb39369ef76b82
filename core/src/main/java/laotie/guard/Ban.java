package laotie.guard;

import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import laotie.fact.Decision;
import laotie.fact.GuardFact;

/**
 * An account shut out by an operator (封禁), with words that the person reads. It can always be taken back.
 *
 * @param accountId who is shut out
 * @param caseId the case (案件) in which it was decided
 * @param reason for the person to read, 1 to 500 characters
 * @param at when it was decided
 */
public record Ban(String accountId, String caseId, String reason, Instant at) {

  public static final int REASON_CHARACTERS_MAX = 500;

  public Ban {
    Objects.requireNonNull(accountId);
    Objects.requireNonNull(caseId);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(at);
  }

  /**
   * Whom an operator wants to shut out.
   *
   * @param isOperator true when the account is staff
   */
  public record Target(String accountId, boolean isOperator) {}

  /** The reason as it is kept. */
  public static String reasonKept(String raw) {
    return Normalizer.normalize(raw, Normalizer.Form.NFC).replace("\r\n", "\n").strip();
  }

  /** What is wrong with a reason, or nothing: the banned person must be able to read it. */
  public static Optional<String> faultOfReason(String kept) {
    int characters = kept.codePointCount(0, kept.length());
    if (characters < 1 || characters > REASON_CHARACTERS_MAX) {
      return Optional.of("has " + characters + " characters, allowed are 1 to " + REASON_CHARACTERS_MAX);
    }
    boolean isHidden = kept.codePoints().anyMatch(point -> Character.isISOControl(point) && point != '\n');
    return isHidden ? Optional.of("holds control characters") : Optional.empty();
  }

  /**
   * Shuts an account out. A second ban of a banned account keeps the case and changes its words; the same
   * words again change nothing.
   *
   * @param current the ban that holds now, if one does
   * @param asked the ban asked for, with a new case id
   */
  public static Decision<Ban> decide(
      Target target, Optional<Ban> current, Ban asked, String operatorId) {
    if (target.isOperator()) {
      return new Decision.Refused<>(
          GuardReason.OPERATOR_NOT_BANNABLE, "account " + target.accountId() + " is an operator");
    }
    if (current.isPresent()) {
      Ban held = current.get();
      return new Decision.Accepted<>(
          new Ban(held.accountId(), held.caseId(), asked.reason(), held.at()), List.of());
    }
    return new Decision.Accepted<>(
        asked, List.of(new GuardFact.AccountBanned(asked.accountId(), asked.caseId(), operatorId)));
  }

  /** Takes this ban back. */
  public GuardFact.AccountUnbanned lift(String operatorId) {
    return new GuardFact.AccountUnbanned(accountId, caseId, operatorId);
  }
}
