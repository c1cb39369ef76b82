package laotie.server.prices;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import laotie.fact.TradeFact.Payer;
import laotie.server.http.Bodies;
import laotie.server.http.Idempotent;
import laotie.server.http.Page;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.prices.Coupons.Maker;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Coupons the platform pays for, for the goods of one host or of every one. */
@Path("/api/v1/operator/coupons")
@RunOnVirtualThread
@Tag(name = "prices")
public class OperatorCouponApi {

  private static final Maker PLATFORM = new Maker("", true);

  private final Coupons coupons;
  private final Owners owners;
  private final Who who;

  OperatorCouponApi(Coupons coupons, Owners owners, Who who) {
    this.coupons = coupons;
    this.owners = owners;
    this.who = who;
  }

  /** The platform's coupons, the latest made first. */
  @GET
  public Page<Offers.CouponView> list(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    who.require(Role.OPERATOR);
    return CouponText.page(coupons, PLATFORM, after, limit);
  }

  /** Makes a coupon; without {@code hostId} it counts at every host. */
  @POST
  @Idempotent
  @ResponseStatus(201)
  public Offers.CouponView add(CouponText body) {
    who.require(Role.OPERATOR);
    CouponText text = Bodies.present(body);
    String hostId = text.hostId().isEmpty() ? "" : owners.host(text.hostId());
    return Offers.view(
        coupons.add(text.coupon(hostId, Payer.PLATFORM, coupons.now()), text.checkedCode()));
  }

  /** Changes its name, its time and the uses by all, not below what is promised. */
  @PUT
  @Path("/{couponId}")
  public Offers.CouponView edit(@PathParam("couponId") String couponId, CouponText body) {
    who.require(Role.OPERATOR);
    return Offers.view(
        coupons.edit(PLATFORM, couponId, Bodies.present(body).change(coupons.one(couponId))));
  }

  /** Ends it. */
  @PUT
  @Path("/{couponId}/end")
  public Offers.CouponView end(@PathParam("couponId") String couponId) {
    who.require(Role.OPERATOR);
    return Offers.view(coupons.setEnded(PLATFORM, couponId, true));
  }

  /** Takes the end back. */
  @DELETE
  @Path("/{couponId}/end")
  public Offers.CouponView reopen(@PathParam("couponId") String couponId) {
    who.require(Role.OPERATOR);
    return Offers.view(coupons.setEnded(PLATFORM, couponId, false));
  }
}
