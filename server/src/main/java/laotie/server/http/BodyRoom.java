package laotie.server.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Keeps what strangers send from filling the memory: bodies are read before a door asks who calls. Pictures
 * are large, so few are taken at a time; everything else is small.
 */
@Singleton
final class BodyRoom {

  /** Bytes of a body that is no picture; the largest form, a product with its story, has some 30,000. */
  static final long BYTES_MAX = 256 * 1024;

  /** Pictures received at one time; each may take 6 MB and, while it grows, twice that. */
  static final int PICTURES_MAX = 8;

  private static final Pattern PICTURES =
      Pattern.compile("/api/v1/(pictures|products/[^/]+/pictures)/?");
  private static final Set<HttpMethod> WITHOUT_BODY =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final int AFTER_ORIGINS = -900;
  private static final int RETRY_AFTER_SECONDS = 2;

  private final AtomicInteger pictures = new AtomicInteger();

  void routes(@Observes Router router) {
    router.route().order(AFTER_ORIGINS).handler(this::check);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (WITHOUT_BODY.contains(request.method())) {
      context.next();
    } else if (PICTURES.matcher(context.normalizedPath()).matches()) {
      picture(context);
    } else if (declaredBytes(request) > BYTES_MAX) {
      refuse(context, HttpReason.BODY_TOO_LARGE, "at most " + BYTES_MAX + " bytes", Map.of());
    } else if (request.getHeader("Transfer-Encoding") != null) {
      refuse(context, HttpReason.MALFORMED, "a body needs its Content-Length", Map.of());
    } else {
      context.next();
    }
  }

  private void picture(RoutingContext context) {
    if (pictures.incrementAndGet() > PICTURES_MAX) {
      pictures.decrementAndGet();
      refuse(context, HttpReason.OVERLOADED, PICTURES_MAX + " pictures come in at this moment",
          Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS));
      return;
    }
    context.addEndHandler(_ -> pictures.decrementAndGet());
    context.next();
  }

  /** What the head promises; 0 without a promise. */
  private static long declaredBytes(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException notANumber) {
      return Long.MAX_VALUE;
    }
  }

  private static void refuse(
      RoutingContext context, HttpReason reason, String detail, Map<String, Object> members) {
    if (members.containsKey("retryAfterSeconds")) {
      context.response().putHeader("Retry-After", String.valueOf(members.get("retryAfterSeconds")));
    }
    context.response().setStatusCode(reason.status())
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Connection", "close")
        .end(new JsonObject(ProblemEdge.body(reason, detail, members)).encode());
  }
}
