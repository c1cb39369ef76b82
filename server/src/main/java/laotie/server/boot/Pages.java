package laotie.server.boot;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Serves the one page of the web app at the address of every screen ({@code /room/rm_x}). Browsers ask
 * anew for the page each time, so that an upgrade reaches them; what it loads has the content's hash in its
 * name and is kept.
 */
@Singleton
final class Pages {

  private static final Pattern SCREEN =
      Pattern.compile(
          "/(clips|following|search|orders|me|notices|sign-in|studio|operator|banned"
              + "|(room|clip|host|product|orders|me|studio|operator)/[A-Za-z0-9_/-]{1,120})/?");

  void routes(@Observes Router router) {
    router.route().order(-500).method(HttpMethod.GET).handler(Pages::serve);
  }

  private static void serve(RoutingContext context) {
    boolean isScreen = SCREEN.matcher(context.normalizedPath()).matches();
    if (isScreen || context.normalizedPath().equals("/")) {
      context.addHeadersEndHandler(
          end -> context.response().putHeader("Cache-Control", "no-cache"));
    }
    if (isScreen) {
      context.reroute("/");
    } else {
      context.next();
    }
  }
}
