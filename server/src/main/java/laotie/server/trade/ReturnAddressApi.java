package laotie.server.trade;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.InstantSource;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.http.Seal;
import laotie.server.http.Who;
import laotie.server.log.Database;
import laotie.server.people.People;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a shop wants its goods back; buyers see it in a return that was agreed to. */
@Path("/api/v1/hosts/{hostId}/return-address")
@RunOnVirtualThread
@Tag(name = "trade")
public class ReturnAddressApi {

  private final Database database;
  private final Seal seal;
  private final People people;
  private final Who who;
  private final InstantSource clock;

  ReturnAddressApi(Database database, Counter.Trust trust, Who who, InstantSource clock) {
    this.database = database;
    this.seal = trust.seal();
    this.people = trust.people();
    this.who = who;
    this.clock = clock;
  }

  /** For the host and his assistants. */
  @GET
  public Address read(@PathParam("hostId") String hostId) {
    requireHost(hostId);
    return database.read(connection -> AddressStore.ofReturns(connection, hostId))
        .map(sealed -> Address.opened(seal, sealed))
        .orElseThrow(() -> Problem.notFound("address", "for returns"));
  }

  /** For the host alone: whoever changes it has all goods that come back sent to himself. */
  @PUT
  public Address set(@PathParam("hostId") String hostId, Address address) {
    requireHost(hostId);
    if (!who.requireMember().accountId().equals(hostId)) {
      throw Problem.of(HttpReason.FORBIDDEN, "only the host himself says where his goods go back to");
    }
    if (address == null) {
      throw Problem.field("", "an address is needed");
    }
    address.check("");
    database.write(connection -> {
      AddressStore.saveForReturns(connection, hostId, address.sealed(seal), clock.instant());
      return hostId;
    });
    return address;
  }

  private void requireHost(String hostId) {
    if (!people.mayActFor(who.requireMember(), hostId)) {
      throw Problem.notFound("host", hostId);
    }
  }
}
