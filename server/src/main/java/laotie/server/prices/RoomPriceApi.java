package laotie.server.prices;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import laotie.fact.Money;
import laotie.server.goods.Goods.ProductView;
import laotie.server.goods.Goods.SkuView;
import laotie.server.http.Bodies;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Prices that count only for orders from the host's room while its show is on the air. */
@Path("/api/v1/hosts/{hostId}/room-prices")
@RunOnVirtualThread
@Tag(name = "prices")
public class RoomPriceApi {

  private final RoomPrices prices;
  private final Owners owners;
  private final Who who;

  RoomPriceApi(RoomPrices prices, Owners owners, Who who) {
    this.prices = prices;
    this.owners = owners;
    this.who = who;
  }

  record PriceBody(Money price) {}

  /** A room price beside the list price it replaces in the room. */
  record RoomPriceView(
      String skuId, String productId, String title, String skuName, Money list, Money price) {}

  /** All room prices of the host, the latest first; five hundred at most. */
  @GET
  public Page<RoomPriceView> list(@PathParam("hostId") String hostId) {
    owners.owner(who.requireMember(), hostId);
    return new Page<>(views(prices.ofHost(hostId)), "");
  }

  /** Sets the price of a variant in the room; it must be below its list price. */
  @PUT
  @Path("/{skuId}")
  public Page<RoomPriceView> set(
      @PathParam("hostId") String hostId, @PathParam("skuId") String skuId, PriceBody body) {
    owners.owner(who.requireMember(), hostId);
    Money price = Bodies.present(body).price();
    if (price == null) {
      throw Problem.field("/price", "a price is needed");
    }
    prices.set(hostId, skuId, price);
    return list(hostId);
  }

  /** Takes the room price away; the list price counts again, for orders from now on. */
  @DELETE
  @Path("/{skuId}")
  public void drop(@PathParam("hostId") String hostId, @PathParam("skuId") String skuId) {
    owners.owner(who.requireMember(), hostId);
    prices.drop(hostId, skuId);
  }

  private List<RoomPriceView> views(List<RoomPriceStore.Row> rows) {
    Map<String, ProductView> products = owners.goods().products(
        rows.stream().map(RoomPriceStore.Row::productId).distinct().toList());
    List<RoomPriceView> views = new ArrayList<>(rows.size());
    for (RoomPriceStore.Row row : rows) {
      ProductView product = products.get(row.productId());
      for (SkuView sku : product == null ? List.<SkuView>of() : product.skus()) {
        if (sku.skuId().equals(row.skuId())) {
          views.add(new RoomPriceView(sku.skuId(), product.productId(), product.title(), sku.name(),
              sku.price(), new Money(row.priceMinor(), sku.price().currency())));
        }
      }
    }
    return views;
  }
}
