package laotie.server.goods;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import laotie.fact.Money;
import laotie.goods.Draft;
import laotie.goods.Draft.Variant;
import laotie.goods.Words;
import laotie.server.goods.Goods.ProductView;
import laotie.server.goods.ProductStore.Found;
import laotie.server.goods.ProductStore.Query;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.Idempotent;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.log.Database;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Products: everybody reads them, their host writes them. */
@Path("/api/v1/products")
@RunOnVirtualThread
@Tag(name = "goods")
public class GoodsApi {

  /** Characters of a search. */
  private static final int QUERY_MAX = 100;

  private final Database database;
  private final Shelf shelf;
  private final Goods goods;
  private final Traces traces;
  private final Who who;

  GoodsApi(Database database, Shelf shelf, Goods goods, Traces traces, Who who) {
    this.database = database;
    this.shelf = shelf;
    this.goods = goods;
    this.traces = traces;
    this.who = who;
  }

  /**
   * A product as its host sends it.
   *
   * @param isListed absent keeps it as it is; true puts a delisted product back on the shelf
   */
  record ProductBody(
      String title, String story, String category, List<SkuBody> skus, Optional<Boolean> isListed) {
    ProductBody {
      title = Objects.requireNonNullElse(title, "");
      story = Objects.requireNonNullElse(story, "");
      category = Objects.requireNonNullElse(category, "");
      skus = skus == null ? List.of() : skus.stream().filter(Objects::nonNull).toList();
      isListed = isListed == null ? Optional.empty() : isListed;
    }

    Draft draft() {
      List<Variant> variants = new ArrayList<>(skus.size());
      for (SkuBody sku : skus) {
        variants.add(new Variant(sku.skuId(), sku.name().strip(), sku.price(), sku.supply()));
      }
      return new Draft(title.strip(), story.strip(), category.strip(), variants);
    }
  }

  /**
   * A variant as its host sends it.
   *
   * @param skuId absent for a new variant
   * @param supply units to add; may be negative for a known variant
   */
  record SkuBody(String skuId, String name, Money price, long supply) {
    SkuBody {
      skuId = Objects.requireNonNullElse(skuId, "");
      name = Objects.requireNonNullElse(name, "");
      price = Objects.requireNonNullElse(price, Money.cny(0));
    }
  }

  /** One product, also when it is off the shelf: orders and old links point here. */
  @GET
  @Path("/{productId}")
  public ProductView read(@PathParam("productId") String productId) {
    return one(productId);
  }

  /** Listed products, newest first; with {@code query} those that hold its words, best first. */
  @GET
  public Page<ProductView> list(
      @QueryParam("query") @DefaultValue("") String query,
      @QueryParam("hostId") @DefaultValue("") String hostId,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    int size = Page.limit(limit);
    if (query.length() > QUERY_MAX) {
      throw Problem.field("/query", "at most " + QUERY_MAX + " characters");
    }
    List<Words.Sought> sought = Words.sought(query);
    if (!query.isBlank() && sought.isEmpty()) {
      return new Page<>(List.of(), "");
    }
    boolean isOwn = !hostId.isEmpty()
        && who.caller().map(Caller::accountId).filter(hostId::equals).isPresent();
    Page<ProductView> page = database.read(connection -> {
      Query asked = new Query(sought, hostId, after);
      Found found = !sought.isEmpty() ? ProductStore.found(connection, asked, size)
          : hostId.isEmpty() ? ProductStore.newest(connection, after, size)
          : ProductStore.ofHost(connection, asked, isOwn, size);
      return new Page<>(ProductStore.products(connection, found.productIds()), found.next());
    });
    boolean isSearch = !sought.isEmpty() && hostId.isEmpty() && after.isEmpty();
    if (isSearch) {
      goods.searched(viewerId(), page.items());
    }
    return new Page<>(goods.named(page.items()), page.next());
  }

  /**
   * Somebody opened the page of a product; a repeat within a minute says nothing new.
   *
   * @param isFromOutside true when a link from outside the square led there
   */
  record OpenBody(boolean isFromOutside) {}

  /** Notes that the page of a product was opened; of somebody without a session nothing is noted. */
  @POST
  @Path("/{productId}/opens")
  public void open(@PathParam("productId") String productId, OpenBody body) {
    ProductView product = one(productId);
    boolean isFromOutside = Bodies.present(body).isFromOutside();
    traces.opened(viewerId(), product, isFromOutside);
  }

  private String viewerId() {
    return who.caller().map(Caller::accountId).orElse("");
  }

  /** Puts a product on the shelf. */
  @POST
  @Idempotent
  public Response add(ProductBody body) {
    String hostId = who.require(Role.HOST).accountId();
    return Response.status(201).entity(one(shelf.add(hostId, checked(body)))).build();
  }

  /** Changes words, prices and supply; variants that are left out are no longer offered. */
  @PUT
  @Path("/{productId}")
  @Idempotent
  public ProductView edit(@PathParam("productId") String productId, ProductBody body) {
    String hostId = who.require(Role.HOST).accountId();
    shelf.edit(new Shelf.Owned(productId, hostId), checked(body), body.isListed());
    return one(productId);
  }

  /** Takes a product off the shelf; placed orders stand. */
  @DELETE
  @Path("/{productId}")
  public void delist(@PathParam("productId") String productId) {
    shelf.delist(new Shelf.Owned(productId, who.require(Role.HOST).accountId()));
  }

  private ProductView one(String productId) {
    ProductView product = goods.products(List.of(productId)).get(productId);
    if (product == null) {
      throw Problem.notFound("product", productId);
    }
    return product;
  }

  private static Draft checked(ProductBody body) {
    if (body == null) {
      throw Problem.field("", "a product is needed");
    }
    Draft draft = body.draft();
    draft.wrong().ifPresent(wrong -> {
      throw Problem.field(wrong.pointer(), wrong.message());
    });
    return draft;
  }
}
