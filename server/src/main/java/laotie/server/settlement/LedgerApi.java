package laotie.server.settlement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import laotie.fact.Money;
import laotie.server.http.Bodies;
import laotie.server.http.Idempotent;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.log.Database;
import laotie.server.settlement.HoldStore.HoldRow;
import laotie.server.trade.Trade;
import laotie.settlement.Terms;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The ledger as operators see it: that it sums to zero, money kept back, and terms of hosts. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "settlement")
public class LedgerApi {

  /** The longest a hold may last; a longer one is a new decision. */
  static final Duration HOLD_MAX = Duration.ofDays(180);

  private static final int HOLDS_SHOWN = 100;
  private static final int REASON_MAX = 300;
  private static final int CASE_MAX = 64;

  private final Database database;
  private final Trade trade;
  private final Agreements agreements;
  private final InstantSource clock;
  private final Who who;

  LedgerApi(Database database, Trade trade, Agreements agreements, InstantSource clock, Who who) {
    this.database = database;
    this.trade = trade;
    this.agreements = agreements;
    this.clock = clock;
    this.who = who;
  }

  /**
   * The whole ledger added up.
   *
   * @param unbalanced movements that do not sum to zero; never other than 0
   * @param purses sums by purse and currency; all of one currency sum to zero
   */
  record LedgerView(
      boolean isZero, long unbalanced, long entries, List<Trade.PurseSum> purses, Instant at,
      String statement) {}

  /** How to see the same without this program. */
  private static final String STATEMENT =
      "select currency, purse, sum(amount_minor) from trade_ledger group by rollup (currency, purse)";

  record HoldBody(String payeeId, String caseId, String reason, Optional<Long> amountMinor, Instant endsAt) {
    HoldBody {
      payeeId = Bodies.text(payeeId);
      caseId = Bodies.text(caseId).strip();
      reason = Bodies.text(reason).strip();
      amountMinor = amountMinor == null ? Optional.empty() : amountMinor;
    }
  }

  record TermsBody(int commissionBasisPoints, int afterDays) {}

  @GET
  @Path("/operator/ledger")
  public LedgerView ledger() {
    who.require(Role.OPERATOR);
    return database.read(connection -> {
      Trade.Proof proof = trade.proof(connection);
      return new LedgerView(proof.isZero(), proof.unbalanced(),
          proof.purses().stream().mapToLong(Trade.PurseSum::entries).sum(), proof.purses(),
          clock.instant(), STATEMENT);
    });
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

  @GET
  @Path("/operator/hosts/{hostId}/terms")
  public Terms terms(@PathParam("hostId") String hostId) {
    who.require(Role.OPERATOR);
    return agreements.of(hostId);
  }

  /** Terms for what is delivered from now on; settled orders keep theirs. */
  @PUT
  @Path("/operator/hosts/{hostId}/terms")
  public Terms agree(@PathParam("hostId") String hostId, TermsBody body) {
    String operatorId = who.require(Role.OPERATOR).accountId();
    TermsBody wanted = Bodies.present(body);
    if (wanted.commissionBasisPoints() < 0 || wanted.commissionBasisPoints() > Terms.WHOLE) {
      throw Problem.field("/commissionBasisPoints", "0 to " + Terms.WHOLE);
    }
    if (wanted.afterDays() < 0 || wanted.afterDays() > Terms.DAYS_MAX) {
      throw Problem.field("/afterDays", "0 to " + Terms.DAYS_MAX);
    }
    Terms terms = new Terms(wanted.commissionBasisPoints(), wanted.afterDays());
    database.write(connection -> {
      TermsStore.save(connection, hostId, terms, operatorId, clock.instant());
      return terms;
    });
    return terms;
  }

  private static void requireText(String pointer, String text, int max) {
    if (text.isEmpty() || text.length() > max) {
      throw Problem.field(pointer, "1 to " + max + " characters");
    }
  }
}
