package laotie.server.trade;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.trade.Payment;
import laotie.trade.PaymentStatus;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A buyer pays an order. */
@Path("/api/v1/orders/{orderId}/payments")
@RunOnVirtualThread
@Tag(name = "trade")
public class PaymentApi {

  private static final Set<String> OUTCOMES = Set.of("success", "decline", "timeout");

  private final Cashier cashier;
  private final MockPaymentClient client;
  private final CurrentVertxRequest request;
  private final Who who;

  PaymentApi(Cashier cashier, MockPaymentClient client, CurrentVertxRequest request, Who who) {
    this.cashier = cashier;
    this.client = client;
    this.request = request;
    this.who = who;
  }

  /**
   * How a buyer wants to pay.
   *
   * @param outcome what the pretending gateway shall do: success, decline or timeout
   */
  record PaymentBody(String method, String outcome) {
    PaymentBody {
      method = Objects.requireNonNullElse(method, "");
      outcome = Objects.requireNonNullElse(outcome, "success");
    }
  }

  record PaymentView(String paymentId, PaymentStatus status) {}

  /** Starts a payment; the order tells when it arrived. */
  @POST
  public Response pay(
      @PathParam("orderId") String orderId, @HeaderParam("Idempotency-Key") String header,
      PaymentBody body) {
    String buyerId = who.requireMember().accountId();
    String key = OrderApi.requireKey(header);
    if (body == null || !body.method().equals(client.method())) {
      throw Problem.field("/method", "known: " + client.method());
    }
    if (!OUTCOMES.contains(body.outcome())) {
      throw Problem.field("/outcome", "success, decline or timeout");
    }
    Cashier.Started started = cashier.start(buyerId, orderId, client.method(), key);
    if (started.isFirst()) {
      client.start(new PaymentClient.Charge(
          started.payment().paymentId(), started.amount(), body.outcome(), noticeUrl()));
    }
    Payment payment = started.payment();
    return Response.status(201).entity(new PaymentView(payment.paymentId(), payment.status())).build();
  }

  /** The mock gateway lives in this process and comes back over the same door. */
  private URI noticeUrl() {
    return URI.create(
        "http://127.0.0.1:" + request.getCurrent().request().localAddress().port()
            + PaymentHookApi.PATH);
  }
}
