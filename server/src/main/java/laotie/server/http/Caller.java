package laotie.server.http;

import java.util.Objects;
import java.util.Set;

/**
 * Who is calling.
 *
 * @param isGuest true for somebody who only chose a name: he may watch and chat
 */
public record Caller(String accountId, Set<Role> roles, boolean isGuest) {

  public Caller {
    Objects.requireNonNull(accountId);
    roles = Set.copyOf(roles);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }
}
