package laotie.server.hooks;

import jakarta.inject.Singleton;
import laotie.server.hooks.HookStore.Row;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.log.Database;
import laotie.server.people.People;

/** Who may change which endpoint: a host his own, not his assistants; operators those of the square. */
@Singleton
final class Owners {

  private final Who who;
  private final People people;
  private final Database database;

  Owners(Who who, People people, Database database) {
    this.who = who;
    this.people = people;
    this.database = database;
  }

  /**
   * For whom somebody acts.
   *
   * @param hostId empty for the square
   */
  record Owner(String hostId, String actorId) {}

  /** The host himself. */
  Owner requireHost(String hostId) {
    Caller caller = who.requireMember();
    if (!Bodies.isId(hostId) || people.host(hostId).isEmpty()) {
      throw Problem.notFound("host", "of this id");
    }
    if (!caller.accountId().equals(hostId) || !caller.is(Role.HOST)) {
      throw Problem.of(HttpReason.FORBIDDEN, "only the host himself may do this");
    }
    return new Owner(hostId, hostId);
  }

  Owner requireOperator() {
    return new Owner("", who.require(Role.OPERATOR).accountId());
  }

  /** An endpoint of the caller's; others' look as if they did not exist. */
  Row requireRow(String endpointId) {
    Caller caller = who.requireMember();
    if (!Bodies.isId(endpointId)) {
      throw Problem.notFound("endpoint", "of this id");
    }
    return database.read(connection -> HookStore.find(connection, endpointId))
        .filter(row -> row.hostId().isEmpty() ? caller.is(Role.OPERATOR)
            : row.hostId().equals(caller.accountId()) && caller.is(Role.HOST))
        .orElseThrow(() -> Problem.notFound("endpoint", endpointId));
  }

  Endpoints.Act requireAct(String endpointId) {
    return new Endpoints.Act(requireRow(endpointId).endpointId(), who.requireMember().accountId());
  }
}
