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
import laotie.server.http.Who;
import laotie.server.prices.Coupons.Maker;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** A host's coupons, which he pays for himself. */
@Path("/api/v1/hosts/{hostId}/coupons")
@RunOnVirtualThread
@Tag(name = "prices")
public class CouponApi {

  private final Coupons coupons;
  private final Owners owners;
  private final Who who;

  CouponApi(Coupons coupons, Owners owners, Who who) {
    this.coupons = coupons;
    this.owners = owners;
    this.who = who;
  }

  /** The host's coupons, the latest made first. */
  @GET
  public Page<Offers.CouponView> list(
      @PathParam("hostId") String hostId, @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    return CouponText.page(coupons, maker(hostId), after, limit);
  }

  /** Makes a coupon. What it takes off and what it asks for stay as they are from then on. */
  @POST
  @Idempotent
  @ResponseStatus(201)
  public Offers.CouponView add(@PathParam("hostId") String hostId, CouponText body) {
    Maker maker = maker(hostId);
    CouponText text = Bodies.present(body);
    return Offers.view(coupons.add(
        text.coupon(maker.hostId(), Payer.HOST, coupons.now()), text.checkedCode()));
  }

  /** Changes its name, its time and the uses by all, not below what is promised. */
  @PUT
  @Path("/{couponId}")
  public Offers.CouponView edit(
      @PathParam("hostId") String hostId, @PathParam("couponId") String couponId, CouponText body) {
    return Offers.view(
        coupons.edit(maker(hostId), couponId, Bodies.present(body).change(coupons.one(couponId))));
  }

  /** Ends it: nobody gets or uses it any more; orders that stand keep what it took off. */
  @PUT
  @Path("/{couponId}/end")
  public Offers.CouponView end(
      @PathParam("hostId") String hostId, @PathParam("couponId") String couponId) {
    return Offers.view(coupons.setEnded(maker(hostId), couponId, true));
  }

  /** Takes the end back. */
  @DELETE
  @Path("/{couponId}/end")
  public Offers.CouponView reopen(
      @PathParam("hostId") String hostId, @PathParam("couponId") String couponId) {
    return Offers.view(coupons.setEnded(maker(hostId), couponId, false));
  }

  private Maker maker(String hostId) {
    return new Maker(owners.owner(who.requireMember(), hostId), false);
  }
}
