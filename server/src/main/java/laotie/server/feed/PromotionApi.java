package laotie.server.feed;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.FeedFact.Item;
import laotie.feed.Promotion;
import laotie.feed.PublicMarket;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.Idempotent;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Promotions (推广): a host books a budget, sees what it costs and brings, and stops it at any time. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "feed")
public class PromotionApi {

  /** Showings of one call. */
  static final int SEEN_MAX = 20;

  private static final int TOKEN_CHARACTERS_MAX = 600;

  private final Promotions promotions;
  private final Who who;

  PromotionApi(Promotions promotions, Who who) {
    this.promotions = promotions;
    this.who = who;
  }

  /** What a host wants to book; {@code priceMaxMinor} is for 1,000 exposures, the highest when left out. */
  record Wish(String item, String itemId, Long budgetMinor, Long priceMaxMinor) {
    Wish {
      item = Bodies.text(item);
      itemId = Bodies.text(itemId);
    }
  }

  record Move(String state) {
    Move {
      state = Bodies.text(state);
    }
  }

  /** Sealed showings of promoted items that stood on the screen for a second. */
  record Seen(List<String> exposureIds) {
    Seen {
      exposureIds = exposureIds == null ? List.of() : List.copyOf(exposureIds);
    }
  }

  record Counted(int counted) {}

  /** The market, what of his money the host may book, and his promotions, the newest first. */
  @GET
  @Path("/hosts/{hostId}/promotions")
  public Desk desk(
      @PathParam("hostId") String hostId, @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    Caller caller = who.requireMember();
    if (!caller.is(Role.OPERATOR)) {
      requireHimself(hostId);
    }
    int size = Page.limit(limit);
    Promotions.Ground ground = promotions.ground(hostId);
    return new Desk(MarketView.of(ground.terms()), ground.dueMinor(), Math.max(0, ground.availableMinor()),
        page(promotions.ofHost(hostId, before(after), size), size));
  }

  /** Books a promotion. */
  @POST
  @Path("/hosts/{hostId}/promotions")
  @Idempotent
  public Response book(@PathParam("hostId") String hostId, Wish body) {
    requireHimself(hostId);
    Wish wish = Bodies.present(body);
    Item item = switch (wish.item()) {
      case "SHOW" -> Item.SHOW;
      case "CLIP" -> Item.CLIP;
      default -> throw Problem.field("/item", "must be SHOW or CLIP");
    };
    if (!Bodies.isId(wish.itemId())) {
      throw Problem.field("/itemId", "a show or a clip");
    }
    long budget = within("/budgetMinor", wish.budgetMinor(), Promotion.BUDGET_MIN, Promotion.BUDGET_MAX);
    PublicMarket market = promotions.terms().market();
    long priceMax = wish.priceMaxMinor() == null ? market.highestMinor()
        : within("/priceMaxMinor", wish.priceMaxMinor(), 1, PublicMarket.FLOOR_MAX * PublicMarket.RISE_MAX);
    PromotionStore.Row booked = promotions.book(
        new Promotions.Wish(hostId, item, wish.itemId(), budget, priceMax));
    return Response.status(201).entity(views(List.of(booked)).getFirst()).build();
  }

  /** Pauses it, lets it go on, or ends it. */
  @PUT
  @Path("/hosts/{hostId}/promotions/{promotionId}/state")
  public PromotionView move(
      @PathParam("hostId") String hostId, @PathParam("promotionId") String promotionId, Move body) {
    requireHimself(hostId);
    return views(List.of(promotions.move(hostId, Input.id("promotion", promotionId),
        state(Bodies.present(body).state()), hostId))).getFirst();
  }

  /** A viewer saw promoted items: their hosts pay for these showings, each once. */
  @POST
  @Path("/promotions/seen")
  public Counted seen(Seen body) {
    Caller caller = who.require();
    List<String> tokens = Bodies.present(body).exposureIds();
    if (tokens.size() > SEEN_MAX
        || tokens.stream().anyMatch(token -> token.length() > TOKEN_CHARACTERS_MAX)) {
      throw Problem.field("/exposureIds", "at most " + SEEN_MAX + " showings");
    }
    return new Counted(promotions.seen(caller.accountId(), tokens));
  }

