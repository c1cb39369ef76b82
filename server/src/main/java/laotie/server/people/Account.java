package laotie.server.people;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.guard.Ban;
import laotie.server.http.Role;
import laotie.server.people.AccountStore.Entry;
import laotie.server.people.People.Person;

/**
 * An account as its holder and the operator see it.
 *
 * @param login absent for guests
 * @param roomId present for hosts
 * @param ban present while the account is shut out
 */
record Account(
    String id,
    String name,
    Optional<String> login,
    boolean isGuest,
    List<Role> roles,
    String avatarUrl,
    Optional<String> roomId,
    List<Assisted> assistantOf,
    Optional<Banned> ban,
    boolean mustChangePassword,
    boolean isSimulated,
    Instant createdAt) {

  /** A host for whom the account may act. */
  record Assisted(String hostId, String name, String roomId) {}

  /** Why the account is shut out, for the person to read. */
  record Banned(String reason, Instant at, String caseId) {}

  static Account of(Entry entry, Map<String, Person> hosts, Optional<Ban> ban) {
    List<Assisted> assistantOf =
        entry.assistantOf().stream()
            .filter(hosts::containsKey)
            .map(hostId -> new Assisted(hostId, hosts.get(hostId).name(), hosts.get(hostId).roomId()))
            .toList();
    return new Account(
        entry.accountId(),
        entry.name(),
        entry.login(),
        entry.isGuest(),
        Accounts.rolesOf(entry).stream().sorted().toList(),
        entry.avatarUrl(),
        entry.roomId(),
        assistantOf,
        ban.map(held -> new Banned(held.reason(), held.at(), held.caseId())),
        entry.mustChangePassword(),
        entry.isSimulated(),
        entry.createdAt());
  }
}
