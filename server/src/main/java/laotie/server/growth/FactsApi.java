package laotie.server.growth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import laotie.fact.BusinessDays;
import laotie.server.http.CsvFile;
import laotie.server.http.HttpReason;
import laotie.server.http.Input;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Settings;
import laotie.server.http.Who;
import laotie.server.log.Export;
import laotie.server.log.Source;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/**
 * The facts themselves, so that every number can be counted again without this program. They hold opaque
 * ids, codes and amounts; names, texts and addresses were never in them.
 */
@Path("/api/v1/operator/facts.csv")
@RunOnVirtualThread
@Tag(name = "growth")
public class FactsApi {

  /** Exports under way at once. */
  static final int EXPORTS_MAX = 2;

  /** Types one export may choose. */
  static final int TYPES_MAX = 30;

  private static final int RETRY_AFTER_SECONDS = 10;
  private static final Logger LOGGER = Logger.getLogger(FactsApi.class);

  private final Export export;
  private final BusinessDays days;
  private final Who who;
  private final Semaphore turns = new Semaphore(EXPORTS_MAX);

  FactsApi(Export export, Settings settings, Who who) {
    this.export = export;
    this.days = new BusinessDays(settings.shop().zone());
    this.who = who;
  }

  /**
   * All facts of one table in their order, as CSV with a header, page by page from the database.
   *
   * @param source {@code log} (kept for years) or {@code flood} (beats, likes, exposures; thirty days)
   * @param from first business day, or empty
   * @param to last business day, included, or empty
   * @param type types separated by commas, or empty for all
   */
  @GET
  @Produces("text/csv; charset=utf-8")
  public Response facts(
      @QueryParam("source") @DefaultValue("log") String source,
      @QueryParam("from") @DefaultValue("") String from,
      @QueryParam("to") @DefaultValue("") String to,
      @QueryParam("type") @DefaultValue("") String type,
      @Context RoutingContext context) {
    String operatorId = who.require(Role.OPERATOR).accountId();
    Source table = switch (source) {
      case "log" -> Source.LOG;
      case "flood" -> Source.FLOOD;
      default -> throw Problem.field("/source", "must be log or flood");
    };
    Instant first = Input.maybeDay("/from", from).map(days::startOf).orElse(Input.FIRST);
    Instant after =
        Input.maybeDay("/to", to).map(day -> days.startOf(day.plusDays(1))).orElse(Input.LAST);
    Set<String> types = types(type);
    LOGGER.infof("operator %s exports facts of the %s", operatorId, source);
    Predicate<Export.Line> isWanted = line ->
        !line.at().isBefore(first) && line.at().isBefore(after)
            && (types.isEmpty() || types.contains(line.type()));
    if (!turns.tryAcquire()) {
      throw Problem.of(HttpReason.OVERLOADED, EXPORTS_MAX + " exports are under way",
          Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS));
    }
    // Whoever comes first has the turn: the body, or the end of an answer that never had one (HEAD).
    AtomicBoolean isTaken = new AtomicBoolean();
    context.addEndHandler(_ -> {
      if (isTaken.compareAndSet(false, true)) {
        turns.release();
      }
    });
    StreamingOutput body = stream -> {
      if (isTaken.compareAndSet(false, true)) {
        write(table, isWanted, stream);
      }
    };
    return Response.ok(body)
        .header("Content-Disposition", "attachment; filename=\"facts.csv\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  private static Set<String> types(String text) {
    Set<String> types = text.isEmpty() ? Set.of() : new HashSet<>(List.of(text.split(",", -1)));
    boolean isWrong = types.stream().anyMatch(type -> !type.matches("[A-Za-z]{1,40}"));
    if (isWrong || types.size() > TYPES_MAX) {
      throw Problem.field("/type", "must be at most " + TYPES_MAX + " types of facts, separated by commas");
    }
    return types;
  }

  private void write(Source source, Predicate<Export.Line> isWanted, OutputStream stream)
      throws IOException {
    try {
      CsvFile file = CsvFile.exact(stream);
      file.row("epoch", "tx", "id", "type", "area", "key", "at", "body");
      export.each(source, isWanted, line -> write(file, line));
      file.flush();
    } finally {
      turns.release();
    }
  }

  private static void write(CsvFile file, Export.Line line) throws IOException {
    file.row(String.valueOf(line.cursor().epoch()), String.valueOf(line.cursor().tx()),
        String.valueOf(line.cursor().id()), line.type(), line.area(), line.key(), line.at().toString(),
        line.body());
  }
}