  private void requireHimself(String hostId) {
    if (!who.require(Role.HOST).accountId().equals(hostId)) {
      throw Problem.notFound("host", hostId);
    }
  }

  static Promotion.State state(String word) {
    for (Promotion.State state : Promotion.State.values()) {
      if (state.name().equals(word)) {
        return state;
      }
    }
    throw Problem.field("/state", "must be RUNNING, PAUSED or ENDED");
  }

  static long within(String pointer, Long numberOrNull, long min, long max) {
    if (numberOrNull == null || numberOrNull < min || numberOrNull > max) {
      throw Problem.field(pointer, min + ".." + max + " minor units");
    }
    return numberOrNull;
  }

  /** The number after a page; everything is before the first page. */
  static long before(String after) {
    if (after.isEmpty()) {
      return Long.MAX_VALUE;
    }
    if (!after.matches("\\d{1,18}")) {
      throw Problem.field("/after", "the next of a page before");
    }
    return Long.parseLong(after);
  }

  private Page<PromotionView> page(List<PromotionStore.Row> rows, int size) {
    return new Page<>(views(rows), rows.size() < size ? "" : Long.toString(rows.getLast().number()));
  }

  private List<PromotionView> views(List<PromotionStore.Row> rows) {
    Map<Showcase.Ref, Showcase.Seen> items = promotions.items(rows);
    List<PromotionView> views = new ArrayList<>(rows.size());
    rows.forEach(row -> views.add(PromotionView.of(row, items.get(Billboard.ref(row.promotion())))));
    return views;
  }

  /**
   * What a host sees before he books.
   *
   * @param dueMinor settled money that no payout under way and no hold has; negative is his debt
   * @param availableMinor what he may book beside what his open promotions may still spend
   */
  public record Desk(
      MarketView market, long dueMinor, long availableMinor, Page<PromotionView> promotions) {}

  /**
   * The public market of today. Prices are minor units for 1,000 exposures.
   *
   * @param pool showings on public places the day is counted on
   * @param forSale exposures of these that may be sold; {@code left} of them are not yet
   * @param priceMinor of the next exposure; it rises from floor towards highest as exposures are sold
   * @param creditMinor what a host may owe
   */
  public record MarketView(
      boolean isOpen, long floorMinor, long highestMinor, int ceilingPercent, long pool, long forSale,
      long sold, long left, long priceMinor, long creditMinor) {

    static MarketView of(MarketStore.Terms terms) {
      PublicMarket market = terms.market();
      return new MarketView(market.isOpen(), market.floorMinor(), market.highestMinor(),
          market.ceilingPercent(), market.pool(), market.forSale(), market.sold(), market.left(),
          market.priceMinor(), terms.creditMinor());
    }
  }

  /**
   * A promotion and what it brought. Shares of a minor unit are exact to the thousandth.
   *
   * @param standing SHOWN, TO_COME or GONE: what its item is now
   * @param exposures those that counted; views, follows, orders: of views that began with one
   * @param newBuyers orders of people without a paid order of this host in the year before
   */
  public record PromotionView(
      String promotionId, String hostId, String item, String itemId, String title, String standing,
      String state, long budgetMinor, long priceMaxMinor, double spentMinor, long exposures, long views,
      long follows, long orders, long gmvMinor, long newBuyers, Instant bookedAt,
      Optional<Instant> endedAt) {

    static PromotionView of(PromotionStore.Row row, Showcase.Seen item) {
      Promotion promotion = row.promotion();
      return new PromotionView(promotion.promotionId(), promotion.hostId(), promotion.item().name(),
          promotion.itemId(), item.title(), item.standing().name(), promotion.state().name(),
          promotion.budgetMinor(), promotion.priceMaxMinor(),
          (double) promotion.spentMilli() / Promotion.MILLI, row.charged().exposures(),
          row.brought().views(), row.brought().follows(), row.brought().orders(),
          row.brought().gmvMinor(), row.brought().newBuyers(), row.bookedAt(), row.endedAt());
    }
  }
}
