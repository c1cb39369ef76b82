package laotie.server.hooks;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.hooks.HookType;
import laotie.hooks.Subscription;
import laotie.server.hooks.HookStore.Choice;
import laotie.server.hooks.HookStore.Row;
import laotie.server.http.Bodies;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.http.Repeats;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Endpoints of a host, for himself, and of the square, for operators. A secret is shown by the call that
 * makes it and by no other.
 */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "hooks")
public class HooksApi {

  private static final int NAME_CHARACTERS_MAX = 60;
  private static final String KEY_HEADER = "Idempotency-Key";
  private static final List<String> TYPES =
      Arrays.stream(HookType.values()).filter(HookType::isChoosable).map(HookType::word).toList();

  /** Waiting messages are counted no further: a screen says "more than". */
  private static final int WAITING_COUNTED_MAX = 1_000;

  private final Owners owners;
  private final Endpoints endpoints;
  private final Database database;
  private final Seal seal;

  HooksApi(Owners owners, Endpoints endpoints, Database database, Seal seal) {
    this.owners = owners;
    this.endpoints = endpoints;
    this.database = database;
    this.seal = seal;
  }

  /**
   * An endpoint as its owner sees it.
   *
   * @param types empty for all
   * @param state ACTIVE, PAUSED or OFF
   * @param cause why it is off: GONE or FAILING
   * @param failures attempts that failed since the last one that did not
   * @param waiting messages on their way, counted up to 1,000
   * @param dropped messages that were not kept because too many waited
   */
  record EndpointView(
      String endpointId, String name, String url, List<String> types, String state, Optional<String> cause,
      int failures, Optional<Instant> failingSince, int waiting, long dropped, Instant madeAt) {}

  /** The endpoints, and what may be chosen. */
  record Offer(List<EndpointView> items, List<String> types, int endpointsMax) {}

  /** An endpoint and its secret, which is not shown again. */
  record Opened(EndpointView endpoint, String secret) {}

  /** What to tell where; no types mean all. */
  record Wish(String name, String url, List<String> types) {
    Wish {
      name = Bodies.text(name).strip();
      url = Bodies.text(url).strip();
      types = types == null ? List.of() : List.copyOf(types);
    }
  }

  /** How long the old secret signs along, in hours; 24 when absent, 0 for a secret that leaked. */
  record Rotation(Optional<Integer> graceHours) {
    Rotation {
      graceHours = graceHours == null ? Optional.empty() : graceHours;
    }
  }

  @GET
  @Path("hosts/{hostId}/hooks")
  public Offer ofHost(@PathParam("hostId") String hostId) {
    return offer(owners.requireHost(hostId).hostId());
  }

  @POST
  @Path("hosts/{hostId}/hooks")
  public Response addToHost(
      @PathParam("hostId") String hostId, @HeaderParam(KEY_HEADER) String key, Wish bodyOrNull) {
    return add(owners.requireHost(hostId), key, bodyOrNull);
  }

  @GET
  @Path("operator/hooks")
  public Offer ofSquare() {
    return offer(owners.requireOperator().hostId());
  }

  @POST
  @Path("operator/hooks")
  public Response addToSquare(@HeaderParam(KEY_HEADER) String key, Wish bodyOrNull) {
    return add(owners.requireOperator(), key, bodyOrNull);
  }

  @GET
  @Path("hooks/{endpointId}")
  public EndpointView one(@PathParam("endpointId") String endpointId) {
    return view(owners.requireRow(endpointId));
  }

  @PUT
  @Path("hooks/{endpointId}")
  public EndpointView change(@PathParam("endpointId") String endpointId, Wish bodyOrNull) {
    Endpoints.Act act = owners.requireAct(endpointId);
    return view(endpoints.change(act, choice(Bodies.present(bodyOrNull))));
  }

  @DELETE
  @Path("hooks/{endpointId}")
  public void remove(@PathParam("endpointId") String endpointId) {
    endpoints.remove(owners.requireAct(endpointId));
  }

  /** Takes a removal back, for a day. */
  @POST
  @Path("hooks/{endpointId}/restore")
  public EndpointView restore(@PathParam("endpointId") String endpointId) {
    return view(endpoints.restore(owners.requireAct(endpointId)));
  }

