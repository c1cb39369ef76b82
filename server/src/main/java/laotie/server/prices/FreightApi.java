package laotie.server.prices;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import laotie.prices.Freight;
import laotie.prices.Freight.Zone;
import laotie.prices.Region;
import laotie.server.http.Bodies;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a host's shop takes for shipping, by region. */
@Path("/api/v1/hosts/{hostId}/shipping")
@RunOnVirtualThread
@Tag(name = "prices")
public class FreightApi {

  private static final long MINOR_MAX = 1_000_000_000;

  private final Freights freights;
  private final Owners owners;
  private final Who who;

  FreightApi(Freights freights, Owners owners, Who who) {
    this.freights = freights;
    this.owners = owners;
    this.who = who;
  }

  /**
   * The fee of a region in minor units of the shop's currency.
   *
   * @param region a province of China (CN-HL) or a country (JP); empty for elsewhere
   */
  record ZoneText(
      String region, boolean isServed, long firstMinor, long furtherMinor, long freeFromMinor) {
    ZoneText {
      region = Bodies.text(region);
    }
  }

  /** The fees of a shop. */
  record FreightText(ZoneText elsewhere, List<ZoneText> zones) {
    FreightText {
      zones = zones == null ? List.of() : zones.stream().filter(Objects::nonNull).toList();
    }
  }

  /** What the shop takes; open to everybody. */
  @GET
  public FreightText read(@PathParam("hostId") String hostId) {
    return text(freights.of(owners.host(hostId)));
  }

  /** Sets all fees of the shop at once; orders that stand keep theirs. */
  @PUT
  public FreightText set(@PathParam("hostId") String hostId, FreightText body) {
    owners.owner(who.requireMember(), hostId);
    FreightText wanted = Bodies.present(body);
    if (wanted.elsewhere() == null) {
      throw Problem.field("/elsewhere", "a fee for every other region is needed");
    }
    Map<String, Zone> zones = new TreeMap<>();
    for (int i = 0; i < wanted.zones().size(); i++) {
      ZoneText zone = wanted.zones().get(i);
      String pointer = "/zones/" + i;
      boolean isKnown = Region.all().contains(zone.region());
      if (!isKnown || zones.put(zone.region(), zone(zone, pointer)) != null) {
        throw Problem.field(pointer + "/region", "a province or country, each once");
      }
    }
    freights.set(hostId, new Freight(zone(wanted.elsewhere(), "/elsewhere"), zones));
    return read(hostId);
  }

  private static Zone zone(ZoneText text, String pointer) {
    for (long minor : new long[] {text.firstMinor(), text.furtherMinor(), text.freeFromMinor()}) {
      if (minor < 0 || minor > MINOR_MAX) {
        throw Problem.field(pointer, "each amount 0.." + MINOR_MAX);
      }
    }
    return new Zone(text.isServed(), text.firstMinor(), text.furtherMinor(), text.freeFromMinor());
  }

  private static FreightText text(Freight freight) {
    List<ZoneText> zones = new ArrayList<>();
    new TreeMap<>(freight.zones()).forEach((region, zone) -> zones.add(text(region, zone)));
    return new FreightText(text("", freight.elsewhere()), zones);
  }

  private static ZoneText text(String region, Zone zone) {
    return new ZoneText(
        region, zone.isServed(), zone.firstMinor(), zone.furtherMinor(), zone.freeFromMinor());
  }
}
