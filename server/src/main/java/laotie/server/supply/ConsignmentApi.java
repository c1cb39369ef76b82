package laotie.server.supply;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Money;
import laotie.server.goods.Goods;
import laotie.server.goods.Goods.StockedSku;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.Idempotent;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.supply.ConsignmentStore.Row;
import laotie.server.supply.Consignments.Asked;
import laotie.supply.Consignment;
import laotie.supply.Consignment.Count;
import laotie.supply.Consignment.Difference;
import laotie.supply.Consignment.Line;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Truckloads that suppliers consign. The host announces and accepts; his assistants may count. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "supply")
public class ConsignmentApi {

  private static final int NOTE_MAX = 200;

  private final Consignments consignments;
  private final Supply supply;
  private final Goods goods;
  private final Desk desk;

  ConsignmentApi(Consignments consignments, Supply supply, Goods goods, Desk desk) {
    this.consignments = consignments;
    this.supply = supply;
    this.goods = goods;
    this.desk = desk;
  }

  /** What a supplier sends. */
  record ConsignmentBody(String supplierId, String note, List<LineBody> lines) {
    ConsignmentBody {
      supplierId = Bodies.text(supplierId);
      note = Bodies.text(note).strip();
      lines = lines == null ? List.of() : List.copyOf(lines);
    }
  }

  record LineBody(String skuId, long units, Optional<Money> unitCost) {
    LineBody {
      skuId = Bodies.text(skuId);
      unitCost = unitCost == null ? Optional.empty() : unitCost;
    }
  }

  /** What was counted of some lines. */
  record CountBody(List<CountedBody> counts) {
    CountBody {
      counts = counts == null ? List.of() : List.copyOf(counts);
    }
  }

  record CountedBody(String skuId, long good, long damaged) {
    CountedBody {
      skuId = Bodies.text(skuId);
    }
  }

  record AcceptBody(String warehouseId) {
    AcceptBody {
      warehouseId = Bodies.text(warehouseId);
    }
  }

  /** A line; {@code unitCost} is the host's to see alone. */
  record LineView(
      String skuId, String title, String name, long announced, Optional<Money> unitCost,
      Optional<Count> count, Difference difference) {}

  record ConsignmentView(
      String consignmentId, String supplierId, String supplierName, Consignment.State state,
      String warehouseId, String note, Instant announcedAt, Optional<Instant> countedAt,
      Optional<Instant> endedAt, long announced, long good, Difference difference, List<LineView> lines) {}

  /** The newest first. */
  @GET
  @Path("/hosts/{hostId}/consignments")
  public Page<ConsignmentView> list(
      @PathParam("hostId") String hostId, @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    Caller caller = desk.crew(hostId);
    int size = Page.limit(limit);
    List<Row> rows = consignments.ofHost(hostId, before(after), size + 1);
    boolean isMore = rows.size() > size;
    List<Row> shown = isMore ? rows.subList(0, size) : rows;
    return new Page<>(views(shown, caller), isMore ? Long.toString(shown.getLast().number()) : "");
  }

  @GET
  @Path("/hosts/{hostId}/consignments/{consignmentId}")
  public ConsignmentView read(
      @PathParam("hostId") String hostId, @PathParam("consignmentId") String consignmentId) {
    Caller caller = desk.crew(hostId);
    return view(consignments.find(hostId, consignmentId), caller);
  }

  /** Writes down what a supplier says he sends. */
  @POST
  @Path("/hosts/{hostId}/consignments")
  @Idempotent
  public Response announce(@PathParam("hostId") String hostId, ConsignmentBody body) {
    Caller caller = desk.host(hostId);
    Bodies.present(body);
    if (body.note().length() > NOTE_MAX) {
      throw Problem.field("/note", "at most " + NOTE_MAX + " characters");
    }
    Row row = consignments.announce(new Asked(hostId, "", caller.accountId()), body.supplierId(),
        body.note(), lines(body.lines()));
    return Response.status(201).entity(view(row, caller)).build();
  }

