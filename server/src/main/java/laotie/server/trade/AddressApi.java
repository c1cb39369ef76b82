package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import laotie.server.http.Problem;
import laotie.server.http.Seal;
import laotie.server.http.Who;
import laotie.server.log.Database;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The address a buyer keeps for next time; only he reads it. */
@Path("/api/v1/me/address")
@RunOnVirtualThread
@Tag(name = "trade")
public class AddressApi {

  private final Database database;
  private final Seal seal;
  private final Who who;
  private final InstantSource clock;

  AddressApi(Database database, Seal seal, Who who, InstantSource clock) {
    this.database = database;
    this.seal = seal;
    this.who = who;
    this.clock = clock;
  }

  /** The saved address in clear. */
  @GET
  public Address read() {
    String accountId = who.requireMember().accountId();
    return database.read(connection -> AddressStore.read(connection, accountId))
        .map(sealed -> Address.opened(seal, sealed))
        .orElseThrow(() -> Problem.notFound("address", "saved"));
  }

  @PUT
  public Address save(Address address) {
    String accountId = who.requireMember().accountId();
    if (address == null) {
      throw Problem.field("", "an address is needed");
    }
    address.check("");
    database.write(connection -> {
      AddressStore.save(connection, accountId, address.sealed(seal), clock.instant());
      return accountId;
    });
    return address;
  }

  @DELETE
  public void erase() {
    String accountId = who.requireMember().accountId();
    database.write(connection -> {
      AddressStore.erase(connection, accountId);
      return accountId;
    });
  }
}
