package laotie.server.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import laotie.server.log.DatabaseFault;

/**
 * Keeps what strangers send from filling the memory: bodies are read before a door asks who calls. Pictures,
 * tables and parts of videos are large, so few are taken at a time, of callers with a session only, few of
 * one network, and none for longer than a while; everything else is small.
 */
@Singleton
final class BodyRoom {

  /** Bytes of any other body; the largest form, a product with its story, has some 30,000. */
  static final long BYTES_MAX = 256 * 1024;

  /** Pictures received at one time; each may take 6 MB and, while it grows, twice that. */
  static final int PICTURES_MAX = 4;

  /** Parts of videos received at one time; each may take 4 MiB and, while it grows, twice that. */
  static final int PARTS_MAX = 6;

  /** Bytes of a picture's body. */
  static final long PICTURE_BYTES_MAX = 6_000_000;

  /** Tables received at one time; each may take 10 MB and, while it grows, twice that. */
  static final int TABLES_MAX = 2;

  /** Bytes of a table. */
  static final long TABLE_BYTES_MAX = 10_000_000;

  /** Of each, those of one network. */
  static final int OF_NETWORK_MAX = 2;

  /** How long a large body may take to come. */
  private static final Duration LARGE_MAX = Duration.ofSeconds(30);

  /** How long a table may take to come, from a phone as well. */
  private static final long TABLE_MS_MAX = 120_000;

  /** Bytes of a part of a video. */
  static final long PART_BYTES_MAX = 4 << 20;

  private static final Pattern PARTS = Pattern.compile("/api/v1/uploads/[^/]+/parts/?");
  private static final Pattern PICTURES =
      Pattern.compile("/api/v1/(pictures|products/[^/]+/pictures)/?");
  /** Every door that takes a table ends so, whatever its area. */
  private static final Pattern TABLES = Pattern.compile("/api/v1/.+\\.csv/?");
  private static final Set<HttpMethod> WITHOUT_BODY =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final int AFTER_ORIGINS = -900;
  private static final int RETRY_AFTER_SECONDS = 2;

  private final Instance<Callers> callers;
  private final Slots pictures;
  private final Slots parts;
  private final Slots tables = new Slots("tables", TABLES_MAX, TABLE_BYTES_MAX, TABLE_MS_MAX);

  @Inject
  BodyRoom(Instance<Callers> callers) {
    this(callers, LARGE_MAX);
  }

  /** With another patience: a picture, or a part of a video, may take {@code largeMax} to come. */
  BodyRoom(Instance<Callers> callers, Duration largeMax) {
    this.callers = callers;
    this.pictures = new Slots("pictures", PICTURES_MAX, PICTURE_BYTES_MAX, largeMax.toMillis());
    this.parts = new Slots("parts of videos", PARTS_MAX, PART_BYTES_MAX, largeMax.toMillis());
  }

  /** Large bodies of one kind that come in now. */
  private static final class Slots {
    private final String what;
    private final int most;
    private final long bytesMax;
    private final long msMax;
    private final Map<String, Integer> ofNetwork = new HashMap<>();
    private int taken;

    Slots(String what, int most, long bytesMax, long msMax) {
      this.what = what;
      this.most = most;
      this.bytesMax = bytesMax;
      this.msMax = msMax;
    }

    synchronized boolean take(String network) {
      if (taken >= most || ofNetwork.getOrDefault(network, 0) >= OF_NETWORK_MAX) {
        return false;
      }
      taken++;
      ofNetwork.merge(network, 1, Integer::sum);
      return true;
    }

    synchronized void free(String network) {
      taken--;
      ofNetwork.computeIfPresent(network, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  /** One request's use of a slot; it may end before it begins, when somebody hangs up. */
  private static final class Stay {
    private final Slots slots;
    private final RoutingContext context;
    private final String network;
    private long deadline;
    private boolean isIn;
    private boolean isOver;

    Stay(Slots slots, RoutingContext context) {
      this.slots = slots;
      this.context = context;
      this.network = Marks.networkOf(context);
    }

    synchronized boolean begin() {
      if (isOver || !slots.take(network)) {
        return false;
      }
      isIn = true;
      deadline = context.vertx().setTimer(slots.msMax, _ -> {
        if (!context.request().isEnded()) {
          context.request().connection().close();
        }
      });
      return true;
    }

    synchronized void end() {
      isOver = true;
      if (isIn) {
        isIn = false;
        context.vertx().cancelTimer(deadline);
        slots.free(network);
      }
    }
  }

  void routes(@Observes Router router) {
    router.route().order(AFTER_ORIGINS).handler(this::check);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (WITHOUT_BODY.contains(request.method())) {
      context.next();
    } else if (PICTURES.matcher(context.normalizedPath()).matches()) {
      sized(context, pictures);
    } else if (PARTS.matcher(context.normalizedPath()).matches()) {
      sized(context, parts);
    } else if (TABLES.matcher(context.normalizedPath()).matches()) {
      sized(context, tables);
    } else if (declaredBytes(request) > BYTES_MAX) {
      refuse(context, HttpReason.BODY_TOO_LARGE, "at most " + BYTES_MAX + " bytes", Map.of());
    } else if (request.getHeader("Transfer-Encoding") != null) {
      refuse(context, HttpReason.MALFORMED, "a body needs its Content-Length", Map.of());
    } else {
      context.next();
    }
  }

  private void sized(RoutingContext context, Slots slots) {
    if (declaredBytes(context.request()) > slots.bytesMax) {
      refuse(context, HttpReason.BODY_TOO_LARGE,
          "of " + slots.what + " each has at most " + slots.bytesMax + " bytes",
          Map.of("bytesMax", slots.bytesMax));
    } else if (context.request().getHeader("Transfer-Encoding") != null) {
      refuse(context, HttpReason.MALFORMED, "a body needs its Content-Length", Map.of());
    } else {
      large(context, slots);
    }
  }

  /** Asks who calls, off the event loop and before a byte of the body is taken, then for a slot. */
  private void large(RoutingContext context, Slots slots) {
    Stay stay = new Stay(slots, context);
    context.addEndHandler(_ -> stay.end());
    context.request().pause();
    Context loop = context.vertx().getOrCreateContext();
    Thread.startVirtualThread(() -> {
      Optional<Problem> no = stranger(context);
      loop.runOnContext(_ -> {
        if (no.isPresent()) {
          refuse(context, no.get());
        } else if (stay.begin()) {
          context.request().resume();
          context.next();
        } else {
          refuse(context, HttpReason.OVERLOADED, "enough " + slots.what + " come in at this moment",
              Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS));
        }
      });
    });
  }

  private Optional<Problem> stranger(RoutingContext context) {
    try {
      boolean isKnown = callers.isResolvable() && callers.get().callerOf(context).isPresent();
      return isKnown ? Optional.empty()
          : Optional.of(Problem.of(HttpReason.NOT_SIGNED_IN, "sign in or choose a name first"));
    } catch (Problem no) {
      return Optional.of(no);
    } catch (DatabaseFault fault) {
      return Optional.of(Problem.databaseAway());
    } catch (RuntimeException bug) {
      return Optional.of(Problem.of(HttpReason.BUG, "the server failed"));
    }
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
    refuse(context, Problem.of(reason, detail, members));
  }

  private static void refuse(RoutingContext context, Problem no) {
    // The rest of the body is not waited for.
    context.response().putHeader("Connection", "close");
    ProblemEdge.refuse(context, no);
  }
}
