package laotie.server.payments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import laotie.server.http.Callers;
import laotie.server.http.Lane;
import laotie.server.http.Repeats;
import laotie.server.payments.Collecting.Begun;
import laotie.server.payments.PaymentApi.PaymentBody;
import laotie.server.payments.PaymentApi.PaymentView;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.Started;
import laotie.server.trade.Trade.Wanted;

/**
 * The fast lane before the door of payments ({@link PaymentApi#pay}): the attempt is written down by the
 * till, and only then its gateway hears of it, on a virtual thread when that takes more than a moment.
 */
@Singleton
final class PaymentLane {

  private final Collecting collecting;
  private final Trade.Payments trade;
  private final Callers callers;
  private final Lane lane;
  private final ObjectReader reader;
  private final ObjectWriter writer;

  PaymentLane(Collecting collecting, Trade trade, Callers callers, Lane lane, ObjectMapper json) {
    this.collecting = collecting;
    this.trade = trade.payments();
    this.callers = callers;
    this.lane = lane;
    this.reader = json.readerFor(PaymentBody.class);
    this.writer = json.writerFor(PaymentView.class);
  }

  /** A payment that may begin. */
  private record Ready(Wanted wanted, Collecting.Choice choice, Collecting.Caller caller) {}

  void routes(@Observes Router router) {
    lane.open(router.post("/api/v1/orders/:orderId/payments"), Lane::isJson, this::ready, this::begin);
  }

  private Optional<Ready> ready(RoutingContext context) {
    Optional<String> key = Repeats.keyOf(context.request().getHeader("Idempotency-Key"));
    Optional<String> buyerId =
        callers.callerOf(context).filter(caller -> !caller.isGuest()).map(caller -> caller.accountId());
    Optional<PaymentBody> body = body(context);
    boolean isNowhere = context.request().authority() == null;
    if (key.isEmpty() || buyerId.isEmpty() || body.isEmpty() || isNowhere) {
      return Optional.empty();
    }
    String method = body.get().method();
    Collecting.Choice choice = collecting.choice(method, body.get().way(), body.get().outcome());
    Wanted wanted = new Wanted(buyerId.get(), context.pathParam("orderId"), method, key.get());
    return Optional.of(new Ready(wanted, choice, caller(context.request())));
  }

  private Optional<PaymentBody> body(RoutingContext context) {
    try {
      return Optional.ofNullable(reader.readValue(context.body().buffer().getBytes()));
    } catch (IOException forTheDoor) {
      return Optional.empty();
    }
  }

  private static Collecting.Caller caller(HttpServerRequest request) {
    return new Collecting.Caller(URI.create(request.scheme() + "://" + request.authority()),
        request.localAddress().port(), request.remoteAddress().hostAddress());
  }

  private void begin(RoutingContext context, Ready ready) {
    CompletionStage<Begun> begun =
        trade.startLater(ready.wanted()).thenCompose(started -> goOn(started, ready));
    lane.tell(context, begun, done -> context.response().setStatusCode(201)
        .putHeader("Content-Type", "application/json;charset=UTF-8").end(json(done)));
  }

  /** On the thread of the till, which waits for nobody. */
  private CompletionStage<Begun> goOn(Started started, Ready ready) {
    CompletableFuture<Begun> begun = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try {
        begun.complete(collecting.goOn(started, ready.wanted(), ready.choice(), ready.caller()));
      } catch (RuntimeException no) {
        begun.completeExceptionally(no);
      }
    });
    return begun;
  }

  private Buffer json(Begun begun) {
    try {
      return Buffer.buffer(writer.writeValueAsBytes(PaymentApi.view(begun.attempt(), begun.next())));
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }
}
