package laotie.server.settlement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import laotie.server.http.Bodies;
import laotie.server.http.Idempotent;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.log.Database;
import laotie.server.settlement.HoldStore.HoldRow;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Money kept back because of a case and only for a time, as operators decide it. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "settlement")
public class HoldApi {

  /** The longest a hold may last; a longer one is a new decision. */
  static final Duration HOLD_MAX = Duration.ofDays(180);

  private static final int HOLDS_SHOWN = 100;
  private static final int REASON_MAX = 300;
  private static final int CASE_MAX = 64;

  private final Database database;
  private final Payees payees;
  private final InstantSource clock;
  private final Who who;

  HoldApi(Database database, Payees payees, InstantSource clock, Who who) {
    this.database = database;
    this.payees = payees;
    this.clock = clock;
    this.who = who;
  }

  record HoldBody(String payeeId, String caseId, String reason, Optional<Long> amountMinor, Instant endsAt) {
    HoldBody {
      payeeId = Bodies.text(payeeId);
      caseId = Bodies.text(caseId).strip();
      reason = Bodies.text(reason).strip();
      amountMinor = amountMinor == null ? Optional.empty() : amountMinor;
    }
  }

  /** Money kept back, the newest first. */
  @GET
  @Path("/operator/holds")
  public List<HoldRow> holds() {
    who.require(Role.OPERATOR);
    return database.read(connection -> HoldStore.all(connection, HOLDS_SHOWN));
  }

  /** Keeps money of a payee back, for a case and a time; without an amount everything. */
  @POST
  @Path("/operator/holds")
  @Idempotent
  public Response hold(HoldBody body) {
    String operatorId = who.require(Role.OPERATOR).accountId();
    HoldBody wanted = Bodies.present(body);
    Instant now = clock.instant();
    if (!Bodies.isId(wanted.payeeId())) {
      throw Problem.field("/payeeId", "a host or a supplier");
    }
    // A mistyped id would keep nothing back, and nobody would notice.
    if (payees.names(List.of(wanted.payeeId())).isEmpty()) {
      throw Problem.field("/payeeId", "nobody with this id gets money");
    }
    requireText("/caseId", wanted.caseId(), CASE_MAX);
    requireText("/reason", wanted.reason(), REASON_MAX);
    if (wanted.endsAt() == null || !wanted.endsAt().isAfter(now)
        || wanted.endsAt().isAfter(now.plus(HOLD_MAX))) {
      throw Problem.field("/endsAt", "later than now, within " + HOLD_MAX.toDays() + " days");
    }
    long minor = wanted.amountMinor().orElse(0L);
    if (minor < 0) {
      throw Problem.field("/amountMinor", "0 or more minor units");
    }
    HoldRow row = new HoldRow(Ids.next("hld"), wanted.payeeId(), wanted.caseId(), wanted.reason(), minor,
        operatorId, now, wanted.endsAt(), "", Optional.empty());
    database.write(connection -> {
      HoldStore.add(connection, row);
      return row;
    });
    return Response.status(201).entity(row).build();
  }

  /** Releases it before its time; a repeat changes nothing. */
  @DELETE
  @Path("/operator/holds/{holdId}")
  public void release(@PathParam("holdId") String holdId) {
    String operatorId = who.require(Role.OPERATOR).accountId();
    database.write(connection -> HoldStore.release(connection, holdId, operatorId, clock.instant()));
  }

  private static void requireText(String pointer, String text, int max) {
    if (text.isEmpty() || text.length() > max) {
      throw Problem.field(pointer, "1 to " + max + " characters");
    }
  }
}
