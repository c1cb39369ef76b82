package laotie.server.people;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.Marks;
import laotie.server.http.Personal;
import laotie.server.http.Who;
import laotie.server.people.DeletionStore.Row;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What is kept of oneself, and the way out. Both ask members for their password: a session alone is not the
 * person.
 */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "people")
@Consumes(MediaType.APPLICATION_JSON)
public class DeletionApi {

  private final Who who;
  private final Accounts accounts;
  private final SignInLimits limits;
  private final Way way;
  private final MeterRegistry meters;

  DeletionApi(Who who, Accounts accounts, SignInLimits limits, Way way, MeterRegistry meters) {
    this.who = who;
    this.accounts = accounts;
    this.limits = limits;
    this.way = way;
    this.meters = meters;
  }

  /** Taking what is one's own, and going. */
  @Singleton
  record Way(Papers papers, Deletions deletions, InstantSource clock) {}

  /** Proof of the person. */
  record PasswordBody(String password) {
    PasswordBody {
      password = Bodies.text(password);
    }
  }

  /**
   * How leaving stands.
   *
   * @param isAsked false when the account stays
   * @param hindrance why it was put off, the name of a reason
   */
  record DeletionView(
      boolean isAsked, Optional<Instant> askedAt, Optional<Instant> dueAt, Optional<String> hindrance) {
    static final DeletionView NONE =
        new DeletionView(false, Optional.empty(), Optional.empty(), Optional.empty());

    static DeletionView of(Row row) {
      return new DeletionView(true, Optional.of(row.leaving().askedAt()), Optional.of(row.leaving().dueAt()),
          Optional.of(row.hindrance()).filter(reason -> !reason.isEmpty()));
    }
  }

  /**
   * Everything of a person by area and kind, the newest first.
   *
   * @param rowsMax rows of one kind; what has so many was cut
   */
  record PapersView(
      Instant at, int rowsMax, Map<String, Map<String, List<Map<String, Object>>>> areas) {}

  /** All that is kept of the caller, in clear. */
  @POST
  @Path("me/papers")
  public Response papers(PasswordBody body, @Context RoutingContext context) {
    String accountId = proven(body, context).accountId();
    meters.counter("laotie.people.papers").increment();
    return Response.ok(new PapersView(way.clock().instant(), Personal.ROWS_MAX,
        way.papers().of(accountId))).header("Cache-Control", "no-store").build();
  }

  /** Whether the caller leaves, and when. */
  @GET
  @Path("me/deletion")
  public DeletionView deletion() {
    return way.deletions().of(who.require().accountId()).map(DeletionView::of)
        .orElse(DeletionView.NONE);
  }

  /** The caller leaves when his time to think it over has passed. */
  @POST
  @Path("me/deletion")
  public DeletionView leave(PasswordBody body, @Context RoutingContext context) {
    return DeletionView.of(way.deletions().ask(proven(body, context).accountId()));
  }

  /** The caller stays. */
  @DELETE
  @Path("me/deletion")
  public DeletionView stay() {
    way.deletions().undo(who.require().accountId());
    return deletion();
  }

  private Caller proven(PasswordBody body, RoutingContext context) {
    Caller caller = who.require();
    if (caller.isGuest()) {
      // He has no password: his session is all he is.
      return caller;
    }
    String login = accounts.entry(caller.accountId()).orElseThrow().login().orElseThrow();
    // Counted for who knows the password too: papers take memory.
    limits.trySignIn(login, Marks.networkOf(context));
    accounts.requirePassword(caller.accountId(), Bodies.present(body).password());
    return caller;
  }
}
