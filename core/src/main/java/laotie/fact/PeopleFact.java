package laotie.fact;

/** What happened to accounts. */
public sealed interface PeopleFact extends Fact {

  @Override
  default Area area() {
    return Area.PEOPLE;
  }

  /**
   * Somebody joined, as a guest or with a password.
   *
   * @param isSimulated true for the crowd of a demo: its numbers are labelled
   */
  record AccountRegistered(String accountId, boolean isGuest, boolean isSimulated) implements PeopleFact {
    @Override
    public String key() {
      return accountId;
    }
  }

  /** An account became a host with a room of its own. The host's id is the account's. */
  record HostOpened(String hostId) implements PeopleFact {
    @Override
    public String key() {
      return hostId;
    }
  }

  /** A host changed what he says of himself (人设). */
  record PersonaChanged(String hostId) implements PeopleFact {
    @Override
    public String key() {
      return hostId;
    }
  }

  /** A host let somebody act for him. */
  record AssistantAdded(String hostId, String accountId) implements PeopleFact {
    @Override
    public String key() {
      return hostId;
    }
  }

  /** A host took that back. */
  record AssistantRemoved(String hostId, String accountId) implements PeopleFact {
    @Override
    public String key() {
      return hostId;
    }
  }

  /** Somebody changed his shown name or his picture. */
  record ProfileChanged(String accountId) implements PeopleFact {
    @Override
    public String key() {
      return accountId;
    }
  }

  /**
   * Somebody signed out on one device.
   *
   * @param sessionId a hash of the session's secret: it names the session and opens nothing
   */
  record SignedOut(String accountId, String sessionId) implements PeopleFact {
    @Override
    public String key() {
      return accountId;
    }
  }

  /** Somebody wants to leave; his account is erased when the time to think it over has passed. */
  record DeletionAsked(String accountId) implements PeopleFact {
    @Override
    public String key() {
      return accountId;
    }
  }

  /** He stays. */
  record DeletionUndone(String accountId) implements PeopleFact {
    @Override
    public String key() {
      return accountId;
    }
  }

  /** Name, words and proof of an account are gone; its id stays in records of trade and shows. */
  record AccountErased(String accountId) implements PeopleFact {
    @Override
    public String key() {
      return accountId;
    }
  }

  /** All sessions of an account ended at once: its password was changed, or it was erased. */
  record SessionsEnded(String accountId) implements PeopleFact {
    @Override
    public String key() {
      return accountId;
    }
  }
}
