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
 * name and is kept. Who browses to an address that is no screen gets the page too, with status 404: it says
 * so and leads home.
 */
@Singleton
final class Pages {

  private static final Pattern SCREEN =
      Pattern.compile(
          "/(clips|following|search|orders|returns|me|notices|sign-in|studio|operator|banned"
              + "|(room|clip|host|product|orders|returns|me|studio|operator)/[A-Za-z0-9_/-]{1,120})/?");

  /** Addresses of programs and of files: what is wrong there is told as a problem, never as a page. */
  private static final Pattern NO_PAGE = Pattern.compile("/(api|q|static|hls|hooks)(/.*)?|.*\\.[^/]*");

  /** Marks a request that comes from an address which is no screen. */
  private static final String LOST = "laotie.lost";

  void routes(@Observes Router router) {
    router.route().order(-500).method(HttpMethod.GET).handler(Pages::serve);
  }

  private static void serve(RoutingContext context) {
    String path = context.normalizedPath();
    if (SCREEN.matcher(path).matches()) {
      context.reroute("/");
    } else if (path.equals("/")) {
      boolean isLost = context.get(LOST) != null;
      context.addHeadersEndHandler(end -> {
        context.response().putHeader("Cache-Control", "no-cache");
        if (isLost) {
          context.response().setStatusCode(404);
        }
      });
      context.next();
    } else if (isBrowsing(context) && !NO_PAGE.matcher(path).matches()) {
      context.put(LOST, true);
      context.reroute("/");
    } else {
      context.next();
    }
  }

  /** True for somebody who typed or followed an address; programs ask for other things than pages. */
  private static boolean isBrowsing(RoutingContext context) {
    String accept = context.request().getHeader("Accept");
    return accept != null && accept.contains("text/html");
  }
}
