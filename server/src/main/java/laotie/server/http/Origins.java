package laotie.server.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;

/**
 * Refuses writes and sockets that a foreign page makes in a visitor's name. A browser always says which
 * page asks (Origin); a program that says nothing has no visitor's cookie to misuse.
 */
@Singleton
public final class Origins {

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final int BEFORE_EVERYTHING = -1_000;

  private final Settings settings;

  Origins(Settings settings) {
    this.settings = settings;
  }

  void routes(@Observes Router router) {
    router.route().order(BEFORE_EVERYTHING).handler(this::check);
  }

  private void check(RoutingContext context) {
    boolean isSocket = "websocket".equalsIgnoreCase(context.request().getHeader("Upgrade"));
    boolean isHook = context.normalizedPath().startsWith("/hooks/");
    if (isHook || (SAFE.contains(context.request().method()) && !isSocket) || isOwn(context.request())) {
      context.next();
      return;
    }
    ProblemEdge.refuse(context, Problem.of(HttpReason.ORIGIN_FOREIGN, "this page is not ours"));
  }

  /** True when no page or one of ours sent this request. */
  public boolean isOwn(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return true;
    }
    if (settings.http().publicUrl().filter(url -> sameOrigin(url, origin)).isPresent()) {
      return true;
    }
    String host = request.getHeader("Host");
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException notAnOrigin) {
      return false;
    }
  }

  private static boolean sameOrigin(String url, String origin) {
    return url.equalsIgnoreCase(origin) || url.equalsIgnoreCase(origin + "/");
  }
}
