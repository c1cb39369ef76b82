package laotie.server.feed;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laotie.feed.Promotion;
import laotie.feed.PublicMarket;
import laotie.server.feed.PromotionApi.MarketView;
import laotie.server.feed.PromotionApi.Move;
import laotie.server.feed.PromotionApi.PromotionView;
import laotie.server.http.Bodies;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The market of exposures as operators set it, and every promotion on it. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "feed")
public class PromotionMarketApi {

  private static final long CREDIT_MAX = 10_000_000;

  private final Promotions promotions;
  private final Who who;

  PromotionMarketApi(Promotions promotions, Who who) {
    this.promotions = promotions;
    this.who = who;
  }

  /** How exposures are sold. */
  record MarketBody(Boolean isOpen, Long floorMinor, Long ceilingPercent, Long creditMinor) {}

  /** The market of today and all promotions, the newest first. */
  record Overview(MarketView market, Page<PromotionView> promotions) {}

  @GET
  @Path("/operator/promotions")
  public Overview all(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    who.require(Role.OPERATOR);
    int size = Page.limit(limit);
    List<PromotionStore.Row> rows = promotions.all(PromotionApi.before(after), size);
    return new Overview(MarketView.of(promotions.terms()),
        new Page<>(views(rows), rows.size() < size ? "" : Long.toString(rows.getLast().number())));
  }

  /** Sets floor, ceiling, what a host may owe, and whether anything is sold; from the next exposure on. */
  @PUT
  @Path("/operator/promotion-market")
  public MarketView set(MarketBody body) {
    String operatorId = who.require(Role.OPERATOR).accountId();
    MarketBody wanted = Bodies.present(body);
    if (wanted.isOpen() == null) {
      throw Problem.field("/isOpen", "true or false");
    }
    long floor = PromotionApi.within("/floorMinor", wanted.floorMinor(), 1, PublicMarket.FLOOR_MAX);
    long credit = PromotionApi.within("/creditMinor", wanted.creditMinor(), 0, CREDIT_MAX);
    Long ceiling = wanted.ceilingPercent();
    if (ceiling == null || ceiling < 1 || ceiling > PublicMarket.CEILING_MAX) {
      throw Problem.field("/ceilingPercent", "1.." + PublicMarket.CEILING_MAX);
    }
    promotions.set(new MarketStore.Edit(
        wanted.isOpen(), floor, Math.toIntExact(ceiling), credit, operatorId));
    return MarketView.of(promotions.terms());
  }

  /** Pauses or ends somebody's promotion, or lets it go on. */
  @PUT
  @Path("/operator/promotions/{promotionId}/state")
  public PromotionView move(@PathParam("promotionId") String promotionId, Move body) {
    String operatorId = who.require(Role.OPERATOR).accountId();
    Promotion.State to = PromotionApi.state(Bodies.present(body).state());
    return views(List.of(
        promotions.move("", Input.id("promotion", promotionId), to, operatorId))).getFirst();
  }

  private List<PromotionView> views(List<PromotionStore.Row> rows) {
    Map<Showcase.Ref, Showcase.Seen> items = promotions.items(rows);
    List<PromotionView> views = new ArrayList<>(rows.size());
    rows.forEach(row -> views.add(PromotionView.of(row, items.get(Billboard.ref(row.promotion())))));
    return views;
  }
}
