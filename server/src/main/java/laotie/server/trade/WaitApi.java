package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Decision.Refused;
import laotie.server.goods.Goods;
import laotie.server.http.Ids;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.log.Database;
import laotie.server.trade.Ticket.Answer;
import laotie.trade.TradeReason;
import laotie.trade.Wait;
import laotie.trade.Waitlist;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For what the caller waits. Joining twice is joining once. */
@Path("/api/v1/me/waits")
@RunOnVirtualThread
@Tag(name = "trade")
public class WaitApi {

  private final Database database;
  private final Goods goods;
  private final Till till;
  private final Who who;

  WaitApi(Database database, Goods goods, Till till, Who who) {
    this.database = database;
    this.goods = goods;
    this.till = till;
    this.who = who;
  }

  /**
   * A place in a line.
   *
   * @param number the server's; who has a smaller one is offered before
   * @param position 1 for the next who is offered; 0 with an offer
   * @param offeredUntil until when one unit is kept for him
   */
  record WaitView(
      String skuId, String productId, String hostId, String title, long number, int position,
      Optional<Instant> offeredUntil) {}

  /** The caller's places, the newest first; all of them. */
  @GET
  public Page<WaitView> mine() {
    return new Page<>(of(who.requireMember().accountId()), "");
  }

  /** Waits for a variant that is out; the answer has the place. */
  @PUT
  @Path("/{skuId}")
  public WaitView join(@PathParam("skuId") String skuId) {
    String buyerId = who.requireMember().accountId();
    Goods.SkuForSale sku = goods.sku(skuId).orElseThrow(() -> Problem.notFound("sku", skuId));
    if (sku.hostId().equals(buyerId)) {
      throw Problem.of(TradeReason.OWN_GOODS, "a host does not buy from himself", Map.of());
    }
    if (!sku.isListed()) {
      throw Problem.of(TradeReason.NOT_FOR_SALE, "sku " + skuId + " is not for sale",
          Map.of("skuId", skuId));
    }
    ask(new Command.Join(new WaitRow(new Wait(Ids.next("wait"), skuId, buyerId, 0, Wait.NOT_YET),
        sku.productId(), sku.hostId(), sku.title())), skuId);
    return of(buyerId).stream().filter(wait -> wait.skuId().equals(skuId)).findFirst()
        .orElseThrow(() -> Problem.notFound("wait", skuId));
  }

  /** Leaves the line; leaving none is fine too. What was kept goes to the next. */
  @DELETE
  @Path("/{skuId}")
  public void leave(@PathParam("skuId") String skuId) {
    ask(new Command.Leave(skuId, who.requireMember().accountId()), skuId);
  }

  private void ask(Command command, String skuId) {
    switch (till.ask(command)) {
      case Answer.Waits waits -> { }
      case Answer.No(Refused<?> refused) -> throw Problem.of(refused);
      case Answer.Unknown unknown -> throw Problem.notFound("sku", skuId);
      case Answer.Done done -> throw new IllegalStateException("a wait became an order");
      case Answer.Begun begun -> throw new IllegalStateException("a wait became a payment");
      case Answer.Settled settled -> throw new IllegalStateException("a wait became a payment");
    }
  }

  private List<WaitView> of(String buyerId) {
    return database.read(connection -> {
      List<WaitRow> mine = WaitStore.ofBuyer(connection, buyerId);
      Map<String, List<WaitRow>> lines =
          WaitStore.lines(connection, mine.stream().map(row -> row.place().skuId()).toList());
      List<WaitView> views = new ArrayList<>(mine.size());
      for (WaitRow row : mine) {
        List<Wait> line = lines.getOrDefault(row.place().skuId(), List.of()).stream()
            .map(WaitRow::place).toList();
        views.add(new WaitView(row.place().skuId(), row.productId(), row.hostId(), row.title(),
            row.place().number(), Waitlist.position(line, buyerId),
            row.place().isOffered() ? Optional.of(row.place().offeredUntil()) : Optional.empty()));
      }
      return views;
    });
  }
}
