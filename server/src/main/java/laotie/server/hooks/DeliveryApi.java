package laotie.server.hooks;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import laotie.hooks.HookType;
import laotie.server.hooks.LogbookStore.Entry;
import laotie.server.hooks.LogbookStore.Tried;
import laotie.server.http.Bodies;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was sent to an endpoint and what came of it, for thirty days; and sending it again. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "hooks")
public class DeliveryApi {

  private static final Set<String> STATES = Set.of("", "WAITING", "DELIVERED", "GIVEN_UP");

  private final Owners owners;
  private final Endpoints endpoints;
  private final Database database;

  DeliveryApi(Owners owners, Endpoints endpoints, Database database) {
    this.owners = owners;
    this.endpoints = endpoints;
    this.database = database;
  }

  /**
   * One attempt.
   *
   * @param millis how long it took
   * @param status of HTTP, 0 without an answer
   * @param answer the first of the receiver's answer
   */
  record AttemptView(int number, Instant at, int millis, String outcome, int status, String answer) {}

  /**
   * A message on its way.
   *
   * @param state WAITING, DELIVERED or GIVEN_UP
   * @param dueAt when it is sent; present while it waits
   */
  record DeliveryView(
      String messageId, String type, String state, int attempts, Instant madeAt, Optional<Instant> dueAt,
      Optional<AttemptView> last) {}

  /** A message, its body byte for byte as text, and every attempt, the last one first. */
  record DetailView(DeliveryView delivery, String body, List<AttemptView> attempts) {}

  record Made(String messageId) {}

  record Count(int count) {}

  /** What to send again: what failed since an instant, or all. */
  record Since(String since, Optional<Boolean> isAll) {
    Since {
      since = Bodies.text(since);
      isAll = isAll == null ? Optional.empty() : isAll;
    }
  }

  @GET
  @Path("hooks/{endpointId}/deliveries")
  public Page<DeliveryView> deliveries(
      @PathParam("endpointId") String endpointId,
      @QueryParam("state") @DefaultValue("") String state,
      @QueryParam("type") @DefaultValue("") String type,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    owners.requireRow(endpointId);
    int size = Page.limit(limit);
    if (!STATES.contains(state)) {
      throw Problem.field("/state", "is WAITING, DELIVERED or GIVEN_UP");
    }
    if (!type.isEmpty() && HookType.of(type).isEmpty()) {
      throw Problem.field("/type", "is no event");
    }
    if (!after.isEmpty() && !Bodies.isId(after)) {
      throw Problem.field("/after", "is no id");
    }
    List<Entry> entries = database.read(connection -> LogbookStore.ofEndpoint(
        connection, endpointId, new LogbookStore.Filter(state, type, after), size + 1));
    boolean isMore = entries.size() > size;
    List<Entry> shown = isMore ? entries.subList(0, size) : entries;
    return new Page<>(shown.stream().map(DeliveryApi::view).toList(),
        isMore ? shown.getLast().messageId() : "");
  }

  @GET
  @Path("hooks/{endpointId}/deliveries/{messageId}")
  public DetailView detail(
      @PathParam("endpointId") String endpointId, @PathParam("messageId") String messageId) {
    owners.requireRow(endpointId);
    return database.read(connection -> {
      Entry entry = LogbookStore.one(connection, endpointId, requireId(messageId))
          .orElseThrow(() -> Problem.notFound("delivery", messageId));
      return new DetailView(view(entry), LogbookStore.body(connection, messageId),
          LogbookStore.attempts(connection, endpointId, messageId, LogbookStore.ATTEMPTS_MAX).stream()
              .map(DeliveryApi::view).toList());
    });
  }

  /** Sends one again, now. */
  @POST
  @Path("hooks/{endpointId}/deliveries/{messageId}/replay")
  public DeliveryView replay(
      @PathParam("endpointId") String endpointId, @PathParam("messageId") String messageId) {
    endpoints.replay(owners.requireAct(endpointId), requireId(messageId));
    return database.read(connection -> LogbookStore.one(connection, endpointId, messageId))
        .map(DeliveryApi::view).orElseThrow(() -> Problem.notFound("delivery", messageId));
  }

  /** Sends again what failed since an instant, or everything since then. */
  @POST
  @Path("hooks/{endpointId}/replay")
  public Count replaySince(@PathParam("endpointId") String endpointId, Since bodyOrNull) {
    Endpoints.Act act = owners.requireAct(endpointId);
    Since wish = Bodies.present(bodyOrNull);
    Instant since = Input.instant("/since", wish.since());
    return new Count(endpoints.replaySince(act, since, wish.isAll().orElse(false)));
  }

  /** Sends a message that says that it is a test, at most ten a minute. */
  @POST
  @Path("hooks/{endpointId}/test")
  public Made test(@PathParam("endpointId") String endpointId) {
    return new Made(endpoints.test(owners.requireAct(endpointId)));
  }

  private static String requireId(String messageId) {
    if (!Bodies.isId(messageId)) {
      throw Problem.notFound("delivery", "of this id");
    }
    return messageId;
  }

  private static DeliveryView view(Entry entry) {
    return new DeliveryView(entry.messageId(), entry.type(), entry.state(), entry.attempts(), entry.madeAt(),
        Optional.of(entry.dueAt()).filter(due -> entry.state().equals("WAITING")),
        entry.last().map(DeliveryApi::view));
  }

  private static AttemptView view(Tried tried) {
    return new AttemptView(
        tried.number(), tried.at(), tried.millis(), tried.outcome(), tried.status(), tried.answer());
  }
}
