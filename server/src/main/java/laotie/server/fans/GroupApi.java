package laotie.server.fans;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import laotie.fact.Relation;
import laotie.fans.FansReason;
import laotie.live.LiveReason;
import laotie.live.Muting;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.Idempotent;
import laotie.server.http.Input;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.people.People;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The fan group of a host: his fans, his assistants and himself; he keeps order in it. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "fans")
public class GroupApi {

  private final Who who;
  private final Hosts hosts;
  private final Fans fans;
  private final Groups groups;

  GroupApi(Who who, Hosts hosts, Fans fans, Groups groups) {
    this.who = who;
    this.hosts = hosts;
    this.fans = fans;
    this.groups = groups;
  }

  record Author(String accountId, String name, boolean isHost) {}

  record Line(String messageId, Author account, Relation tier, String text, Instant at) {}

  /** The latest lines, the newest last, and whether the caller keeps order here or is silent. */
  record Group(List<Line> items, boolean isActor, Optional<Instant> mutedUntil) {}

  record Words(String text) {
    Words {
      text = Bodies.text(text);
    }
  }

  record Silence(long seconds) {}

  record Muted(String accountId, Instant until) {}

  @GET
  @Path("/hosts/{hostId}/group/messages")
  public Group latest(@PathParam("hostId") String hostId) {
    Caller caller = member(hostId);
    return new Group(groups.latest(hostId).stream().map(GroupApi::line).toList(),
        hosts.isActor(caller, hostId), groups.mutedUntil(hostId, caller.accountId()));
  }

  @POST
  @Path("/hosts/{hostId}/group/messages")
  @Idempotent
  @ResponseStatus(201)
  public Line say(@PathParam("hostId") String hostId, Words words) {
    Caller caller = member(hostId);
    People.Person person = hosts.people().persons(List.of(caller.accountId())).get(caller.accountId());
    return line(groups.say(new Groups.Writer(hostId, caller.accountId(), person.name(),
        caller.accountId().equals(hostId), fans.relation(caller.accountId(), hostId)),
        Bodies.present(words).text()));
  }

  @DELETE
  @Path("/hosts/{hostId}/group/messages/{messageId}")
  public void delete(@PathParam("hostId") String hostId, @PathParam("messageId") String messageId) {
    hosts.asActor(who.requireMember(), hostId);
    if (!groups.delete(hostId, Input.id("message", messageId))) {
      throw Problem.notFound("message", messageId);
    }
  }

  /** Makes somebody silent for a while; zero seconds let him speak again. */
  @PUT
  @Path("/hosts/{hostId}/group/mutes/{accountId}")
  public Muted mute(
      @PathParam("hostId") String hostId, @PathParam("accountId") String accountId, Silence silence) {
    Caller caller = who.requireMember();
    hosts.asActor(caller, hostId);
    long seconds = Bodies.present(silence).seconds();
    if (seconds < 0 || seconds > Muting.SPAN_MAX.toSeconds()) {
      throw Problem.field("/seconds", "0.." + Muting.SPAN_MAX.toSeconds());
    }
    if (!hosts.people().exists(Input.id("account", accountId))) {
      throw Problem.notFound("account", accountId);
    }
    if (accountId.equals(hostId)) {
      throw Problem.of(LiveReason.MAY_NOT_MUTE, "the host keeps his voice");
    }
    return new Muted(accountId,
        groups.mute(hostId, accountId, caller.accountId(), Duration.ofSeconds(seconds)));
  }

  private Caller member(String hostId) {
    Caller caller = who.requireMember();
    hosts.host(hostId);
    if (!hosts.isActor(caller, hostId) && !fans.relation(caller.accountId(), hostId).isFan()) {
      throw Problem.of(FansReason.FANS_ONLY, "the group is for fans of this host");
    }
    return caller;
  }

  private static Line line(GroupStore.Line line) {
    return new Line(line.messageId(), new Author(line.accountId(), line.name(), line.isHost()), line.tier(),
        line.text(), line.at());
  }
}
