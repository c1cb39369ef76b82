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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import laotie.fact.Money;
import laotie.server.http.Bodies;
import laotie.server.http.Input;
import laotie.server.http.Idempotent;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.prices.FlashSales.Standing;
import laotie.server.prices.FlashSales.Wish;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** A host's flash sales: a lower price for a short time and for units set aside. */
@Path("/api/v1/hosts/{hostId}/flash-sales")
@RunOnVirtualThread
@Tag(name = "prices")
public class FlashSaleApi {

  private static final long UNITS_MAX = 1_000_000;

  private final FlashSales sales;
  private final Offers offers;
  private final Owners owners;
  private final Who who;

  FlashSaleApi(FlashSales sales, Offers offers, Owners owners, Who who) {
    this.sales = sales;
    this.offers = offers;
    this.owners = owners;
    this.who = who;
  }

  /**
   * A flash sale as its host writes it.
   *
   * @param skuId its variant; not read when a sale is changed
   * @param units set aside from the shelf in all, sold ones included
   * @param buyerMax units one buyer may have; absent for no limit
   * @param startsAt absent for now
   */
  record SaleBody(
      String skuId, Money price, long units, Optional<Integer> buyerMax, Optional<Instant> startsAt,
      Instant endsAt) {
    SaleBody {
      skuId = Bodies.text(skuId);
      buyerMax = buyerMax == null ? Optional.empty() : buyerMax;
      startsAt = startsAt == null ? Optional.empty() : startsAt;
    }
  }

  /** The host's flash sales, the latest made first; {@code next} is the instant of the last one. */
  @GET
  public Page<Offers.FlashView> list(
      @PathParam("hostId") String hostId, @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    owners.owner(who.requireMember(), hostId);
    int size = Page.limit(limit);
    List<Standing> found = sales.ofHost(hostId, before(after), size + 1);
    boolean isMore = found.size() > size;
    List<Standing> shown = isMore ? found.subList(0, size) : found;
    return new Page<>(offers.flashViews(shown), isMore ? shown.getLast().row().createdAt().toString() : "");
  }

  /** Sets units aside at a lower price. Refuses more units than the shelf has, and overlapping sales. */
  @POST
  @Idempotent
  @ResponseStatus(201)
  public Offers.FlashView add(@PathParam("hostId") String hostId, SaleBody body) {
    owners.owner(who.requireMember(), hostId);
    Wish wish = checked(Bodies.present(body), Optional.empty());
    return view(hostId, sales.add(hostId, body.skuId(), wish).flashSaleId());
  }

  /** Changes price, units, limit or time of a sale that is not over; orders that stand keep theirs. */
  @PUT
  @Path("/{flashSaleId}")
  public Offers.FlashView edit(
      @PathParam("hostId") String hostId, @PathParam("flashSaleId") String id, SaleBody body) {
    owners.owner(who.requireMember(), hostId);
    Instant startsAt = sales.one(hostId, id).row().sale().startsAt();
    sales.edit(hostId, id, checked(Bodies.present(body), Optional.of(startsAt)));
    return view(hostId, id);
  }

  /** Ends a sale now; what is left goes back to the shelf. */
  @PUT
  @Path("/{flashSaleId}/end")
  public Offers.FlashView end(@PathParam("hostId") String hostId, @PathParam("flashSaleId") String id) {
    owners.owner(who.requireMember(), hostId);
    sales.end(hostId, id);
    return view(hostId, id);
  }

  /** Takes the end back while the time of the sale lasts. */
  @DELETE
  @Path("/{flashSaleId}/end")
  public Offers.FlashView reopen(@PathParam("hostId") String hostId, @PathParam("flashSaleId") String id) {
    owners.owner(who.requireMember(), hostId);
    sales.reopen(hostId, id);
    return view(hostId, id);
  }

  private Offers.FlashView view(String hostId, String id) {
    return offers.flashViews(List.of(sales.one(hostId, id))).getFirst();
  }

  private Wish checked(SaleBody body, Optional<Instant> startsBefore) {
    Instant now = sales.now();
    if (body.price() == null) {
      throw Problem.field("/price", "a price is needed");
    }
    if (body.units() < 1 || body.units() > UNITS_MAX) {
      throw Problem.field("/units", "1.." + UNITS_MAX);
    }
    int buyerMax = body.buyerMax().orElse(FlashSales.BUYER_NO_LIMIT);
    if (buyerMax < 1 || buyerMax > FlashSales.BUYER_NO_LIMIT) {
      throw Problem.field("/buyerMax", "1.." + FlashSales.BUYER_NO_LIMIT);
    }
    if (body.endsAt() == null || !body.endsAt().isAfter(now)) {
      throw Problem.field("/endsAt", "an instant to come");
    }
    Instant startsAt =
        body.startsAt().or(() -> startsBefore).orElse(now).truncatedTo(ChronoUnit.MICROS);
    Instant endsAt = body.endsAt().truncatedTo(ChronoUnit.MICROS);
    if (!startsAt.isBefore(endsAt) || startsAt.plus(FlashSales.LASTS_MAX).isBefore(endsAt)) {
      throw Problem.field(
          "/endsAt", "after its start, and at most " + FlashSales.LASTS_MAX.toDays() + " days later");
    }
    return new Wish(body.price(), body.units(), buyerMax, startsAt, endsAt);
  }

  private static Instant before(String after) {
    return after.isEmpty() ? Input.LAST : Input.instant("/after", after);
  }
}
