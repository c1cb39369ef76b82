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

  /** The guard doubts what an account does; its numbers stand apart until that is decided. */
  record AccountSuspected(String accountId, String caseId) implements GuardFact {
    @Override
    public String key() {
      return accountId;
    }
  }

  /** The doubt was unfounded. */
  record AccountCleared(String accountId, String caseId) implements GuardFact {
    @Override
    public String key() {
      return accountId;
    }
  }
}
