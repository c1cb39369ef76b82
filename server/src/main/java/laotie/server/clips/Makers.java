package laotie.server.clips;

import jakarta.enterprise.context.RequestScoped;
import laotie.server.http.Caller;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.people.People;

/** Who may work on a host's clips: himself and his assistants. */
@RequestScoped
class Makers {

  private final Who who;
  private final People people;

  Makers(Who who, People people) {
    this.who = who;
    this.people = people;
  }

  /** Somebody who works for a host. */
  record Maker(String hostId, String accountId) {}

  Caller requireMember() {
    return who.requireMember();
  }

  /** The caller as one who works for this host, or for himself when none is named. */
  Maker require(String hostId) {
    Caller caller = who.requireMember();
    String wanted = hostId.isEmpty() ? caller.accountId() : hostId;
    if (!people.mayActFor(caller, wanted)) {
      throw Problem.of(HttpReason.FORBIDDEN, "only hosts and their assistants make clips");
    }
    return new Maker(wanted, caller.accountId());
  }

  /** Refuses who may not act for the host as if the thing were not there. */
  void requireOwn(String hostId, String thing, String id) {
    if (!people.mayActFor(who.requireMember(), hostId)) {
      throw Problem.notFound(thing, id);
    }
  }

  boolean isMaker(String hostId) {
    return who.caller().filter(caller -> people.mayActFor(caller, hostId)).isPresent();
  }

  boolean isStaff() {
    return who.caller().filter(caller -> caller.is(Role.OPERATOR)).isPresent();
  }

  /** The caller's id, or empty without a session. */
  String viewerId() {
    return who.caller().map(Caller::accountId).orElse("");
  }
}