  @POST
  @Path("hooks/{endpointId}/pause")
  public EndpointView pause(@PathParam("endpointId") String endpointId) {
    return view(endpoints.pause(owners.requireAct(endpointId)));
  }

  @POST
  @Path("hooks/{endpointId}/resume")
  public EndpointView resume(@PathParam("endpointId") String endpointId) {
    return view(endpoints.resume(owners.requireAct(endpointId)));
  }

  /** A new secret; the old one signs along for a while. */
  @POST
  @Path("hooks/{endpointId}/secret")
  public Response rotate(
      @PathParam("endpointId") String endpointId, @HeaderParam(KEY_HEADER) String key, Rotation bodyOrNull) {
    Endpoints.Act act = owners.requireAct(endpointId);
    Optional<Integer> hours = bodyOrNull == null ? Optional.empty() : bodyOrNull.graceHours();
    int most = (int) Endpoints.GRACE_MAX.toHours();
    if (hours.filter(wanted -> wanted < 0 || wanted > most).isPresent()) {
      throw Problem.field("/graceHours", "is 0.." + most);
    }
    Duration grace = hours.map(Duration::ofHours).orElse(Endpoints.GRACE);
    return told(Response.Status.OK, endpoints.rotate(act, grace, keyOf(key)));
  }

  private Offer offer(String hostId) {
    List<Row> rows = database.read(
        connection -> HookStore.ofHost(connection, hostId, Subscription.ENDPOINTS_MAX));
    Map<String, Integer> waiting = waiting(rows);
    return new Offer(rows.stream().map(row -> view(row, waiting)).toList(), TYPES,
        Subscription.ENDPOINTS_MAX);
  }

  private Response add(Owners.Owner owner, String key, Wish bodyOrNull) {
    Choice choice = choice(Bodies.present(bodyOrNull));
    String body = owner.hostId() + "\n" + choice.name() + "\n" + choice.url() + "\n"
        + String.join(" ", choice.words());
    Endpoints.Opened made = endpoints.add(owner.hostId(), choice,
        new HookStore.Key(owner.actorId(), keyOf(key), seal.hash("hook body", body)));
    return told(Response.Status.CREATED, made);
  }

  /** A secret is told once: no cache keeps it. */
  private Response told(Response.Status status, Endpoints.Opened made) {
    return Response.status(status).header("Cache-Control", "no-store")
        .entity(new Opened(view(made.row()), made.secret())).build();
  }

  private static String keyOf(String header) {
    return Repeats.keyOf(header).orElseGet(() -> Ids.next("key"));
  }

  private static Choice choice(Wish wish) {
    int characters = wish.name().codePointCount(0, wish.name().length());
    if (characters < 1 || characters > NAME_CHARACTERS_MAX || wish.name().matches(".*\\p{Cntrl}.*")) {
      throw Problem.field("/name", "1 to " + NAME_CHARACTERS_MAX + " characters");
    }
    Set<HookType> types = new HashSet<>();
    for (int i = 0; i < wish.types().size(); i++) {
      int place = i;
      types.add(HookType.of(wish.types().get(i)).filter(HookType::isChoosable)
          .orElseThrow(() -> Problem.field("/types/" + place, "is no event")));
    }
    return new Choice(wish.name(), wish.url(), types);
  }

  private EndpointView view(Row row) {
    return view(row, waiting(List.of(row)));
  }

  private Map<String, Integer> waiting(List<Row> rows) {
    return database.read(connection -> DeliveryStore.waiting(
        connection, rows.stream().map(Row::endpointId).toList(), WAITING_COUNTED_MAX));
  }

  private static EndpointView view(Row row, Map<String, Integer> waiting) {
    return new EndpointView(row.endpointId(), row.choice().name(), row.choice().url(),
        List.of(row.choice().words()), row.state().name(),
        Optional.of(row.cause()).filter(cause -> !cause.isEmpty()), row.health().failures(),
        row.health().failingSince(), waiting.getOrDefault(row.endpointId(), 0), row.dropped(),
        row.madeAt());
  }
}
