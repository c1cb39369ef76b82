package laotie.server.fans;

import jakarta.inject.Singleton;
import laotie.server.http.Caller;
import laotie.server.http.HttpReason;
import laotie.server.http.Input;
import laotie.server.http.Problem;
import laotie.server.people.People;

/** Which host is meant, and who may act for him. */
@Singleton
final class Hosts {

  private final People people;

  Hosts(People people) {
    this.people = people;
  }

  People.HostCard host(String hostId) {
    return people.host(Input.id("host", hostId)).orElseThrow(() -> Problem.notFound("host", hostId));
  }

  /** The host, for himself and his assistants. */
  People.HostCard asActor(Caller caller, String hostId) {
    People.HostCard host = host(hostId);
    if (!people.mayActFor(caller, hostId)) {
      throw Problem.of(HttpReason.FORBIDDEN, "only the host and his assistants may do this");
    }
    return host;
  }

  /** The host, for himself alone. */
  People.HostCard asOwner(Caller caller, String hostId) {
    People.HostCard host = asActor(caller, hostId);
    if (!caller.accountId().equals(hostId)) {
      throw Problem.of(HttpReason.FORBIDDEN, "only the host himself may do this");
    }
    return host;
  }

  boolean isActor(Caller caller, String hostId) {
    return people.mayActFor(caller, hostId);
  }

  People people() {
    return people;
  }
}
