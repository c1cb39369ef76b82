package laotie.server.payments;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import laotie.fact.Money;
import laotie.server.http.Bodies;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.http.Repeats;
import laotie.server.http.Who;
import laotie.server.payments.Collecting.Begun;
import laotie.server.payments.PaymentClient.Next;
import laotie.server.payments.PaymentClient.Way;
import laotie.server.trade.Trade;
import laotie.server.trade.Trade.Attempt;
import laotie.server.trade.Trade.Payable;
import laotie.server.trade.Trade.Wanted;
import laotie.trade.OrderStatus;
import laotie.trade.PaymentStatus;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A buyer pays an order. */
@Path("/api/v1/orders/{orderId}/payments")
@RunOnVirtualThread
@Tag(name = "payments")
public class PaymentApi {

  private final Collecting collecting;
  private final Trade.Payments trade;
  private final CurrentVertxRequest request;
  private final InstantSource clock;
  private final Who who;

  PaymentApi(
      Collecting collecting, Trade trade, CurrentVertxRequest request, InstantSource clock, Who who) {
    this.collecting = collecting;
    this.trade = trade.payments();
    this.request = request;
    this.clock = clock;
    this.who = who;
  }

  /**
   * How a buyer wants to pay.
   *
   * @param way NOW, PAGE, PHONE or CODE; absent takes the gateway's first
   * @param outcome what the pretending gateway shall do
   */
  record PaymentBody(String method, String way, String outcome) {
    PaymentBody {
      method = Bodies.text(method);
      way = Bodies.text(way);
      outcome = Objects.requireNonNullElse(outcome, "success");
    }
  }

  /** How a payment stands, and what its buyer does next while it is pending. */
  record PaymentView(
      String paymentId, String method, PaymentStatus status, Instant startedAt, NextView next) {}

  /**
   * What the buyer does next.
   *
   * @param kind WAIT, VISIT or SCAN
   * @param url the page to visit, or the picture of the code to scan; empty to wait
   */
  record NextView(String kind, String url) {}

  /** A gateway a buyer may choose. */
  record MethodView(String method, List<Way> ways) {}

  /**
   * The cashier of an order.
   *
   * @param now by the server's clock, for the countdown
   */
  record CashierView(
      OrderStatus orderStatus, Money amount, Instant heldUntil, Instant now, List<MethodView> methods,
      List<PaymentView> payments) {}

  /** What there is to pay, how, and what was tried, in this tab or another one. */
  @GET
  public CashierView cashier(@PathParam("orderId") String orderId) {
    Payable payable = trade.payable(who.requireMember().accountId(), orderId);
    Map<String, ChargeStore.Row> known =
        collecting.nexts(payable.attempts().stream().map(Attempt::paymentId).toList());
    List<PaymentView> payments = payable.attempts().stream()
        .map(one -> view(one, known.containsKey(one.paymentId())
            ? known.get(one.paymentId()).started().next() : new Next.Wait())).toList();
    List<MethodView> methods = collecting.offered(payable.amount()).stream()
        .map(client -> new MethodView(client.method(), client.ways())).toList();
    return new CashierView(payable.status(), payable.amount(), payable.heldUntil(), clock.instant(),
        methods, payments);
  }

  /** Starts a payment; the order tells when it arrived. */
  @POST
  public Response pay(
      @PathParam("orderId") String orderId, @HeaderParam("Idempotency-Key") String header,
      @Context UriInfo address, PaymentBody body) {
    String buyerId = who.requireMember().accountId();
    String key = Repeats.keyOf(header).orElseThrow(() ->
        Problem.of(HttpReason.KEY_MISSING, "paying needs an Idempotency-Key"));
    PaymentBody wanted = Bodies.present(body);
    Collecting.Choice choice = collecting.choice(wanted.method(), wanted.way(), wanted.outcome());
    Begun begun = collecting.begin(
        new Wanted(buyerId, orderId, wanted.method(), key), choice, caller(address.getBaseUri()));
    return Response.status(201).entity(view(begun.attempt(), begun.next())).build();
  }

  /** The code to scan, as a picture. */
  @GET
  @Path("/{paymentId}/code")
  @Produces("image/svg+xml")
  public Response code(@PathParam("orderId") String orderId, @PathParam("paymentId") String paymentId) {
    Payable payable = trade.payable(who.requireMember().accountId(), orderId);
    boolean isOfOrder = payable.attempts().stream().anyMatch(one -> one.paymentId().equals(paymentId));
    if (isOfOrder && collecting.next(paymentId).orElse(null) instanceof Next.Scan(String text)) {
      return Response.ok(Code.svg(text)).header("Cache-Control", "no-store").build();
    }
    throw Problem.notFound("code of payment", paymentId);
  }

  private Collecting.Caller caller(URI asked) {
    RoutingContext context = request.getCurrent();
    return new Collecting.Caller(URI.create(asked.getScheme() + "://" + asked.getAuthority()),
        context.request().localAddress().port(), context.request().remoteAddress().hostAddress());
  }

  static PaymentView view(Attempt attempt, Next next) {
    boolean isOpen = attempt.status() == PaymentStatus.PENDING;
    return new PaymentView(attempt.paymentId(), attempt.method(), attempt.status(), attempt.startedAt(),
        isOpen ? view(attempt.orderId(), attempt.paymentId(), next) : new NextView("WAIT", ""));
  }

  private static NextView view(String orderId, String paymentId, Next next) {
    return switch (next) {
      case Next.Wait wait -> new NextView("WAIT", "");
      case Next.Visit(URI page) -> new NextView("VISIT", page.toString());
      case Next.Scan scan -> new NextView(
          "SCAN", "/api/v1/orders/" + orderId + "/payments/" + paymentId + "/code");
    };
  }
}
