package laotie.server.payments;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import laotie.server.http.Lane;
import laotie.server.http.Problem;
import laotie.server.log.Remembered;
import laotie.server.payments.PaymentClient.Answer;
import laotie.server.payments.PaymentClient.Message;
import laotie.server.payments.PaymentClient.Word;
import laotie.server.trade.Trade;
import laotie.trade.Notice;

/**
 * The fast lane before the hooks of gateways ({@link PaymentHookApi#take}): a verified notice goes to the
 * till and is answered from its commit.
 */
@Singleton
final class NoticeLane {

  private final Gateways gateways;
  private final Trade.Payments trade;
  private final MeterRegistry meters;
  private final Lane lane;

  NoticeLane(Gateways gateways, Trade trade, MeterRegistry meters, Lane lane) {
    this.gateways = gateways;
    this.trade = trade.payments();
    this.meters = meters;
    this.lane = lane;
  }

  /** A verified notice, and what its gateway wants to hear. */
  private record Ready(PaymentClient client, Notice notice) {}

  void routes(@Observes Router router) {
    lane.open(router.post(PaymentHookApi.PATH + ":method"), request -> true, this::ready, this::settle);
  }

  private Optional<Ready> ready(RoutingContext context) {
    String body = context.body().buffer().toString(StandardCharsets.UTF_8);
    Optional<PaymentClient> client = gateways.configured(context.pathParam("method"))
        .filter(found -> body.length() <= PaymentHookApi.NOTICE_MAX);
    if (client.isEmpty()) {
      return Optional.empty();
    }
    if (!client.get().hearsAtOnce()) {
      Remembered.requireMayWait();
    }
    Word word = client.get().hear(new Message(
        name -> Optional.ofNullable(context.request().getHeader(name)).orElse(""), body));
    return word instanceof Word.Settled(Notice notice)
        ? Optional.of(new Ready(client.get(), notice)) : Optional.empty();
  }

  private void settle(RoutingContext context, Ready ready) {
    PaymentHookApi.count(meters, ready.client(), new Word.Settled(ready.notice()));
    lane.tell(context, trade.settleLater(ready.notice()), isKnown -> {
      if (!isKnown) {
        throw Problem.notFound("payment", ready.notice().paymentId());
      }
      Answer answer = ready.client().taken();
      context.response().setStatusCode(answer.status());
      if (answer.body().isEmpty()) {
        context.response().end();
      } else {
        context.response().putHeader("Content-Type", answer.type()).end(answer.body());
      }
    });
  }
}
