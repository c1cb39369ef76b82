package laotie.server.supply;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import laotie.server.http.Bodies;
import laotie.server.http.Idempotent;
import laotie.server.http.Ids;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.supply.Stocks.StockedView;
import laotie.server.supply.WarehouseStore.Place;
import laotie.server.supply.WarehouseStore.Row;
import laotie.supply.SupplyReason;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a host's goods lie: warehouses, shelves, and how many units each holds. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "supply")
public class WarehouseApi {

  /** Warehouses of one host. */
  static final int WAREHOUSES_MAX = 30;

  private static final int NAME_MAX = 40;
  private static final int SHELF_MAX = 20;

  private final Database database;
  private final Desk desk;
  private final Stocks stocks;
  private final InstantSource clock;

  WarehouseApi(Database database, Desk desk, Stocks stocks, InstantSource clock) {
    this.database = database;
    this.desk = desk;
    this.stocks = stocks;
    this.clock = clock;
  }

  record WarehouseBody(String name) {
    WarehouseBody {
      name = Bodies.text(name).strip();
    }
  }

  record ShelfBody(String skuId, String shelf) {
    ShelfBody {
      skuId = Bodies.text(skuId);
      shelf = Bodies.text(shelf).strip();
    }
  }

  record WarehouseList(List<Row> items) {}

  /** A host's warehouses, for him and his assistants. */
  @GET
  @Path("/hosts/{hostId}/warehouses")
  public WarehouseList list(@PathParam("hostId") String hostId) {
    desk.crew(hostId);
    return new WarehouseList(
        database.read(connection -> WarehouseStore.ofHost(connection, hostId, WAREHOUSES_MAX)));
  }

  @POST
  @Path("/hosts/{hostId}/warehouses")
  @Idempotent
  public Response add(@PathParam("hostId") String hostId, WarehouseBody body) {
    desk.host(hostId);
    Row row = new Row(Ids.next("whs"), name(body));
    database.write(connection -> {
      SupplierStore.lockHost(connection, hostId);
      if (WarehouseStore.ofHost(connection, hostId, WAREHOUSES_MAX).size() >= WAREHOUSES_MAX) {
        throw Problem.of(SupplyReason.WAREHOUSES_FULL, "at most " + WAREHOUSES_MAX + " warehouses",
            Map.of("max", WAREHOUSES_MAX));
      }
      if (!WarehouseStore.add(connection, hostId, row, clock.instant())) {
        throw Problem.field("/name", "another warehouse has this name");
      }
      return "";
    });
    return Response.status(201).entity(row).build();
  }

  @PUT
  @Path("/hosts/{hostId}/warehouses/{warehouseId}")
  public Row rename(
      @PathParam("hostId") String hostId, @PathParam("warehouseId") String warehouseId,
      WarehouseBody body) {
    desk.host(hostId);
    Row row = new Row(warehouseId, name(body));
    database.write(connection -> {
      stocks.requireWarehouse(connection, hostId, warehouseId);
      if (!WarehouseStore.rename(connection, hostId, row, clock.instant())) {
        throw Problem.field("/name", "another warehouse has this name");
      }
      return "";
    });
    return row;
  }

  /**
   * A host's variants with the units of each warehouse; the parts of each sum to what the till has.
   *
   * @param after sku id of the last one of the page before
   */
  @GET
  @Path("/hosts/{hostId}/stock")
  public Page<StockedView> stock(
      @PathParam("hostId") String hostId, @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    desk.crew(hostId);
    int size = Page.limit(limit);
    List<StockedView> found = stocks.of(hostId, Input.maybeId("/after", after), size + 1);
    boolean isMore = found.size() > size;
    List<StockedView> shown = isMore ? found.subList(0, size) : found;
    return new Page<>(shown, isMore ? shown.getLast().skuId() : "");
  }

  /**
   * Says on which shelf a variant stands; an empty shelf forgets it.
   *
   * @param warehouseId {@code own} for the host's own goods
   */
  @PUT
  @Path("/hosts/{hostId}/warehouses/{warehouseId}/shelves")
  public Response shelve(
      @PathParam("hostId") String hostId, @PathParam("warehouseId") String warehouseId, ShelfBody body) {
    desk.crew(hostId);
    Bodies.present(body);
    if (body.shelf().length() > SHELF_MAX) {
      throw Problem.field("/shelf", "at most " + SHELF_MAX + " characters");
    }
    stocks.requireSku(hostId, body.skuId());
    String place = warehouseId.equals("own") ? "" : warehouseId;
    database.write(connection -> {
      if (!place.isEmpty()) {
        stocks.requireWarehouse(connection, hostId, place);
      }
      WarehouseStore.shelve(connection, hostId, new Place(place, body.skuId()), body.shelf());
      return "";
    });
    return Response.noContent().build();
  }

  private static String name(WarehouseBody bodyOrNull) {
    String name = Bodies.present(bodyOrNull).name();
    if (name.isEmpty() || name.length() > NAME_MAX) {
      throw Problem.field("/name", "1 to " + NAME_MAX + " characters");
    }
    return name;
  }
}
