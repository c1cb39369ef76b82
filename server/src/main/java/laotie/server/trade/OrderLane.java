package laotie.server.trade;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import laotie.server.http.Caller;
import laotie.server.http.Callers;
import laotie.server.http.Lane;
import laotie.server.http.Repeats;
import laotie.server.trade.OrderApi.OrderBody;

/**
 * The fast lane before the door of orders ({@link OrderApi#place}): an order that is right in every respect
 * is taken from memory and answered from the till's commit, with no thread of its own in between.
 */
@Singleton
final class OrderLane {

  private final Counter counter;
  private final Till till;
  private final OrderViews views;
  private final Callers callers;
  private final Lane lane;

  OrderLane(Counter counter, Till till, OrderViews views, Callers callers, Lane lane) {
    this.counter = counter;
    this.till = till;
    this.views = views;
    this.callers = callers;
    this.lane = lane;
  }

  /** An order that may go to the till, and what its answer shows besides. */
  private record Ready(Command.Place place, OrderViews.Shown shown) {}

  void routes(@Observes Router router) {
    lane.open(router.post("/api/v1/orders"), Lane::isJson, this::ready, this::send);
  }

  private Optional<Ready> ready(RoutingContext context) {
    Optional<String> key = Repeats.keyOf(context.request().getHeader("Idempotency-Key"));
    Optional<String> buyerId =
        callers.callerOf(context).filter(caller -> !caller.isGuest()).map(Caller::accountId);
    Optional<OrderBody> body = OrderText.read(context.body().buffer().getBytes());
    // A code is looked for once, by the door: wrong ones are counted.
    boolean hasCode = body.flatMap(OrderBody::couponCode).isPresent();
    if (key.isEmpty() || buyerId.isEmpty() || body.isEmpty() || hasCode) {
      return Optional.empty();
    }
    Command.Place place =
        counter.place(new Counter.Asking(buyerId.get(), key.get(), context), body.get());
    return Optional.of(new Ready(place, views.shown(place, body.get().address())));
  }

  private void send(RoutingContext context, Ready ready) {
    lane.tell(context, till.send(ready.place()).answer(), answer -> {
      OrderRow row = OrderApi.done(answer, "");
      context.response().setStatusCode(201).putHeader("Content-Type", "application/json;charset=UTF-8")
          .end(views.json(row, ready.shown()));
    });
  }
}
