package laotie.server.payments;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import laotie.fact.Money;
import laotie.payments.Finding;
import laotie.payments.Finding.Verdict;
import laotie.payments.Movement;
import laotie.payments.Movement.Kind;
import laotie.server.http.Bodies;
import laotie.server.http.CsvFile;
import laotie.server.http.Idempotent;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.payments.FindingStore.Row;
import laotie.server.payments.FindingStore.Run;
import laotie.server.payments.OperatorDesk.Desk;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What operators see of gateways, and what they may have asked again. */
@Path("/api/v1/operator/payments")
@RunOnVirtualThread
@Tag(name = "payments")
public class OperatorPaymentApi {

  private final OperatorDesk desk;
  private final Who who;

  OperatorPaymentApi(OperatorDesk desk, Who who) {
    this.desk = desk;
    this.who = who;
  }

  /**
   * One movement as both sides have it.
   *
   * @param theirs absent when the gateway does not know it
   * @param ours absent when our books do not
   */
  record FindingView(
      Verdict verdict, Kind kind, String id, String reference, Optional<Money> theirs, Optional<Money> ours,
      Money fee, Instant at) {
    static FindingView of(Finding finding) {
      Movement movement = finding.movement();
      return new FindingView(finding.verdict(), movement.kind(), movement.id(), movement.reference(),
          finding.theirs().map(Movement::amount), finding.ours().map(Movement::amount), movement.fee(),
          movement.at());
    }
  }

  /** A day of a gateway to compare. */
  record DayBody(String method, String day) {
    DayBody {
      method = Bodies.text(method);
      day = Bodies.text(day);
    }
  }

  /** Gateways, silent payments, refunds that wait, and the last days' reconciliations. */
  @GET
  public Desk desk() {
    who.require(Role.OPERATOR);
    return desk.desk();
  }

  /** Asks the gateway what became of a payment, within seconds. */
  @POST
  @Path("/{paymentId}/questions")
  @Idempotent
  public void ask(@PathParam("paymentId") String paymentId) {
    who.require(Role.OPERATOR);
    desk.ask(paymentId);
  }

  /** Sends a refund again, within seconds. */
  @POST
  @Path("/refunds/{refundId}/tries")
  @Idempotent
  public void tryAgain(@PathParam("refundId") String refundId) {
    who.require(Role.OPERATOR);
    desk.tryAgain(refundId);
  }

  /** Reads the statement of a day and compares it now. */
  @POST
  @Path("/reconciliations")
  @Idempotent
  public Run reconcile(DayBody body) {
    who.require(Role.OPERATOR);
    DayBody wanted = Bodies.present(body);
    return desk.reconcile(wanted.method(), Input.day("/day", wanted.day()));
  }

  /** What a day's reading found, differences only unless {@code all}. */
  @GET
  @Path("/reconciliations/{method}/{day}")
  public Page<FindingView> findings(
      @PathParam("method") String method, @PathParam("day") String day,
      @QueryParam("all") @DefaultValue("false") boolean all,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    who.require(Role.OPERATOR);
    int size = Page.limit(limit);
    List<Row> rows = desk.findings(desk.run(method, Input.day("/day", day)), position(after), all, size + 1);
    boolean isMore = rows.size() > size;
    List<Row> shown = isMore ? rows.subList(0, size) : rows;
    return new Page<>(shown.stream().map(row -> FindingView.of(row.finding())).toList(),
        isMore ? Integer.toString(shown.getLast().position()) : "");
  }

  /** The whole day as a table, what agrees included. */
  @GET
  @Path("/reconciliations/{method}/{day}/table")
  public Response table(
      @PathParam("method") String method, @PathParam("day") String day,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    who.require(Role.OPERATOR);
    Run run = desk.run(method, Input.day("/day", day));
    return CsvFile.answer("reconciliation-" + run.method() + "-" + run.day() + ".csv",
        CsvFile.Encoding.of(encoding), file -> write(run, file));
  }

  private void write(Run run, CsvFile file) throws IOException {
    file.row("verdict", "kind", "id", "reference", "theirs_minor", "theirs_currency", "ours_minor",
        "ours_currency", "fee_minor", "fee_currency", "at");
    int after = -1;
    for (List<Row> rows = desk.findings(run, after, true, OperatorDesk.TABLE_PAGE); !rows.isEmpty();
        rows = desk.findings(run, after, true, OperatorDesk.TABLE_PAGE)) {
      for (Row row : rows) {
        FindingView one = FindingView.of(row.finding());
        file.row(one.verdict().name(), one.kind().name(), one.id(), one.reference(), minor(one.theirs()),
            currency(one.theirs()), minor(one.ours()), currency(one.ours()),
            Long.toString(one.fee().minor()), one.fee().currency().getCurrencyCode(), one.at().toString());
      }
      after = rows.getLast().position();
    }
  }

  private static String minor(Optional<Money> money) {
    return money.map(one -> Long.toString(one.minor())).orElse("");
  }

  private static String currency(Optional<Money> money) {
    return money.map(one -> one.currency().getCurrencyCode()).orElse("");
  }

  private static int position(String after) {
    try {
      return after.isEmpty() ? -1 : Integer.parseInt(after);
    } catch (NumberFormatException unknown) {
      throw Problem.field("/after", "unknown");
    }
  }
}
