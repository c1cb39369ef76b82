package laotie.server.goods;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import laotie.fact.GoodsFact.ProductEdited;
import laotie.goods.Draft;
import laotie.goods.GoodsReason;
import laotie.server.goods.Pictures.Picture;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.log.Database;
import laotie.server.log.Log;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The pictures of a product, put there by its host. */
@Path("/api/v1/products/{productId}/pictures")
@RunOnVirtualThread
@Tag(name = "goods")
public class ProductPictureApi {

  private final Database database;
  private final Log log;
  private final Goods goods;
  private final Who who;
  private final Uploads uploads;
  private final InstantSource clock;

  ProductPictureApi(
      Database database, Log log, Goods goods, Who who, Uploads uploads, InstantSource clock) {
    this.uploads = uploads;
    this.database = database;
    this.log = log;
    this.goods = goods;
    this.who = who;
    this.clock = clock;
  }

  /** A picture of a product; the first one stands on its card. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Response add(@PathParam("productId") String productId, byte[] body) {
    String hostId = who.require(Role.HOST).accountId();
    uploads.take(hostId);
    Picture picture = PictureApi.checked(body);
    String pictureId = Ids.next("pic");
    List<String> skuIds = database.write(connection -> {
      ProductStore.lock(connection, productId).filter(owned -> owned.hostId().equals(hostId))
          .orElseThrow(() -> Problem.notFound("product", productId));
      if (PictureStore.count(connection, productId) >= Draft.PICTURES_MAX) {
        throw Problem.of(GoodsReason.PICTURES_FULL, "at most " + Draft.PICTURES_MAX + " pictures");
      }
      PictureStore.add(
          connection, pictureId, new PictureStore.Owner(hostId, false), picture, clock.instant());
      PictureStore.attach(connection, productId, pictureId);
      log.append(connection, clock.instant(), List.of(new ProductEdited(productId, hostId)));
      return SkuStore.skuIds(connection, productId);
    });
    goods.forget(skuIds);
    return Response.status(201).entity(PictureApi.view(pictureId, picture)).build();
  }

  /** Takes a picture off its product. Placed orders still show it. */
  @DELETE
  @Path("/{pictureId}")
  public void remove(@PathParam("productId") String productId, @PathParam("pictureId") String pictureId) {
    String hostId = who.require(Role.HOST).accountId();
    List<String> skuIds = database.write(connection -> {
      ProductStore.lock(connection, productId).filter(owned -> owned.hostId().equals(hostId))
          .orElseThrow(() -> Problem.notFound("product", productId));
      if (PictureStore.detach(connection, productId, pictureId)) {
        log.append(connection, clock.instant(), List.of(new ProductEdited(productId, hostId)));
      }
      return SkuStore.skuIds(connection, productId);
    });
    goods.forget(skuIds);
  }
}
