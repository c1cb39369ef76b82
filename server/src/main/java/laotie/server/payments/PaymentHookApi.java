package laotie.server.payments;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import laotie.payments.PaymentsReason;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.payments.PaymentClient.Answer;
import laotie.server.payments.PaymentClient.Message;
import laotie.server.payments.PaymentClient.Word;
import laotie.server.trade.Trade;
import laotie.trade.Notice;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where gateways say what became of a payment. */
@Path(PaymentHookApi.PATH)
@RunOnVirtualThread
@Tag(name = "payments")
public class PaymentHookApi {

  static final String PATH = "/hooks/payments/";

  /** Characters of a notice; the largest, a session of Stripe's with all its parts, has some 10,000. */
  static final int NOTICE_MAX = 65_536;

  private final Gateways gateways;
  private final Trade.Payments trade;
  private final MeterRegistry meters;

  PaymentHookApi(Gateways gateways, Trade trade, MeterRegistry meters) {
    this.gateways = gateways;
    this.trade = trade.payments();
    this.meters = meters;
  }

  /** Answered as the gateway likes once the notice is settled in committed rows, however often it comes. */
  @POST
  @Path("{method}")
  @Consumes(MediaType.WILDCARD)
  public Response take(@PathParam("method") String method, @Context HttpHeaders headers, String body) {
    PaymentClient client = gateways.configured(method)
        .orElseThrow(() -> Problem.notFound("gateway", method));
    if (body.length() > NOTICE_MAX) {
      throw Problem.of(HttpReason.BODY_TOO_LARGE, "a notice has at most " + NOTICE_MAX + " characters");
    }
    Word word = client.hear(new Message(
        name -> Optional.ofNullable(headers.getHeaderString(name)).orElse(""), body));
    count(meters, client, word);
    switch (word) {
      case Word.Forged(String why) -> throw Problem.of(PaymentsReason.SIGNATURE_WRONG, why);
      case Word.Idle idle -> { }
      case Word.Settled(Notice notice) -> settle(notice);
      case Word.Moved(String refundId) -> trade.dueNow(refundId);
    }
    Answer answer = client.taken();
    return Response.status(answer.status()).type(answer.type())
        .entity(answer.body().isEmpty() ? null : answer.body()).build();
  }

  static void count(MeterRegistry meters, PaymentClient client, Word word) {
    meters.counter("laotie.payments.notices", "method", client.method(), "word",
        word.getClass().getSimpleName()).increment();
  }

  private void settle(Notice notice) {
    if (!trade.settle(notice)) {
      throw Problem.notFound("payment", notice.paymentId());
    }
  }
}
