package laotie.server.settlement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
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
import laotie.server.people.People;
import laotie.server.settlement.Statements.Period;
import laotie.server.settlement.Statements.StatementLine;
import laotie.settlement.Terms;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A host's money: what is held, due and paid out, his statements, and where it goes. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "settlement")
public class MoneyApi {

  private static final int CSV_PAGE = 1_000;

  private final Purses purses;
  private final Statements statements;
  private final People people;
  private final Periods periods;
  private final Who who;

  MoneyApi(Purses purses, Statements statements, People people, Periods periods, Who who) {
    this.purses = purses;
    this.statements = statements;
    this.people = people;
    this.periods = periods;
    this.who = who;
  }

  /**
   * A host's money now.
   *
   * @param held paid by buyers, kept by the platform until it is settled
   * @param due settled, waits for a payout; negative is his debt
   * @param waiting orders that wait for their day
   * @param firstDueAt when the next of them is settled
   */
  record MoneyView(
      List<Money> held, List<Money> due, long waiting, Optional<Instant> firstDueAt,
      List<HoldView> holds, List<PayoutView> payouts, Terms terms, Optional<PayoutAccount> account) {}

  /** Money that is kept back from him, with the case and its end. */
  record HoldView(String holdId, String caseId, String reason, long amountMinor, Instant endsAt) {}

  record PayoutView(
      String payoutId, Money amount, PayoutStore.State state, String words, Optional<Instant> movedAt) {}

  /** Lines of a period and, on its first page, what was due at both ends. */
  record StatementView(List<Money> opening, List<Money> closing, Page<StatementLine> lines) {}

  @GET
  @Path("/hosts/{hostId}/money")
  public MoneyView money(@PathParam("hostId") String hostId) {
    require(hostId);
    return purses.of(hostId);
  }

  /**
   * What was booked for the host.
   *
   * @param from first business day, or empty
   * @param to last business day, included, or empty
   */
  @GET
  @Path("/hosts/{hostId}/statement")
  public StatementView statement(
      @PathParam("hostId") String hostId, @QueryParam("from") @DefaultValue("") String from,
      @QueryParam("to") @DefaultValue("") String to, @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    require(hostId);
    int size = Page.limit(limit);
    Period period = periods.of(hostId, Purse.HOST_DUE, from, to);
    List<StatementLine> lines = statements.lines(period, Periods.entry(after), size + 1);
    boolean isMore = lines.size() > size;
    List<StatementLine> shown = isMore ? lines.subList(0, size) : lines;
    Statements.Sums sums = statements.sums(period);
    return new StatementView(sums.opening(), sums.closing(),
        new Page<>(shown, isMore ? shown.getLast().entryId() : ""));
  }

  /** The same as a table. */
  @GET
  @Path("/hosts/{hostId}/statement.csv")
  public Response table(
      @PathParam("hostId") String hostId, @QueryParam("from") @DefaultValue("") String from,
      @QueryParam("to") @DefaultValue("") String to,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    require(hostId);
    Period period = periods.of(hostId, Purse.HOST_DUE, from, to);
    return CsvFile.answer("statement.csv", CsvFile.Encoding.of(encoding), file -> {
      file.row("entry", "at", "kind", "order", "subject", "currency", "gross_minor", "subsidy_minor",
          "commission_minor", "supplies_minor", "amount_minor");
      long after = 0;
      List<StatementLine> lines;
      do {
        lines = statements.lines(period, after, CSV_PAGE);
        for (StatementLine line : lines) {
          file.row(line.entryId(), line.at().toString(), line.kind().name(), line.orderId(),
              line.subjectId(), line.amount().currency().getCurrencyCode(), minor(line.gross()),
              minor(line.subsidy()), minor(line.commission()), minor(line.supplies()),
              minor(line.amount()));
          after = Long.parseLong(line.entryId());
        }
      } while (lines.size() == CSV_PAGE);
    });
  }

  /** Where his money goes; shown masked ever after. */
  @PUT
  @Path("/hosts/{hostId}/payout-account")
  public PayoutAccount account(@PathParam("hostId") String hostId, PayoutAccount body) {
    Caller caller = who.require(Role.HOST);
    if (!caller.accountId().equals(hostId)) {
      throw Problem.notFound("host", hostId);
    }
    PayoutAccount account = Bodies.present(body);
    account.check();
    purses.save(hostId, account);
    return account.masked();
  }

  /** Assistants sell; money is for the host himself and operators. */
  private void require(String hostId) {
    Caller caller = who.requireMember();
    boolean isHimself = caller.accountId().equals(hostId) && people.roomOfHost(hostId).isPresent();
    if (!isHimself && !caller.is(Role.OPERATOR)) {
      throw Problem.notFound("host", hostId);
    }
  }

  private static String minor(Money money) {
    return Long.toString(money.minor());
  }
}
