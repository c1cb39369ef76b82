package laotie.server.prices;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import laotie.prices.PricesReason;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.Marks;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.prices.Prices.Allowed;
import laotie.server.prices.Prices.CouponRow;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a viewer is offered beside list prices: flash sales, room prices, and coupons to get. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "prices")
public class OfferApi {

  private final Offers offers;
  private final Coupons coupons;
  private final Prices prices;
  private final Owners owners;
  private final Who who;

  OfferApi(Offers offers, Coupons coupons, Prices prices, Owners owners, Who who) {
    this.offers = offers;
    this.coupons = coupons;
    this.prices = prices;
    this.owners = owners;
    this.who = who;
  }

  /**
   * A host's offers.
   *
   * @param serverTime the server's clock as it answers: countdowns go by it, not by the viewer's
   */
  record OffersView(
      Instant serverTime, List<Offers.FlashView> flashSales, List<Offers.RoomPriceView> roomPrices,
      List<Offers.CouponView> coupons) {}

  /** What this host offers now; with a session also which coupons the caller holds. */
  @GET
  @Path("/hosts/{hostId}/offers")
  public OffersView offers(@PathParam("hostId") String hostId) {
    String known = owners.host(hostId);
    return new OffersView(offers.now(), offers.flashOf(known), offers.roomPrices(known),
        offers.coupons(known, who.caller().map(Caller::accountId).orElse("")));
  }

  /** The coupons the caller holds, the latest first; a hundred at most. */
  @GET
  @Path("/me/coupons")
  public Page<Offers.CouponView> mine() {
    String viewerId = who.requireMember().accountId();
    return new Page<>(coupons.ofViewer(viewerId, Page.LIMIT_MAX).entrySet().stream()
        .map(held -> Offers.view(held.getKey(), Optional.of(held.getValue()), "")).toList(), "");
  }

  /** Gets a coupon: from then on the caller is sure that he can use it while its time lasts. */
  @POST
  @Path("/coupons/{couponId}/claims")
  public Offers.CouponView claim(@PathParam("couponId") String couponId) {
    String viewerId = who.requireMember().accountId();
    return claimed(coupons.claim(viewerId, couponId, ""), viewerId);
  }

  /** A coupon by its code, at a host. */
  record CodeBody(String code, String hostId) {
    CodeBody {
      code = Bodies.text(code);
      hostId = Bodies.text(hostId);
    }
  }

  /** The same by the code of a coupon; it does not tell whether a code it does not know exists elsewhere. */
  @POST
  @Path("/coupons/claims")
  public Offers.CouponView claimByCode(CodeBody body) {
    String viewerId = who.requireMember().accountId();
    CodeBody asked = Bodies.present(body);
    Prices.Guesser guesser = new Prices.Guesser(viewerId, Marks.networkOf(who.request()));
    CouponRow row = prices.couponOfCode(guesser, asked.hostId(), asked.code()).orElseThrow(() ->
        Problem.of(PricesReason.COUPON_UNKNOWN, "no coupon of this host has this code"));
    return claimed(coupons.claim(viewerId, row.coupon().couponId(), asked.code()), viewerId);
  }

  private Offers.CouponView claimed(CouponRow row, String viewerId) {
    Prices.Holder holder = new Prices.Holder(row.coupon().couponId(), viewerId);
    Allowed allowed = prices.allowances(List.of(holder)).get(holder);
    return Offers.view(row, Optional.ofNullable(allowed), "");
  }
}
