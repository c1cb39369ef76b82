package laotie.server.people;

import jakarta.inject.Singleton;
import laotie.server.http.Who;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Stands before every REST door, those included that ask for nobody: somebody who is shut out learns it on
 * each call, and nobody writes with a session that is over.
 */
@Singleton
final class Gate {

  private final Who who;

  Gate(Who who) {
    this.who = who;
  }

  @ServerRequestFilter
  public void check() {
    who.caller();
  }
}
