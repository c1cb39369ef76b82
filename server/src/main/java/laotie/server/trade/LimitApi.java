package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import laotie.server.goods.Goods;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.log.Database;
import laotie.server.people.People;
import laotie.trade.Limit;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How many units of a product one buyer may have; its host says so. */
@Path("/api/v1/hosts/{hostId}/limits")
@RunOnVirtualThread
@Tag(name = "trade")
public class LimitApi {

  private final Database database;
  private final Limits limits;
  private final Shop shop;
  private final Who who;
  private final InstantSource clock;

  LimitApi(Database database, Limits limits, Shop shop, Who who, InstantSource clock) {
    this.database = database;
    this.limits = limits;
    this.shop = shop;
    this.who = who;
    this.clock = clock;
  }

  /** Whose goods they are, and who acts for him. */
  @Singleton
  record Shop(Goods goods, People people) {}

  /**
   * A limit.
   *
   * @param units one buyer may have, in all variants together
   * @param days over the last so many; 0 for ever
   */
  record LimitBody(int units, int days) {}

  record LimitView(String productId, int units, int days) {}

  /** The limits of a host's products. */
  @GET
  public Page<LimitView> list(
      @PathParam("hostId") String hostId, @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    requireHost(hostId);
    int size = Page.limit(limit);
    List<Limit> found =
        database.read(connection -> LimitStore.ofHost(connection, hostId, after, size + 1));
    List<LimitView> shown = found.stream().limit(size)
        .map(one -> new LimitView(one.productId(), one.units(), one.days())).toList();
    return new Page<>(shown, found.size() > size ? shown.getLast().productId() : "");
  }

  /** Sets the limit of orders from now on. */
  @PUT
  @Path("/{productId}")
  public LimitView set(
      @PathParam("hostId") String hostId, @PathParam("productId") String productId, LimitBody body) {
    requireHost(hostId);
    if (body == null || body.units() < 1 || body.units() > Limit.UNITS_MAX) {
      throw Problem.field("/units", "1 to " + Limit.UNITS_MAX);
    }
    if (body.days() < 0 || body.days() > Limit.DAYS_MAX) {
      throw Problem.field("/days", "0 to " + Limit.DAYS_MAX);
    }
    Optional.ofNullable(shop.goods().products(List.of(productId)).get(productId))
        .filter(product -> product.hostId().equals(hostId))
        .orElseThrow(() -> Problem.notFound("product", productId));
    database.write(connection -> {
      LimitStore.set(connection, hostId, new Limit(productId, body.units(), body.days()),
          clock.instant());
      return productId;
    });
    limits.forget(productId);
    return new LimitView(productId, body.units(), body.days());
  }

  /** Lifts a limit; lifting none is fine too. */
  @DELETE
  @Path("/{productId}")
  public void lift(@PathParam("hostId") String hostId, @PathParam("productId") String productId) {
    requireHost(hostId);
    database.write(connection -> {
      LimitStore.lift(connection, hostId, productId);
      return productId;
    });
    limits.forget(productId);
  }

  private void requireHost(String hostId) {
    if (!shop.people().mayActFor(who.requireMember(), hostId)) {
      throw Problem.notFound("host", hostId);
    }
  }
}
