package laotie.server.settlement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import laotie.fact.Money;
import laotie.fact.Transfer.Purse;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.CsvFile;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.settlement.Statements.Period;
import laotie.server.settlement.Statements.SupplierLine;
import laotie.server.supply.Supply;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What suppliers get for sold goods, as their host and operators see it; suppliers have no account. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "settlement")
public class SupplierMoneyApi {

  private static final int CSV_PAGE = 1_000;

  private final Statements statements;
  private final Supply supply;
  private final Purses purses;
  private final Periods periods;
  private final Who who;

  SupplierMoneyApi(Statements statements, Supply supply, Purses purses, Periods periods, Who who) {
    this.statements = statements;
    this.supply = supply;
    this.purses = purses;
    this.periods = periods;
    this.who = who;
  }

  /**
   * What was due at both ends of a period, and the lines between: {@code opening + lines = closing}.
   *
   * @param account where the money goes, masked; absent when the host has named none
   */
  record SupplierStatementView(
      String supplierId, String name, List<Money> opening, List<Money> closing,
      Page<SupplierLine> lines, Optional<PayoutAccount> account) {}

  /**
   * What was booked for a supplier.
   *
   * @param from first business day, or empty
   * @param to last business day, included, or empty
   */
  @GET
  @Path("/hosts/{hostId}/suppliers/{supplierId}/statement")
  public SupplierStatementView statement(
      @PathParam("hostId") String hostId, @PathParam("supplierId") String supplierId,
      @QueryParam("from") @DefaultValue("") String from, @QueryParam("to") @DefaultValue("") String to,
      @QueryParam("after") @DefaultValue("") String after) {
    String name = require(hostId, supplierId);
    Period period = periods.of(supplierId, Purse.SUPPLIER_DUE, from, to);
    List<SupplierLine> lines =
        statements.supplierLines(period, Periods.entry(after), Page.LIMIT_MAX + 1);
    boolean isMore = lines.size() > Page.LIMIT_MAX;
    List<SupplierLine> shown = isMore ? lines.subList(0, Page.LIMIT_MAX) : lines;
    Statements.Sums sums = statements.sums(period);
    return new SupplierStatementView(supplierId, name, sums.opening(), sums.closing(),
        new Page<>(shown, isMore ? shown.getLast().entryId() : ""),
        Optional.ofNullable(purses.masked(List.of(supplierId)).get(supplierId)));
  }

  /** The same as a table, for the supplier to take along. */
  @GET
  @Path("/hosts/{hostId}/suppliers/{supplierId}/statement.csv")
  public Response table(
      @PathParam("hostId") String hostId, @PathParam("supplierId") String supplierId,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    require(hostId, supplierId);
    Period period = periods.of(supplierId, Purse.SUPPLIER_DUE, "", "");
    return CsvFile.answer("supplier-statement.csv", CsvFile.Encoding.of(encoding), file -> {
      file.row("entry", "at", "kind", "order", "currency", "amount_minor");
      long after = 0;
      List<SupplierLine> lines;
      do {
        lines = statements.supplierLines(period, after, CSV_PAGE);
        for (SupplierLine line : lines) {
          file.row(line.entryId(), line.at().toString(), line.kind().name(), line.orderId(),
              line.amount().currency().getCurrencyCode(), Long.toString(line.amount().minor()));
          after = Long.parseLong(line.entryId());
        }
      } while (lines.size() == CSV_PAGE);
    });
  }

  /** Where a supplier's money goes, as his host knows it; shown masked ever after. */
  @PUT
  @Path("/hosts/{hostId}/suppliers/{supplierId}/payout-account")
  public PayoutAccount account(
      @PathParam("hostId") String hostId, @PathParam("supplierId") String supplierId, PayoutAccount body) {
    require(hostId, supplierId);
    PayoutAccount account = Bodies.present(body);
    account.check();
    purses.save(supplierId, account);
    return account.masked();
  }

  /** The supplier's name; costs are for the host himself and operators. */
  private String require(String hostId, String supplierId) {
    Caller caller = who.requireMember();
    if (!caller.accountId().equals(hostId) && !caller.is(Role.OPERATOR)) {
      throw Problem.notFound("supplier", supplierId);
    }
    return supply.supplierOf(hostId, supplierId)
        .orElseThrow(() -> Problem.notFound("supplier", supplierId));
  }
}
