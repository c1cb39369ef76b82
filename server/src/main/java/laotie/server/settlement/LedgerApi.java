package laotie.server.settlement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import laotie.server.http.Bodies;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.log.Database;
import laotie.server.trade.Trade;
import laotie.settlement.Terms;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The ledger as operators see it: that it sums to zero, and the terms of hosts. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "settlement")
public class LedgerApi {

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
}
