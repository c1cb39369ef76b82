package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import laotie.fact.Money;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.Who;
import laotie.server.trade.OrderApi.LineBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The price of an order before it is placed. */
@Path("/api/v1/orders/quote")
@RunOnVirtualThread
@Tag(name = "trade")
public class QuoteApi {

  private final Quotes quotes;
  private final Who who;

  QuoteApi(Quotes quotes, Who who) {
    this.quotes = quotes;
    this.who = who;
  }

  /**
   * What somebody wants to know the price of.
   *
   * @param region where it goes, in the words of an address; absent takes the saved address
   * @param viewId the view it comes from, if any
   * @param couponId a coupon to use, if any
   * @param couponCode the same by its code
   * @param isBestCoupon true uses the coupon that takes most off, when none is named
   */
  record QuoteBody(
      List<LineBody> lines, Optional<String> region, Optional<String> viewId, Optional<String> couponId,
      Optional<String> couponCode, boolean isBestCoupon) {
    QuoteBody {
      lines = lines == null ? List.of() : lines.stream().filter(Objects::nonNull).toList();
      region = region == null ? Optional.empty() : region;
      viewId = viewId == null ? Optional.empty() : viewId;
      couponId = couponId == null ? Optional.empty() : couponId;
      couponCode = couponCode == null ? Optional.empty() : couponCode;
    }
  }

  /**
   * A price.
   *
   * @param serverTime the server's clock as it answers
   * @param isRegionKnown false when no address said where it goes: the fee may differ
   * @param coupons those the caller may get or holds at this host, the best first
   */
  record Quoted(
      QuoteView quote, Instant serverTime, boolean isRegionKnown, List<CouponOption> coupons) {}

  /**
   * What a coupon would do here.
   *
   * @param off what it takes off; absent when it cannot be used
   * @param reason why it cannot be used; absent when it can
   * @param missing what the goods cost too little for it
   */
  record CouponOption(
      String couponId, String name, Optional<Money> off, Optional<String> reason,
      Optional<Money> missing) {}

  /**
   * Says what an order would cost and why; nothing is held. Refuses what the order would be refused for,
   * but for missing stock. Open to everybody; with a session the caller's view, tier and coupons count, a
   * guest's view too.
   */
  @POST
  public Quoted quote(QuoteBody body) {
    String buyerId = who.caller().map(Caller::accountId).orElse("");
    return quotes.quote(new Counter.Asking(buyerId, "", who.request()), Bodies.present(body));
  }
}
