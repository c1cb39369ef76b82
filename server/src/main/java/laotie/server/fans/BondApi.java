package laotie.server.fans;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import laotie.fact.Relation;
import laotie.server.fans.Bonds.BondView;
import laotie.server.http.Bodies;
import laotie.server.http.Bounded;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Bonds as the fan sees them: his tier, what is missing, what it gives, and what the host holds of him. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "fans")
public class BondApi {

  private static final int DISCOUNT_PERCENT_MAX = 30;
  private static final int EARLY_MINUTES_MAX = 120;

  private final Who who;
  private final Hosts hosts;
  private final Bonds bonds;
  private final Benefits benefits;
  private final Consents consents;

  BondApi(Who who, Hosts hosts, Bonds bonds, Benefits benefits, Consents consents) {
    this.who = who;
    this.hosts = hosts;
    this.bonds = bonds;
    this.benefits = benefits;
    this.consents = consents;
  }

  /** One tier's benefit as a host sets it. */
  record Gift(Relation tier, int discountPercent, int earlyMinutes) {}

  record Gifts(List<Gift> tiers) {
    Gifts {
      tiers = tiers == null ? List.of() : tiers.stream().filter(Objects::nonNull).toList();
    }
  }

  record Consent(boolean isConsenting) {}

  /** The open rule: how points are earned, what each tier asks for and what it gives at this host. */
  @GET
  @Path("/hosts/{hostId}/tiers")
  public Bonds.OpenRule tiers(@PathParam("hostId") String hostId) {
    hosts.host(hostId);
    return bonds.rule(hostId);
  }

  @GET
  @Path("/hosts/{hostId}/bond")
  public BondView bond(@PathParam("hostId") String hostId) {
    return bonds.of(who.requireMember().accountId(), hosts.host(hostId));
  }

  /** The caller's bonds with the hosts he follows, the strongest first; a page of a hundred at most. */
  @GET
  @Path("/me/bonds")
  public Page<BondView> mine() {
    return new Page<>(bonds.of(who.requireMember().accountId(), Page.LIMIT_MAX), "");
  }

  /** The hosts the caller lets hold something of him. */
  @GET
  @Path("/me/consents")
  public Page<BondView> consents() {
    return new Page<>(bonds.consented(who.requireMember().accountId(), Page.LIMIT_MAX), "");
  }

  @PUT
  @Path("/hosts/{hostId}/consent")
  @Bounded
  public Consent give(@PathParam("hostId") String hostId) {
    consents.give(who.requireMember().accountId(), hosts.host(hostId).hostId());
    return new Consent(true);
  }

  @DELETE
  @Path("/hosts/{hostId}/consent")
  @Bounded
  public Consent revoke(@PathParam("hostId") String hostId) {
    consents.revoke(who.requireMember().accountId(), hosts.host(hostId).hostId());
    return new Consent(false);
  }

  /** Sets what each tier gives, for the host alone; tiers left out give nothing. */
  @PUT
  @Path("/hosts/{hostId}/benefits")
  public Bonds.OpenRule set(@PathParam("hostId") String hostId, Gifts bodyOrNull) {
    hosts.asOwner(who.requireMember(), hostId);
    List<Gift> tiers = Bodies.present(bodyOrNull).tiers();
    List<Fans.Benefit> wanted = new ArrayList<>();
    for (int i = 0; i < tiers.size(); i++) {
      Gift gift = tiers.get(i);
      String pointer = "/tiers/" + i;
      if (gift.tier() == null || !gift.tier().isFan()
          || wanted.stream().anyMatch(one -> one.tier() == gift.tier())) {
        throw Problem.field(pointer + "/tier", "FAN, LOYAL or LAOTIE, each once");
      }
      if (gift.discountPercent() < 0 || gift.discountPercent() > DISCOUNT_PERCENT_MAX) {
        throw Problem.field(pointer + "/discountPercent", "0.." + DISCOUNT_PERCENT_MAX);
      }
      if (gift.earlyMinutes() < 0 || gift.earlyMinutes() > EARLY_MINUTES_MAX) {
        throw Problem.field(pointer + "/earlyMinutes", "0.." + EARLY_MINUTES_MAX);
      }
      wanted.add(new Fans.Benefit(gift.tier(), gift.discountPercent(), gift.earlyMinutes()));
    }
    benefits.set(hostId, wanted);
    return bonds.rule(hostId);
  }
}
