package laotie.server.intents;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
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
import laotie.server.http.Bodies;
import laotie.server.http.Idempotent;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.log.Database;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is asked for and not sold. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "intents")
public class DemandApi {

  /** Wishes of a host among which the most wanted are found, the newest. */
  static final int CONSIDERED_MAX = 500;

  /** Wishes of the square among which the most wanted are found, the newest. */
  static final int SQUARE_MAX = 5_000;

  private static final Set<String> STATES = Set.of("OPEN", "MET", "DISMISSED");

  private final Demand demand;
  private final Neighbours neighbours;
  private final Who who;
  private final Database database;

  DemandApi(Demand demand, Neighbours neighbours, Who who, Database database) {
    this.demand = demand;
    this.neighbours = neighbours;
    this.who = who;
    this.database = database;
  }

  /**
   * A wish.
   *
   * @param words the name of the thing
   * @param count comments that asked for it
   * @param people different persons who did
   */
  record Wanted(
      String demandId, String words, long count, int people, Instant firstAt, Instant lastAt,
      String state, Optional<String> productId) {}

  /** A wish over the square, and of how many hosts it was asked. */
  record WantedHere(
      String words, int hosts, long count, int people, Instant firstAt, Instant lastAt) {}

  /** The product that is what was asked for. */
  record Met(String productId) {
    Met {
      productId = Bodies.text(productId);
    }
  }

  /** How many people were told. */
  record Told(int told) {}

  /** Wishes of one state, those of most people first. */
  @GET
  @Path("/hosts/{hostId}/demand")
  public Page<Wanted> list(
      @PathParam("hostId") String hostId, @QueryParam("state") @DefaultValue("OPEN") String state,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    neighbours.requireActor(hostId);
    int size = Page.limit(limit);
    if (!STATES.contains(state)) {
      throw Problem.field("/state", "OPEN, MET or DISMISSED");
    }
    List<DemandStore.Row> rows = database.read(connection ->
        DemandStore.list(connection, part(hostId, state, after, size)));
    String next = rows.size() < size ? ""
        : rows.getLast().people() + "." + rows.getLast().demandId();
    return new Page<>(rows.stream().map(DemandApi::wanted).toList(), next);
  }

  private static DemandStore.Part part(String hostId, String state, String after, int size) {
    if (after.isEmpty()) {
      return new DemandStore.Part(hostId, state, CONSIDERED_MAX, Integer.MAX_VALUE, "", size);
    }
    String[] place = after.split("\\.", 2);
    if (place.length < 2 || !place[0].matches("[0-9]{1,9}") || !Bodies.isId(place[1])) {
      throw Problem.field("/after", "the next of a page before");
    }
    return new DemandStore.Part(
        hostId, state, CONSIDERED_MAX, Integer.parseInt(place[0]), place[1], size);
  }

  private static Wanted wanted(DemandStore.Row row) {
    return new Wanted(row.demandId(), row.words(), row.asks(), row.people(), row.firstAt(), row.lastAt(),
        row.state(), Optional.of(row.productId()).filter(id -> !id.isEmpty()));
  }

  /** It is sold now: tells everybody who asked, once. */
  @POST
  @Path("/hosts/{hostId}/demand/{demandId}/met")
  @Idempotent
  public Told meet(
      @PathParam("hostId") String hostId, @PathParam("demandId") String demandId, Met met) {
    neighbours.requireActor(hostId);
    return new Told(demand.meet(ref(hostId, demandId), Bodies.present(met).productId()));
  }

  @DELETE
  @Path("/hosts/{hostId}/demand/{demandId}")
  public void dismiss(@PathParam("hostId") String hostId, @PathParam("demandId") String demandId) {
    neighbours.requireActor(hostId);
    demand.dismiss(ref(hostId, demandId));
  }

  /** Takes up what was dismissed. */
  @POST
  @Path("/hosts/{hostId}/demand/{demandId}/reopened")
  @Idempotent
  public void reopen(@PathParam("hostId") String hostId, @PathParam("demandId") String demandId) {
    neighbours.requireActor(hostId);
    demand.reopen(ref(hostId, demandId));
  }

  /** What the whole square asks for and nobody who was asked sells. */
  @GET
  @Path("/operator/demand")
  public Page<WantedHere> square(@QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    who.require(Role.OPERATOR);
    int size = Page.limit(limit);
    return new Page<>(database.read(connection -> DemandStore.square(connection, SQUARE_MAX, size))
        .stream().map(row -> new WantedHere(row.words(), row.hosts(), row.asks(), row.people(),
            row.firstAt(), row.lastAt())).toList(), "");
  }

  private static Demand.Ref ref(String hostId, String demandId) {
    return new Demand.Ref(hostId, Input.id("demand", demandId));
  }
}
