package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import laotie.server.http.HttpReason;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Repeats;
import laotie.server.http.Who;
import laotie.server.trade.Ticket.Answer;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A buyer's orders. Other people's orders do not exist for him. */
@Path("/api/v1/orders")
@RunOnVirtualThread
@Tag(name = "trade")
public class OrderApi {

  private final Till till;
  private final Cancels cancels;
  private final Counter counter;
  private final OrderViews views;
  private final Who who;

  OrderApi(Till till, Cancels cancels, Counter counter, OrderViews views, Who who) {
    this.till = till;
    this.cancels = cancels;
    this.counter = counter;
    this.views = views;
    this.who = who;
  }

  /**
   * A wish to buy.
   *
   * @param address absent takes the saved one, as {@code addressId} does
   * @param viewId the view it comes from, if any
   * @param partial true takes what is there: lines are shortened or left out, and the answer says so
   * @param couponId a coupon to use, if any
   * @param couponCode the same by its code
   * @param expectedMinor what the buyer was shown; when the order costs more it is refused PRICE_CHANGED
   */
  record OrderBody(
      List<LineBody> lines, Optional<Address> address, Optional<String> addressId,
      Optional<String> viewId, boolean partial, Optional<String> couponId, Optional<String> couponCode,
      Optional<Long> expectedMinor) {
    OrderBody {
      lines = lines == null ? List.of() : lines.stream().filter(Objects::nonNull).toList();
      address = address == null ? Optional.empty() : address;
      addressId = addressId == null ? Optional.empty() : addressId;
      viewId = viewId == null ? Optional.empty() : viewId;
      couponId = couponId == null ? Optional.empty() : couponId;
      couponCode = couponCode == null ? Optional.empty() : couponCode;
      expectedMinor = expectedMinor == null ? Optional.empty() : expectedMinor;
    }
  }

  record LineBody(String skuId, int quantity) {
    LineBody {
      skuId = Objects.requireNonNullElse(skuId, "");
    }
  }

  /**
   * Claims stock. The key makes a repeat harmless: it answers with the order that exists. Orders in which
   * everything is right are taken before, by {@link OrderLane}.
   */
  @POST
  public Response place(@HeaderParam("Idempotency-Key") String header, OrderBody body) {
    String buyerId = who.requireMember().accountId();
    String key = requireKey(header);
    if (body == null) {
      throw Problem.field("/lines", "an order has lines");
    }
    Command.Place place = counter.place(new Counter.Asking(buyerId, key, who.request()), body);
    OrderViews.Shown shown = views.shown(place, body.address());
    OrderRow row = done(till.ask(place), "");
    OrderView view = views.of(row, shown);
    return Response.status(201).entity(body.partial() ? counter.withMissing(view) : view).build();
  }

  /** The caller's orders, newest first. */
  @GET
  public Page<OrderView> mine(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    String buyerId = who.requireMember().accountId();
    int size = Page.limit(limit);
    return views.page(
        counter.ordersOf(buyerId, new OrderStore.Slice(OrderViews.before(after), size + 1)), size);
  }

  /** One order, for its buyer, its host and operators. */
  @GET
  @Path("/{orderId}")
  public OrderView read(@PathParam("orderId") String orderId) {
    return counter.withMissing(views.of(counter.orderFor(who.requireMember(), orderId)));
  }

  /**
   * Takes back an order that has not left; its stock returns at once, and what was paid goes back whole.
   * A repeat changes nothing.
   */
  @DELETE
  @Path("/{orderId}")
  public OrderView cancel(@PathParam("orderId") String orderId) {
    String buyerId = who.requireMember().accountId();
    return views.of(cancels.cancel(counter.orderOf(buyerId, orderId), buyerId));
  }

  static String requireKey(String header) {
    return Repeats.keyOf(header).orElseThrow(() ->
        Problem.of(HttpReason.KEY_MISSING, "this write needs an Idempotency-Key header"));
  }

  static OrderRow done(Answer answer, String orderId) {
    return switch (answer) {
      case Answer.Done(OrderRow row) -> row;
      case Answer.Begun begun -> throw new IllegalStateException("an order became a payment");
      case Answer.Waits waits -> throw new IllegalStateException("an order became a wait");
      case Answer.Settled settled -> throw new IllegalStateException("an order became a payment");
      case Answer.No(var refused) -> throw Problem.of(refused);
      case Answer.Unknown unknown -> throw Problem.notFound("order", orderId);
    };
  }
}
