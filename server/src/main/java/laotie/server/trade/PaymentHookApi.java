package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.trade.Ticket.Answer;
import laotie.trade.Notice;
import laotie.trade.TradeReason;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where gateways say what became of a payment. */
@Path(PaymentHookApi.PATH)
@RunOnVirtualThread
@Tag(name = "trade")
public class PaymentHookApi {

  static final String PATH = "/hooks/payments/mock";

  /** Characters of a notice. */
  private static final int NOTICE_MAX = 4_096;

  private final Till till;
  private final MockPaymentClient client;

  PaymentHookApi(Till till, MockPaymentClient client) {
    this.till = till;
    this.client = client;
  }

  /** Answered 204 once the notice is settled in committed rows, however often it comes. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public void take(String body) {
    if (body.length() > NOTICE_MAX) {
      throw Problem.of(HttpReason.BODY_TOO_LARGE, "a notice has at most " + NOTICE_MAX + " characters");
    }
    Notice notice = client.verify(body).orElseThrow(() ->
        Problem.of(TradeReason.SIGNATURE_WRONG, "the notice is not signed by the gateway"));
    if (till.ask(new Command.Settle(notice)) instanceof Answer.Unknown) {
      throw Problem.notFound("payment", notice.paymentId());
    }
  }
}
