package laotie.server.boot;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** Serves the one page of the web app at the address of every screen ({@code /room/rm_x}). */
@Singleton
final class Pages {

  private static final Pattern SCREEN =
      Pattern.compile(
          "/(following|search|orders|me|sign-in|studio|operator|banned"
              + "|(room|host|product|orders|studio|operator)/[A-Za-z0-9_/-]{1,120})/?");

  void routes(@Observes Router router) {
    router.route().order(-500).method(HttpMethod.GET).handler(Pages::serve);
  }

  private static void serve(RoutingContext context) {
    if (SCREEN.matcher(context.normalizedPath()).matches()) {
      context.reroute("/");
    } else {
      context.next();
    }
  }
}
