package laotie.server.supply;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import laotie.server.http.Bodies;
import laotie.server.http.Idempotent;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.supply.SupplierStore.Row;
import laotie.supply.SupplyReason;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Those whose goods a host sells. They have no account: a host writes them down. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "supply")
public class SupplierApi {

  /** Suppliers of one host. */
  static final int SUPPLIERS_MAX = 200;

  private static final int NAME_MAX = 60;
  private static final int CONTACT_MAX = 200;

  private final Database database;
  private final Desk desk;
  private final Seal seal;
  private final InstantSource clock;

  SupplierApi(Database database, Desk desk, Seal seal, InstantSource clock) {
    this.database = database;
    this.desk = desk;
    this.seal = seal;
    this.clock = clock;
  }

  /** A supplier; {@code contact} is how the host reaches him, kept encrypted. */
  record SupplierBody(String name, String contact) {
    SupplierBody {
      name = Bodies.text(name).strip();
      contact = Bodies.text(contact).strip();
    }
  }

  record SupplierView(String supplierId, String name, String contact) {}

  record SupplierList(List<SupplierView> items) {}

  /** A host's suppliers, for himself. */
  @GET
  @Path("/hosts/{hostId}/suppliers")
  public SupplierList list(@PathParam("hostId") String hostId) {
    desk.host(hostId);
    return new SupplierList(database.read(
        connection -> SupplierStore.ofHost(connection, hostId, SUPPLIERS_MAX)).stream()
        .map(this::view).toList());
  }

  @POST
  @Path("/hosts/{hostId}/suppliers")
  @Idempotent
  public Response add(@PathParam("hostId") String hostId, SupplierBody body) {
    desk.host(hostId);
    Row row = row(Ids.next("sup"), hostId, body);
    database.write(connection -> {
      SupplierStore.lockHost(connection, hostId);
      if (SupplierStore.count(connection, hostId) >= SUPPLIERS_MAX) {
        throw Problem.of(SupplyReason.SUPPLIERS_FULL, "at most " + SUPPLIERS_MAX + " suppliers",
            Map.of("max", SUPPLIERS_MAX));
      }
      SupplierStore.add(connection, row, clock.instant());
      return "";
    });
    return Response.status(201).entity(view(row)).build();
  }

  @PUT
  @Path("/hosts/{hostId}/suppliers/{supplierId}")
  public SupplierView edit(
      @PathParam("hostId") String hostId, @PathParam("supplierId") String supplierId, SupplierBody body) {
    desk.host(hostId);
    Row row = row(supplierId, hostId, body);
    if (!database.write(connection -> SupplierStore.edit(connection, row, clock.instant()))) {
      throw Problem.notFound("supplier", supplierId);
    }
    return view(row);
  }

  private Row row(String supplierId, String hostId, SupplierBody bodyOrNull) {
    SupplierBody body = Bodies.present(bodyOrNull);
    if (body.name().isEmpty() || body.name().length() > NAME_MAX) {
      throw Problem.field("/name", "1 to " + NAME_MAX + " characters");
    }
    if (body.contact().length() > CONTACT_MAX) {
      throw Problem.field("/contact", "at most " + CONTACT_MAX + " characters");
    }
    return new Row(supplierId, hostId, body.name(), seal.encrypt(body.contact()));
  }

  private SupplierView view(Row row) {
    return new SupplierView(row.supplierId(), row.name(), seal.decrypt(row.contact()));
  }
}
