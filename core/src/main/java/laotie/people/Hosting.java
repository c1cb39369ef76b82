package laotie.people;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import laotie.fact.Decision;
import laotie.fact.PeopleFact;

/** How an account becomes a host (主播) and whom a host lets act for him. */
public final class Hosting {

  /** Most assistants of one host. */
  public static final int ASSISTANTS_MAX = 20;

  private Hosting() {}

  /** May this member become a host? The value is the id of his room. */
  public static Decision<String> open(String accountId, boolean isHost, String newRoomId) {
    if (isHost) {
      return new Decision.Refused<>(PeopleReason.HOST_ALREADY, "account " + accountId + " has a room");
    }
    return new Decision.Accepted<>(newRoomId, List.of(new PeopleFact.HostOpened(accountId)));
  }

  /** May this account act for the host? The value is all his assistants after it; asking twice is one. */
  public static Decision<Set<String>> addAssistant(
      String hostId, Set<String> assistants, String accountId) {
    if (hostId.equals(accountId)) {
      return new Decision.Refused<>(PeopleReason.ASSISTANT_SELF, "host " + hostId + " is himself");
    }
    if (assistants.contains(accountId)) {
      return new Decision.Accepted<>(assistants, List.of());
    }
    if (assistants.size() >= ASSISTANTS_MAX) {
      return new Decision.Refused<>(
          PeopleReason.ASSISTANTS_FULL, "assistants " + assistants.size() + " >= " + ASSISTANTS_MAX);
    }
    Set<String> after = new HashSet<>(assistants);
    after.add(accountId);
    return new Decision.Accepted<>(
        Set.copyOf(after), List.of(new PeopleFact.AssistantAdded(hostId, accountId)));
  }
}
