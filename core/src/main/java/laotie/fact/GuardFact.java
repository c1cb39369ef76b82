package laotie.fact;

/** What was decided about somebody, and taken back. */
public sealed interface GuardFact extends Fact {

  @Override
  default Area area() {
    return Area.GUARD;
  }

  /** An operator shut an account out. The reason lives in the case's row. */
  record AccountBanned(String accountId, String caseId, String operatorId) implements GuardFact {
    @Override
    public String key() {
      return accountId;
    }
  }

  record AccountUnbanned(String accountId, String caseId, String operatorId) implements GuardFact {
    @Override
    public String key() {
      return accountId;
    }
  }
}
