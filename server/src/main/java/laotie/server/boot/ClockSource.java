package laotie.server.boot;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The one clock of the server. Rules get instants from it; they never ask themselves. */
final class ClockSource {

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }
}
