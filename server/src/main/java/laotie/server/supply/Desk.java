package laotie.server.supply;

import jakarta.inject.Singleton;
import laotie.server.http.Caller;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.people.People;

/** Who may work with a host's goods. */
@Singleton
final class Desk {

  private final Who who;
  private final People people;

  Desk(Who who, People people) {
    this.who = who;
    this.people = people;
  }

  /** The host or one of his assistants: they count, pack and ship. For anybody else there is no such host. */
  Caller crew(String hostId) {
    Caller caller = who.requireMember();
    if (!people.mayActFor(caller, hostId)) {
      throw Problem.notFound("host", hostId);
    }
    return caller;
  }

  /** The host himself: suppliers and costs are his affair. */
  Caller host(String hostId) {
    Caller caller = crew(hostId);
    if (!isHost(caller, hostId)) {
      throw Problem.notFound("host", hostId);
    }
    return caller;
  }

  static boolean isHost(Caller caller, String hostId) {
    return caller.accountId().equals(hostId);
  }
}
