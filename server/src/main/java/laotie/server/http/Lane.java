package laotie.server.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import laotie.server.log.DatabaseFault;
import laotie.server.log.MustWait;

/**
 * A fast lane before a REST door. A request that is right in every respect is taken on the event loop of its
 * connection, from memory alone; where memory lacks something, on a virtual thread. Whatever is not right in
 * every respect goes on to the door, which judges and refuses as ever: a lane lets nobody in whom its door
 * would not. It stands after the checks of page and size that stand before every door.
 */
@Singleton
public final class Lane {

  private static final int AFTER_SIZES_BEFORE_DOORS = -800;
  private static final Set<String> JSON = Set.of("application/json", "application/json;charset=utf-8");

  private static final Pattern FORM =
      Pattern.compile("\\s*(application/x-www-form-urlencoded|multipart/)", Pattern.CASE_INSENSITIVE);

  private final ProblemEdge edge;
  private final MeterRegistry meters;

  Lane(ProblemEdge edge, MeterRegistry meters) {
    this.edge = edge;
    this.meters = meters;
  }

  /** Says what may be done with a request; empty, or any failure, for the door to judge. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Throws {@link MustWait} on an event loop when memory lacks something. */
    Optional<T> read(RoutingContext context);
  }

  /** Does it, without waiting, on the event loop of the connection. What it throws is answered. */
  @FunctionalInterface
  public interface Taker<T> {
    void take(RoutingContext context, T read);
  }

  /** Opens a lane; what it takes is counted in {@code laotie.lane}. */
  public <T> void open(Route route, Predicate<HttpServerRequest> isPlain, Reader<T> reader, Taker<T> taker) {
    BodyHandler bodies = BodyHandler.create(false);
    Counter taken = meters.counter("laotie.lane", "door", String.valueOf(route.getPath()));
    Taker<T> counting = (context, read) -> {
      taker.take(context, read);
      taken.increment();
    };
    route.order(AFTER_SIZES_BEFORE_DOORS).handler(context -> {
      if (isReadable(context.request()) && isPlain.test(context.request())) {
        bodies.handle(context);
      } else {
        context.next();
      }
    }).handler(context -> enter(context, reader, counting));
  }

  /** True for a request with a body that is no form: those are taken apart by who reads them. */
  private static boolean isReadable(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    String type = request.getHeader("Content-Type");
    return length != null && !length.equals("0")
        && (type == null || !FORM.matcher(type).lookingAt());
  }

  /** True for a request that brings JSON and takes JSON. */
  public static boolean isJson(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    String accept = request.getHeader("Accept");
    return type != null && JSON.contains(type.replace(" ", "").toLowerCase(Locale.ROOT))
        && (accept == null || accept.contains("*/*") || accept.contains("application/json"));
  }

  private <T> void enter(RoutingContext context, Reader<T> reader, Taker<T> taker) {
    if (context.body().buffer() == null) {
      context.next();
      return;
    }
    try {
      goOn(context, read(context, reader), taker);
    } catch (MustWait trip) {
      Context loop = Vertx.currentContext();
      Thread.startVirtualThread(() -> enterWaiting(context, loop, reader, taker));
    }
  }

  private <T> void enterWaiting(RoutingContext context, Context loop, Reader<T> reader, Taker<T> taker) {
    try {
      Optional<T> read = read(context, reader);
      loop.runOnContext(_ -> goOn(context, read, taker));
    } catch (DatabaseFault away) {
      loop.runOnContext(_ -> edge.answer(context, away));
    }
  }

  private static <T> Optional<T> read(RoutingContext context, Reader<T> reader) {
    try {
      return reader.read(context);
    } catch (MustWait | DatabaseFault notYet) {
      throw notYet;
    } catch (RuntimeException forTheDoor) {
      // A no, or a bug: the door says the one and fails loudly at the other.
      return Optional.empty();
    }
  }

  private <T> void goOn(RoutingContext context, Optional<T> read, Taker<T> taker) {
    if (read.isEmpty()) {
      context.next();
      return;
    }
    try {
      taker.take(context, read.get());
    } catch (RuntimeException no) {
      edge.answer(context, no);
    }
  }

  /**
   * Tells {@code answer} on the event loop of the connection when it has come; a failure of it, or of the
   * telling, is answered as the door would. A client that has gone is told nothing.
   */
  public <A> void tell(RoutingContext context, CompletionStage<A> answer, Consumer<A> telling) {
    Context loop = Vertx.currentContext();
    answer.whenComplete((value, failure) -> loop.runOnContext(_ -> {
      HttpServerResponse response = context.response();
      if (response.ended() || response.closed()) {
        return;
      }
      try {
        if (failure != null) {
          throw failure;
        }
        telling.accept(value);
      } catch (CompletionException wrapped) {
        edge.answer(context, wrapped.getCause() == null ? wrapped : wrapped.getCause());
      } catch (Throwable no) {
        edge.answer(context, no);
      }
    }));
  }
}
