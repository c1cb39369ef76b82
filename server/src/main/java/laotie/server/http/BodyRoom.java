package laotie.server.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
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
 * and parts of videos are large, so few are taken at a time; everything else is small.
 */
@Singleton
final class BodyRoom {

  /** Bytes of a body that is no picture; the largest form, a product with its story, has some 30,000. */
  static final long BYTES_MAX = 256 * 1024;

  /** Pictures received at one time; each may take 6 MB and, while it grows, twice that. */
  static final int PICTURES_MAX = 4;

  /** Parts of videos received at one time; each may take 4 MiB and, while it grows, twice that. */
  static final int PARTS_MAX = 6;

  /** Bytes of a part of a video. */
  static final long PART_BYTES_MAX = 4 << 20;

  private static final Pattern PARTS = Pattern.compile("/api/v1/uploads/[^/]+/parts/?");
  private static final Pattern PICTURES =
      Pattern.compile("/api/v1/(pictures|products/[^/]+/pictures)/?");
  private static final Set<HttpMethod> WITHOUT_BODY =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final int AFTER_ORIGINS = -900;
  private static final int RETRY_AFTER_SECONDS = 2;

  private final AtomicInteger pictures = new AtomicInteger();
  private final AtomicInteger parts = new AtomicInteger();

  void routes(@Observes Router router) {
    router.route().order(AFTER_ORIGINS).handler(this::check);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (WITHOUT_BODY.contains(request.method())) {
      context.next();
    } else if (PICTURES.matcher(context.normalizedPath()).matches()) {
      large(context, pictures, PICTURES_MAX, "pictures");
    } else if (PARTS.matcher(context.normalizedPath()).matches()) {
      part(context);
    } else if (declaredBytes(request) > BYTES_MAX) {
      refuse(context, HttpReason.BODY_TOO_LARGE, "at most " + BYTES_MAX + " bytes", Map.of());
    } else if (request.getHeader("Transfer-Encoding") != null) {
      refuse(context, HttpReason.MALFORMED, "a body needs its Content-Length", Map.of());
    } else {
      context.next();
    }
  }

  private void part(RoutingContext context) {
    if (declaredBytes(context.request()) > PART_BYTES_MAX) {
      refuse(context, HttpReason.BODY_TOO_LARGE, "a part has at most " + PART_BYTES_MAX + " bytes",
          Map.of("bytesMax", PART_BYTES_MAX));
    } else if (context.request().getHeader("Transfer-Encoding") != null) {
      refuse(context, HttpReason.MALFORMED, "a body needs its Content-Length", Map.of());
    } else {
      large(context, parts, PARTS_MAX, "parts of videos");
    }
  }

  private static void large(RoutingContext context, AtomicInteger now, int most, String what) {
    if (now.incrementAndGet() > most) {
      now.decrementAndGet();
      refuse(context, HttpReason.OVERLOADED, most + " " + what + " come in at this moment",
          Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS));
      return;
    }
    context.addEndHandler(_ -> now.decrementAndGet());
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
    // The rest of the body is not waited for.
    context.response().putHeader("Connection", "close");
    ProblemEdge.refuse(context, Problem.of(reason, detail, members));
  }
}
