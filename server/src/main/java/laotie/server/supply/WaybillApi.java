package laotie.server.supply;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.server.http.Bodies;
import laotie.server.http.CsvFile;
import laotie.server.http.Idempotent;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.supply.WaybillStore.Import;
import laotie.server.supply.WaybillStore.Row;
import laotie.server.supply.WaybillStore.Wanted;
import laotie.server.trade.Trade.Hands;
import laotie.supply.Waybill;
import laotie.supply.Waybill.Outcome;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Waybills out to a carrier and in again, as tables. For a host and his assistants alone. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "supply")
public class WaybillApi {

  private static final int FILE_NAME_MAX = 120;
  private static final int KEPT_SHOWN = 10;
  private static final int CSV_PAGE = 1_000;

  private final Database database;
  private final Waybills waybills;
  private final Picks picks;
  private final WaybillJob job;
  private final Desk desk;

  WaybillApi(Database database, Waybills waybills, Picks picks, WaybillJob job, Desk desk) {
    this.database = database;
    this.waybills = waybills;
    this.picks = picks;
    this.job = job;
    this.desk = desk;
  }

  /** A table of waybills: how many rows will become what, or became it. */
  record WaybillImport(
      String importId, String fileName, WaybillStore.Status status, String charset, int rows,
      Map<Outcome, Integer> outcomes, Instant createdAt, Optional<Instant> endedAt) {}

  record WaybillImportList(List<WaybillImport> items) {}

  /** A row; {@code why} is a word of the screens, or empty. */
  record WaybillRow(
      int row, String orderId, String carrier, String trackingNumber, Outcome outcome, String why) {}

  /**
   * The orders of a batch with addresses in clear, to be filled in by a carrier's program; each reading of an
   * address is logged.
   *
   * @param encoding {@code utf-8}, {@code utf-8-bom} or {@code gbk}
   * @param language of the header: {@code zh} or {@code en}
   */
  @GET
  @Path("/hosts/{hostId}/pick-batches/{batchId}/waybills.csv")
  public Response export(
      @PathParam("hostId") String hostId, @PathParam("batchId") String batchId,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding,
      @QueryParam("language") @DefaultValue("zh") String language) {
    Hands hands = hands(hostId);
    long number = picks.open(hostId, batchId).number();
    return CsvFile.answer("waybills-" + number + ".csv", CsvFile.Encoding.of(encoding), file -> {
      file.row(Waybills.header(language));
      waybills.write(hands, batchId, file);
    });
  }

  /**
   * Takes a table of at most 5 MB and 20,000 rows with a column each for order and number; nothing leaves
   * before it is started.
   *
   * @param name of the file
   * @param carrier for rows that name none; may be empty when a column names it
   */
  @POST
  @Path("/hosts/{hostId}/waybill-imports.csv")
  @Consumes(MediaType.WILDCARD)
  public Response upload(
      @PathParam("hostId") String hostId, @QueryParam("name") @DefaultValue("waybills.csv") String name,
      @QueryParam("carrier") @DefaultValue("") String carrier, byte[] body) {
    Hands hands = hands(hostId);
    if (carrier.length() > Waybill.TEXT_MAX) {
      throw Problem.field("/carrier", "at most " + Waybill.TEXT_MAX + " characters");
    }
    String fileName = name.isBlank() || name.length() > FILE_NAME_MAX ? "waybills.csv" : name.strip();
    Import of = waybills.begin(
        hands, fileName, WaybillTable.read(Bodies.present(body), carrier.strip()));
    job.wake();
    return Response.status(201).entity(view(of)).build();
  }

  /** The last tables, the newest first. */
  @GET
  @Path("/hosts/{hostId}/waybill-imports")
  public WaybillImportList list(@PathParam("hostId") String hostId) {
    desk.crew(hostId);
    return new WaybillImportList(database.read(
        connection -> WaybillStore.ofHost(connection, hostId, KEPT_SHOWN)).stream()
        .map(this::view).toList());
  }

  @GET
  @Path("/hosts/{hostId}/waybill-imports/{importId}")
  public WaybillImport read(
      @PathParam("hostId") String hostId, @PathParam("importId") String importId) {
    desk.crew(hostId);
    return view(waybills.find(hostId, importId));
  }

  /** Lets the parcels leave. */
  @POST
  @Path("/hosts/{hostId}/waybill-imports/{importId}/start")
  @Idempotent
  public WaybillImport start(
      @PathParam("hostId") String hostId, @PathParam("importId") String importId) {
    desk.crew(hostId);
    Import of = waybills.start(hostId, importId);
    job.wake();
    return view(of);
  }

  /** Ends it; what left has left. */
  @DELETE
  @Path("/hosts/{hostId}/waybill-imports/{importId}")
  public WaybillImport cancel(
      @PathParam("hostId") String hostId, @PathParam("importId") String importId) {
    desk.crew(hostId);
    return view(waybills.cancel(hostId, importId));
  }

  /** Rows of one outcome, or all of them. */
  @GET
  @Path("/hosts/{hostId}/waybill-imports/{importId}/rows")
  public Page<WaybillRow> rows(
      @PathParam("hostId") String hostId, @PathParam("importId") String importId,
      @QueryParam("outcome") @DefaultValue("") String outcome,
      @QueryParam("after") @DefaultValue("0") int after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    desk.crew(hostId);
    waybills.find(hostId, importId);
    if (!outcome.isEmpty() && Arrays.stream(Outcome.values()).noneMatch(one -> one.name().equals(outcome))) {
      throw Problem.field("/outcome", "one of " + Arrays.toString(Outcome.values()));
    }
    int size = Page.limit(limit);
    List<Row> found = page(new Wanted(importId, after, outcome, size + 1));
    boolean isMore = found.size() > size;
    List<Row> shown = isMore ? found.subList(0, size) : found;
    return new Page<>(shown.stream().map(row -> new WaybillRow(row.row(), row.waybill().orderId(),
        row.waybill().carrier(), row.waybill().number(), row.outcome(), row.why())).toList(),
        isMore ? Integer.toString(shown.getLast().row()) : "");
  }

  /** The refused rows as a table, to be mended and sent again. */
  @GET
  @Path("/hosts/{hostId}/waybill-imports/{importId}/refused.csv")
  public Response refused(
      @PathParam("hostId") String hostId, @PathParam("importId") String importId,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    desk.crew(hostId);
    waybills.find(hostId, importId);
    return CsvFile.answer("refused.csv", CsvFile.Encoding.of(encoding), file -> {
      file.row("row", "order", "carrier", "tracking number", "why");
      int after = 0;
      List<Row> rows;
      do {
        rows = page(new Wanted(importId, after, Outcome.REFUSED.name(), CSV_PAGE));
        for (Row row : rows) {
          file.row(Integer.toString(row.row()), row.waybill().orderId(), row.waybill().carrier(),
              row.waybill().number(), row.why());
          after = row.row();
        }
      } while (rows.size() == CSV_PAGE);
    });
  }

  private List<Row> page(Wanted wanted) {
    return database.read(connection -> WaybillStore.page(connection, wanted));
  }

  private Hands hands(String hostId) {
    return new Hands(hostId, desk.crew(hostId).accountId());
  }

  private WaybillImport view(Import of) {
    Map<Outcome, Integer> outcomes =
        database.read(connection -> WaybillStore.counts(connection, of.importId()));
    return new WaybillImport(of.importId(), of.fileName(), of.status(), of.charset(),
        outcomes.values().stream().mapToInt(n -> n).sum(), outcomes, of.createdAt(), of.endedAt());
  }
}
