package laotie.server.people;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import laotie.people.Persona;
import laotie.people.Registration;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.HttpReason;
import laotie.server.http.Idempotent;
import laotie.server.http.Input;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.people.AccountStore.Entry;
import laotie.server.people.People.HostCard;
import laotie.server.people.People.HostLight;
import laotie.server.people.People.HostLights;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A host's page, his persona and those who may act for him. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "people")
@Consumes(MediaType.APPLICATION_JSON)
public class HostsApi {

  private final Who who;
  private final Hosts hosts;
  private final Accounts accounts;
  private final Instance<HostLights> lights;

  HostsApi(Who who, Hosts hosts, Accounts accounts, Instance<HostLights> lights) {
    this.who = who;
    this.hosts = hosts;
    this.accounts = accounts;
    this.lights = lights;
  }

  /** A persona; absent fields are empty and so refused by name, but for the story. */
  record PersonaBody(String tagline, String story, int sinceYear, String goodsFrom, String category) {
    Persona persona() {
      return new Persona(
          Bodies.text(tagline),
          Bodies.text(story),
          sinceYear,
          Bodies.text(goodsFrom),
          Bodies.text(category));
    }
  }

  /** The page of a host. */
  record Host(
      String hostId,
      String name,
      String avatarUrl,
      String roomId,
      String tagline,
      String story,
      int sinceYear,
      String goodsFrom,
      String category,
      long followers,
      boolean isFollowed,
      boolean isLive,
      Optional<String> currentShowId,
      Instant openedAt,
      boolean isSimulated) {}

  /** The address of a picture uploaded before. */
  record Avatar(String avatarUrl) {
    Avatar {
      avatarUrl = Bodies.text(avatarUrl);
    }
  }

  /** Somebody who may act for the host, by his login. */
  record Naming(String login) {
    Naming {
      login = Bodies.text(login);
    }
  }

  /** Somebody who may act for the host. */
  record Assistant(String accountId, String name, String login) {}

  /** All assistants of a host; there are at most 20. */
  record Assistants(List<Assistant> items) {}

  /** Who a host is. */
  @GET
  @Path("hosts/{hostId}")
  public Host host(@PathParam("hostId") String hostId) {
    return page(known(hostId));
  }

  /** Changes what the host says of himself. Only he may: an image is a person's own. */
  @PUT
  @Path("hosts/{hostId}/persona")
  public Host changePersona(@PathParam("hostId") String hostId, PersonaBody body) {
    Persona persona = Bodies.present(body).persona();
    return page(hosts.changePersona(own(hostId), persona));
  }

  /** Changes the host's picture. */
  @PUT
  @Path("hosts/{hostId}/avatar")
  public Host changeAvatar(@PathParam("hostId") String hostId, Avatar body) {
    Avatar avatar = Bodies.present(body);
    own(hostId);
    Input.maybePicture("/avatarUrl", avatar.avatarUrl());
    Entry entry = accounts.entry(hostId).orElseThrow();
    accounts.changeProfile(entry, entry.name(), avatar.avatarUrl());
    hosts.forget(hostId);
    return page(known(hostId));
  }

  @GET
  @Path("hosts/{hostId}/assistants")
  public Assistants assistants(@PathParam("hostId") String hostId) {
    own(hostId);
    return assistantsOf(hostId);
  }

  /** Lets a member act for the host. */
  @POST
  @Path("hosts/{hostId}/assistants")
  @Idempotent
  public Assistants addAssistant(@PathParam("hostId") String hostId, Naming body) {
    Naming wish = Bodies.present(body);
    own(hostId);
    hosts.addAssistant(hostId, member(wish.login()));
    return assistantsOf(hostId);
  }

  /** Takes that back. */
  @DELETE
  @Path("hosts/{hostId}/assistants")
  public Assistants removeAssistant(@PathParam("hostId") String hostId, Naming body) {
    Naming wish = Bodies.present(body);
    own(hostId);
    hosts.removeAssistant(hostId, member(wish.login()).accountId());
    return assistantsOf(hostId);
  }

  private Assistants assistantsOf(String hostId) {
    return new Assistants(
        hosts.assistants(hostId).stream()
            .flatMap(id -> accounts.entry(id).stream())
            .map(entry -> new Assistant(entry.accountId(), entry.name(), entry.login().orElse("")))
            .toList());
  }

  private Entry member(String rawLogin) {
    String login = Registration.loginKept(rawLogin);
    return accounts.entryOfLogin(login).orElseThrow(() -> Problem.field("/login", "nobody has this login"));
  }

  private HostCard known(String hostId) {
    return hosts.host(hostId).orElseThrow(() -> Problem.notFound("host", hostId));
  }

  private HostCard own(String hostId) {
    Caller caller = who.requireMember();
    HostCard host = known(hostId);
    if (!caller.accountId().equals(hostId)) {
      throw Problem.of(HttpReason.FORBIDDEN, "only host " + hostId + " himself");
    }
    return host;
  }

  private Host page(HostCard host) {
    HostLight light =
        lights.isResolvable()
            ? lights.get().of(who.caller(), host.hostId())
            : new HostLight(0, false, Optional.empty());
    Persona persona = host.persona();
    return new Host(
        host.hostId(),
        host.name(),
        host.avatarUrl(),
        host.roomId(),
        persona.tagline(),
        persona.story(),
        persona.sinceYear(),
        persona.goodsFrom(),
        persona.category(),
        light.followers(),
        light.isFollowed(),
        light.isLive(),
        light.currentShowId(),
        host.openedAt(),
        host.isSimulated());
  }
}
