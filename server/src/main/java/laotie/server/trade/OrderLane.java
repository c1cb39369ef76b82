package laotie.server.trade;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import laotie.server.http.Caller;
import laotie.server.http.Callers;
import laotie.server.http.Problem;
import laotie.server.http.ProblemEdge;
import laotie.server.http.Repeats;
import laotie.server.log.DatabaseFault;
import laotie.server.log.MustWait;
import laotie.server.trade.OrderApi.OrderBody;
import laotie.server.trade.Ticket.Answer;

/**
 * The fast lane before the door of orders ({@link OrderApi#place}). An order that is right in every respect
 * is taken on the event loop of its connection, from memory alone, and answered from the till's commit, with
 * no thread of its own in between. Where memory lacks something it goes on on a virtual thread. Whatever is
 * not right in every respect goes on to the door, which judges and refuses as ever: the lane lets nobody in
 * whom the door would not. It stands after the checks of page and size that stand before every door.
 */
@Singleton
final class OrderLane {

  private static final int AFTER_SIZES_BEFORE_DOORS = -800;
  private static final Set<String> JSON = Set.of("application/json", "application/json;charset=utf-8");

  private final Counter counter;
  private final Till till;
  private final OrderViews views;
  private final Callers callers;
  private final Exits exits;
  private final io.micrometer.core.instrument.Counter taken;

  OrderLane(Counter counter, Till till, OrderViews views, Callers callers, Exits exits) {
    this.counter = counter;
    this.till = till;
    this.views = views;
    this.callers = callers;
    this.exits = exits;
    this.taken = exits.taken();
  }

  /** How a no is answered, and what is counted. */
  @Singleton
  record Exits(ProblemEdge edge, MeterRegistry meters) {
    /** Orders that needed no door. */
    io.micrometer.core.instrument.Counter taken() {
      return meters.counter("laotie.trade.lane");
    }
  }

  /** An order that may go to the till, and what its answer shows besides. */
  private record Ready(Command.Place place, OrderViews.Shown shown) {}

  void routes(@Observes Router router) {
    BodyHandler bodies = BodyHandler.create(false);
    router.post("/api/v1/orders").order(AFTER_SIZES_BEFORE_DOORS).handler(context -> {
      if (isPlain(context.request())) {
        bodies.handle(context);
      } else {
        context.next();
      }
    }).handler(this::take);
  }

  private void take(RoutingContext context) {
    try {
      goOn(context, Vertx.currentContext(), ready(context));
    } catch (MustWait trip) {
      Context loop = Vertx.currentContext();
      Thread.startVirtualThread(() -> takeWaiting(context, loop));
    }
  }

  private void takeWaiting(RoutingContext context, Context loop) {
    try {
      Optional<Ready> ready = ready(context);
      loop.runOnContext(_ -> goOn(context, loop, ready));
    } catch (DatabaseFault away) {
      loop.runOnContext(_ -> exits.edge().answer(context, away));
    }
  }

  private void goOn(RoutingContext context, Context loop, Optional<Ready> ready) {
    if (ready.isPresent()) {
      send(context, loop, ready.get());
    } else {
      context.next();
    }
  }

  /** What goes to the till; empty for the door to judge. */
  private Optional<Ready> ready(RoutingContext context) {
    if (context.body().buffer() == null) {
      return Optional.empty();
    }
    try {
      Optional<String> key = Repeats.keyOf(context.request().getHeader("Idempotency-Key"));
      Optional<String> buyerId =
          callers.callerOf(context).filter(caller -> !caller.isGuest()).map(Caller::accountId);
      Optional<OrderBody> body = OrderText.read(context.body().buffer().getBytes());
      if (key.isEmpty() || buyerId.isEmpty() || body.isEmpty()) {
        return Optional.empty();
      }
      Command.Place place =
          counter.place(new Counter.Asking(buyerId.get(), key.get(), context), body.get());
      return Optional.of(new Ready(place, views.shown(place, body.get().address())));
    } catch (MustWait | DatabaseFault notYet) {
      throw notYet;
    } catch (RuntimeException forTheDoor) {
      // A no, or a bug: the door says the one and fails loudly at the other.
      return Optional.empty();
    }
  }

  /** True for a request that has a body of JSON and takes JSON; its body need be read by nobody else. */
  private static boolean isPlain(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    String type = request.getHeader("Content-Type");
    String accept = request.getHeader("Accept");
    return length != null && !length.equals("0")
        && type != null && JSON.contains(type.replace(" ", "").toLowerCase(Locale.ROOT))
        && (accept == null || accept.contains("*/*") || accept.contains("application/json"));
  }

  private void send(RoutingContext context, Context loop, Ready ready) {
    try {
      till.send(ready.place()).answer().whenComplete((answer, failure) ->
          loop.runOnContext(_ -> tell(context, ready, answer, failure)));
      taken.increment();
    } catch (Problem full) {
      exits.edge().answer(context, full);
    }
  }

  private void tell(RoutingContext context, Ready ready, Answer answerOrNull, Throwable failureOrNull) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (failureOrNull != null) {
      exits.edge().answer(context, failureOrNull);
      return;
    }
    try {
      OrderRow row = OrderApi.done(answerOrNull, "");
      response.setStatusCode(201).putHeader("Content-Type", "application/json;charset=UTF-8")
          .end(views.json(row, ready.shown()));
    } catch (RuntimeException no) {
      exits.edge().answer(context, no);
    }
  }
}