  /** Writes down what was counted; lines may be counted one by one and again. */
  @PUT
  @Path("/hosts/{hostId}/consignments/{consignmentId}/counts")
  public ConsignmentView count(
      @PathParam("hostId") String hostId, @PathParam("consignmentId") String consignmentId,
      CountBody body) {
    Caller caller = desk.crew(hostId);
    Map<String, Count> came = new LinkedHashMap<>();
    List<CountedBody> counts = Bodies.present(body).counts();
    if (counts.isEmpty() || counts.size() > Consignment.LINES_MAX) {
      throw Problem.field("/counts", "1 to " + Consignment.LINES_MAX + " lines");
    }
    for (int i = 0; i < counts.size(); i++) {
      CountedBody one = counts.get(i);
      requireUnits("/counts/" + i + "/good", one.good(), 0);
      requireUnits("/counts/" + i + "/damaged", one.damaged(), 0);
      came.put(one.skuId(), new Count(one.good(), one.damaged()));
    }
    return view(consignments.count(new Asked(hostId, consignmentId, caller.accountId()), came), caller);
  }

  /** Takes what was counted into a warehouse and on the shelf; a repeat changes nothing. */
  @POST
  @Path("/hosts/{hostId}/consignments/{consignmentId}/acceptance")
  public ConsignmentView accept(
      @PathParam("hostId") String hostId, @PathParam("consignmentId") String consignmentId,
      AcceptBody body) {
    Caller caller = desk.host(hostId);
    return view(consignments.accept(new Asked(hostId, consignmentId, caller.accountId()),
        Bodies.present(body).warehouseId()), caller);
  }

  /** It does not come, or the host does not take it. */
  @DELETE
  @Path("/hosts/{hostId}/consignments/{consignmentId}")
  public ConsignmentView withdraw(
      @PathParam("hostId") String hostId, @PathParam("consignmentId") String consignmentId) {
    Caller caller = desk.host(hostId);
    return view(consignments.withdraw(new Asked(hostId, consignmentId, caller.accountId())), caller);
  }

  private static List<Line> lines(List<LineBody> bodies) {
    if (bodies.isEmpty() || bodies.size() > Consignment.LINES_MAX) {
      throw Problem.field("/lines", "1 to " + Consignment.LINES_MAX + " lines");
    }
    List<Line> lines = new ArrayList<>(bodies.size());
    Set<String> skuIds = new HashSet<>();
    for (int i = 0; i < bodies.size(); i++) {
      LineBody body = bodies.get(i);
      String pointer = "/lines/" + i;
      if (!skuIds.add(body.skuId())) {
        throw Problem.field(pointer + "/skuId", "stands twice");
      }
      requireUnits(pointer + "/units", body.units(), 1);
      Money cost = body.unitCost().orElseThrow(() -> Problem.field(pointer + "/unitCost", "is missing"));
      if (cost.minor() < 0) {
        throw Problem.field(pointer + "/unitCost", "0 or more");
      }
      lines.add(new Line(body.skuId(), body.units(), cost, Optional.empty()));
    }
    return lines;
  }

  private static void requireUnits(String pointer, long units, long least) {
    if (units < least || units > Consignment.UNITS_MAX) {
      throw Problem.field(pointer, least + " to " + Consignment.UNITS_MAX + " units");
    }
  }

  private static long before(String after) {
    try {
      return after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
    } catch (NumberFormatException wrong) {
      throw Problem.field("/after", "is no mark of a page");
    }
  }

  private ConsignmentView view(Row row, Caller caller) {
    return views(List.of(row), caller).getFirst();
  }

  private List<ConsignmentView> views(List<Row> rows, Caller caller) {
    Map<String, String> names =
        supply.names(rows.stream().map(row -> row.consignment().supplierId()).distinct().toList());
    return rows.stream().map(row -> {
      Consignment of = row.consignment();
      Map<String, StockedSku> skus = goods.stocked(of.lines().stream().map(Line::skuId).toList());
      boolean isHost = Desk.isHost(caller, of.hostId());
      return new ConsignmentView(of.consignmentId(), of.supplierId(),
          names.getOrDefault(of.supplierId(), ""), of.state(), row.warehouseId(), row.note(),
          row.announcedAt(), row.countedAt(), row.endedAt(), of.announced(), of.good(), of.difference(),
          of.lines().stream().map(line -> line(line, Optional.ofNullable(skus.get(line.skuId())), isHost))
              .toList());
    }).toList();
  }

  private static LineView line(Line line, Optional<StockedSku> sku, boolean isHost) {
    return new LineView(line.skuId(), sku.map(StockedSku::title).orElse(""),
        sku.map(StockedSku::name).orElse(""), line.announced(),
        isHost ? Optional.of(line.unitCost()) : Optional.empty(), line.count(), line.difference());
  }
}
