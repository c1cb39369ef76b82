package laotie.server.settlement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Money;
import laotie.server.http.Bodies;
import laotie.server.http.CsvFile;
import laotie.server.http.HttpReason;
import laotie.server.http.Idempotent;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.log.Database;
import laotie.server.settlement.PayoutStore.BatchRow;
import laotie.server.settlement.PayoutStore.PayoutRow;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Payouts, for operators: gather a batch, take it to the bank, say what became of it. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "settlement")
public class PayoutApi {

  private static final int WORDS_MAX = 300;
  private static final PayoutAccount NO_ACCOUNT = new PayoutAccount("", "", "");

  private final Database database;
  private final Payouts payouts;
  private final Purses purses;
  private final Payees payees;
  private final Who who;

  PayoutApi(Database database, Payouts payouts, Purses purses, Payees payees, Who who) {
    this.database = database;
    this.payouts = payouts;
    this.purses = purses;
    this.payees = payees;
    this.who = who;
  }

  /** A batch with its payouts. */
  record BatchView(String batchId, List<PayoutItem> payouts) {}

  /**
   * What one payee gets.
   *
   * @param hasAccount false when nobody said where the money goes: a bank cannot pay it
   */
  record PayoutItem(
      String payoutId, PayoutStore.Payee payee, String payeeId, String name, boolean hasAccount,
      Money amount, PayoutStore.State state, String words, Optional<Instant> movedAt) {}

  record WordsBody(String words) {
    WordsBody {
      words = Bodies.text(words).strip();
    }
  }

  /** Batches, the newest first. */
  @GET
  @Path("/operator/payout-batches")
  public Page<BatchRow> batches(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    who.require(Role.OPERATOR);
    int size = Page.limit(limit);
    List<BatchRow> rows =
        database.read(connection -> PayoutStore.batches(connection, before(after), size + 1));
    boolean isMore = rows.size() > size;
    List<BatchRow> shown = isMore ? rows.subList(0, size) : rows;
    return new Page<>(shown, isMore ? Long.toString(shown.getLast().number()) : "");
  }

  /** Gathers everything that can leave now. */
  @POST
  @Path("/operator/payout-batches")
  @Idempotent
  public Response open() {
    String batchId = payouts.open(who.require(Role.OPERATOR).accountId());
    return Response.status(201).entity(view(batchId)).build();
  }

  @GET
  @Path("/operator/payout-batches/{batchId}")
  public BatchView batch(@PathParam("batchId") String batchId) {
    who.require(Role.OPERATOR);
    return view(batchId);
  }

  /** The file for the bank, with accounts in clear; who took it is noted. */
  @GET
  @Path("/operator/payout-batches/{batchId}.csv")
  public Response table(
      @PathParam("batchId") String batchId,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    String operatorId = who.require(Role.OPERATOR).accountId();
    List<PayoutItem> items = view(batchId).payouts();
    CsvFile.Encoding written = CsvFile.Encoding.of(encoding);
    Map<String, PayoutAccount> accounts =
        purses.accounts(items.stream().map(PayoutItem::payeeId).distinct().toList(), operatorId);
    return CsvFile.answer("payouts-" + batchId + ".csv", written, file -> {
      file.row("payout", "payee", "name", "holder", "bank", "account", "currency", "amount_minor", "state");
      for (PayoutItem item : items) {
        PayoutAccount account = accounts.getOrDefault(item.payeeId(), NO_ACCOUNT);
        file.row(item.payoutId(), item.payee().name(), item.name(), account.holder(), account.bank(),
            account.number(), item.amount().currency().getCurrencyCode(),
            Long.toString(item.amount().minor()), item.state().name());
      }
    });
  }

  /** The bank has paid what is open in the batch. */
  @POST
  @Path("/operator/payout-batches/{batchId}/paid")
  public BatchView paid(@PathParam("batchId") String batchId) {
    payouts.paid(batchId, who.require(Role.OPERATOR).accountId());
    return view(batchId);
  }

  /** The bank refused one. */
  @POST
  @Path("/operator/payouts/{payoutId}/failed")
  public void failed(@PathParam("payoutId") String payoutId, WordsBody body) {
    payouts.failed(payoutId, words(body), who.require(Role.OPERATOR).accountId());
  }

  /** One was paid and came back. */
  @POST
  @Path("/operator/payouts/{payoutId}/bounced")
  public void bounced(@PathParam("payoutId") String payoutId, WordsBody body) {
    payouts.bounced(payoutId, words(body), who.require(Role.OPERATOR).accountId());
  }

  private BatchView view(String batchId) {
    List<PayoutRow> rows = database.read(connection -> PayoutStore.ofBatch(connection, batchId));
    if (rows.isEmpty()) {
      throw Problem.notFound("payout batch", batchId);
    }
    List<String> payeeIds = rows.stream().map(PayoutRow::payeeId).distinct().toList();
    Map<String, String> names = payees.names(payeeIds);
    Map<String, PayoutAccount> accounts = purses.masked(payeeIds);
    return new BatchView(batchId, rows.stream().map(row -> new PayoutItem(row.payoutId(), row.payee(),
        row.payeeId(), names.getOrDefault(row.payeeId(), ""), accounts.containsKey(row.payeeId()),
        row.amount(), row.state(), row.words(), row.movedAt())).toList());
  }

  private static String words(WordsBody body) {
    String words = Bodies.present(body).words();
    if (words.isEmpty() || words.length() > WORDS_MAX) {
      throw Problem.field("/words", "1 to " + WORDS_MAX + " characters");
    }
    return words;
  }

  private static long before(String after) {
    try {
      return after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
    } catch (NumberFormatException notOurs) {
      throw Problem.of(HttpReason.MALFORMED, "after is not a cursor of this list");
    }
  }
}
