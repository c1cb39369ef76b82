package laotie.server.boot;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import laotie.server.http.Settings;
import laotie.server.people.People;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the first start of a shop needs: an operator. And where to go, printed at every start. */
@Singleton
final class FirstStart {

  private final Settings settings;
  private final People people;
  private final int port;

  FirstStart(
      Settings settings, People people, @ConfigProperty(name = "quarkus.http.port") int port) {
    this.settings = settings;
    this.people = people;
    this.port = port;
  }

  void start(@Observes StartupEvent event) {
    if (settings.demo()) {
      return;
    }
    people.ensureOperator();
    System.out.println("Laotie serves at " + settings.http().publicUrl().orElse("http://localhost:" + port));
  }
}
