package laotie.server.growth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import laotie.growth.history.DateOrder;
import laotie.growth.history.HistoryField;
import laotie.server.growth.HistoryStore.Issue;
import laotie.server.growth.HistoryStore.Row;
import laotie.server.growth.HistoryStore.Status;
import laotie.server.http.Bodies;
import laotie.server.http.CsvFile;
import laotie.server.http.CsvFile.Encoding;
import laotie.server.http.Idempotent;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Settings;
import laotie.server.http.Who;
import laotie.server.log.Database;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The past of a shop elsewhere, brought along as tables of orders: their host's alone. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "growth")
public class HistoryApi {

  private static final int FILE_NAME_MAX = 120;
  private static final int CHANNEL_NAME_MAX = 40;
  private static final int ISSUES_STEP = 1_000;
  private static final Map<String, String> CHARSETS =
      Map.of("utf-8", StandardCharsets.UTF_8.name(), "gbk", "GB18030", "utf-16le", "UTF-16LE");

  private final Database database;
  private final Histories histories;
  private final HistoryJob job;
  private final Reading reading;
  private final Who who;

  HistoryApi(Database database, Histories histories, HistoryJob job, Reading reading, Who who) {
    this.database = database;
    this.histories = histories;
    this.job = job;
    this.reading = reading;
    this.who = who;
  }

  /** How tables are read. */
  @Singleton
  record Reading(HistoryStaging staging, HistoryJson json, Settings settings) {}

  /**
   * How the table is to be read.
   *
   * @param places where the column of each field stands, 0 the first; a field that is left out is not there
   * @param channel the name of the place where its orders were made, such as Shopify or 淘宝
   * @param currency ISO 4217, the only one that counts; empty for that of the first order
   * @param zone of times without an offset, and in which the channel's days are cut
   * @param isDecimalComma true when amounts are written 1.299,00
   * @param encoding {@code utf-8}, {@code gbk} or {@code utf-16le}; absent to find it
   */
  record HistorySettings(
      Map<HistoryField, Integer> places, String channel, String currency, String zone, DateOrder dates,
      boolean isDecimalComma, Optional<String> encoding) {
    HistorySettings {
      places = present(places);
      channel = Objects.requireNonNullElse(channel, "").strip();
      currency = Objects.requireNonNullElse(currency, "").strip();
      zone = Objects.requireNonNullElse(zone, "").strip();
      dates = Objects.requireNonNullElse(dates, DateOrder.UNSAID);
      encoding = encoding == null ? Optional.empty() : encoding.filter(name -> !name.isEmpty());
    }

    private static Map<HistoryField, Integer> present(Map<HistoryField, Integer> placesOrNull) {
      Map<HistoryField, Integer> present = new EnumMap<>(HistoryField.class);
      if (placesOrNull != null) {
        present.putAll(placesOrNull);
        present.values().removeIf(Objects::isNull);
      }
      return present;
    }
  }

  /**
   * How many.
   *
   * @param issues rows in which something is wrong
   * @param orders by where they belong: {@code EFFECTIVE}, {@code UNDONE}, {@code CREDIT}, {@code UNPAID},
   *     {@code WITHOUT_BUYER}, {@code OTHER_CURRENCY}, {@code REFUSED}
   * @param outcomes by what they do to what is known: {@code NEW}, {@code CHANGED}, {@code GONE},
   *     {@code SAME}
   * @param done orders that are told, or taken back, so far, of {@code kept}
   */
  record HistoryCounts(
      int rows, int issues, Map<String, Long> orders, Map<String, Long> outcomes, int done, int kept) {}

  /**
   * An import of past orders.
   *
   * @param missing fields without which the table is none of orders
   * @param isChannelSet true when orders of the channel are told: then its currency and zone stand
   * @param isCounted true once the numbers of the channel hold all of it
   * @param firstDay and {@code lastDay}: of the orders that count
   */
  record HistoryImport(
      String importId, String channelId, String fileName, Status status, String charset,
      List<String> columns, HistorySettings settings, Set<HistoryField> missing, HistoryCounts counts,
      boolean isChannelSet, boolean isCounted, Optional<LocalDate> firstDay, Optional<LocalDate> lastDay,
      Instant createdAt, Optional<Instant> endedAt) {}

  record HistoryImportList(List<HistoryImport> items) {}

  /** The first rows as they are written. */
  record HistorySamples(List<HistorySample> items) {}

  record HistorySample(long row, List<String> cells) {}

  /** What is wrong with a row; {@code field} and {@code kind} are of the screens' words. */
  record HistoryIssueView(long row, String field, String kind, String cell) {}

  /**
   * Takes a table of past orders, packed by gzip or not: at most 10 MB as sent, 300 MB and two million rows
   * unpacked. It is read at once, and told when it is started.
   *
   * @param name of the file
   * @param channel where its orders were made
   */
  @POST
  @Path("/history-imports.csv")
  @Consumes(MediaType.WILDCARD)
  public Response upload(
      @QueryParam("name") @DefaultValue("orders.csv") String name,
      @QueryParam("channel") @DefaultValue("Shopify") String channel, byte[] body) {
    String hostId = who.require(Role.HOST).accountId();
    Histories.Settings settings = settings(new HistorySettings(Map.of(), channel, "",
        reading.settings().shop().zone().getId(), DateOrder.UNSAID, false, Optional.empty()));
    String fileName = name.isBlank() || name.length() > FILE_NAME_MAX ? "orders.csv" : name.strip();
    Row row = histories.begin(hostId, fileName, Bodies.present(body), settings);
    job.wake();
    return Response.status(201).entity(view(row)).build();
  }

  /** The imports, the newest first. */
  @GET
  @Path("/history-imports")
  public HistoryImportList list() {
    return new HistoryImportList(
        histories.ofHost(who.require(Role.HOST).accountId()).stream().map(this::view).toList());
  }

  @GET
  @Path("/history-imports/{importId}")
  public HistoryImport read(@PathParam("importId") String importId) {
    return view(found(importId));
  }

  /** Says how the table is to be read; it is read anew. */
  @PUT
  @Path("/history-imports/{importId}")
  @Idempotent
  public HistoryImport change(@PathParam("importId") String importId, HistorySettings body) {
    String hostId = who.require(Role.HOST).accountId();
    Row row = histories.change(hostId, importId, settings(Bodies.present(body)));
    job.wake();
    return view(row);
  }

  /** Starts to tell its orders. */
  @POST
  @Path("/history-imports/{importId}/start")
  @Idempotent
  public HistoryImport start(@PathParam("importId") String importId) {
    Row row = histories.start(who.require(Role.HOST).accountId(), importId);
    job.wake();
    return view(row);
  }

  /** Takes back what a table told, wherever no other table that stands tells it. */
  @POST
  @Path("/history-imports/{importId}/take-back")
  @Idempotent
  public HistoryImport takeBack(@PathParam("importId") String importId) {
    Row row = histories.takeBack(who.require(Role.HOST).accountId(), importId);
    job.wake();
    return view(row);
  }

  /** Cancels; what was told is taken back. */
  @DELETE
  @Path("/history-imports/{importId}")
  public HistoryImport cancel(@PathParam("importId") String importId) {
    Row row = histories.cancel(who.require(Role.HOST).accountId(), importId);
    job.wake();
    return view(row);
  }

  /** The first rows of an upload that was not started yet. */
  @GET
  @Path("/history-imports/{importId}/samples")
  public HistorySamples samples(@PathParam("importId") String importId) {
    Row row = found(importId);
    if (row.status() != Status.PREVIEW) {
      return new HistorySamples(List.of());
    }
    Histories.Settings settings = reading.json().settings(row.settings());
    byte[] content = histories.file(importId).orElseGet(() -> new byte[0]);
    return new HistorySamples(reading.staging().samples(content, settings, row.charset()).stream()
        .map(sample -> new HistorySample(sample.row(), sample.cells())).toList());
  }

  /** What is wrong; at most 10,000 of an import are kept. */
  @GET
  @Path("/history-imports/{importId}/issues")
  public Page<HistoryIssueView> issues(
      @PathParam("importId") String importId,
      @QueryParam("after") @DefaultValue("0") int after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    int size = Page.limit(limit);
    Row row = found(importId);
    List<Issue> found = issues(row, after, size + 1);
    List<Issue> shown = found.size() > size ? found.subList(0, size) : found;
    return new Page<>(shown.stream().map(issue ->
        new HistoryIssueView(issue.row(), issue.field(), issue.kind(), issue.cell())).toList(),
        found.size() > size ? String.valueOf(shown.getLast().number()) : "");
  }

  /** The same as a table. */
  @GET
  @Path("/history-imports/{importId}/issues.csv")
  @Produces("text/csv")
  public Response issuesFile(@PathParam("importId") String importId,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    Encoding written = Encoding.of(encoding);
    Row row = found(importId);
    return CsvFile.answer("history-issues.csv", written, file -> writeIssues(row, file));
  }

  private List<Issue> issues(Row row, int after, int limit) {
    return database.read(connection -> HistoryStore.issues(connection, row.importId(), after, limit));
  }

  private void writeIssues(Row row, CsvFile file) throws IOException {
    file.row("row", "field", "what", "cell");
    int after = 0;
    List<Issue> issues;
    do {
      issues = issues(row, after, ISSUES_STEP);
      for (Issue issue : issues) {
        file.row(String.valueOf(issue.row()), issue.field(),
            issue.kind().substring(issue.kind().lastIndexOf('.') + 1), issue.cell());
        after = issue.number();
      }
    } while (issues.size() == ISSUES_STEP);
  }

  private Row found(String importId) {
    return histories.find(who.require(Role.HOST).accountId(), importId);
  }

  private static Histories.Settings settings(HistorySettings body) {
    if (body.channel().isEmpty() || body.channel().length() > CHANNEL_NAME_MAX) {
      throw Problem.field("/channel", "1 to " + CHANNEL_NAME_MAX + " characters");
    }
    if (!body.currency().isEmpty() && Currency.getAvailableCurrencies().stream().noneMatch(known ->
        known.getCurrencyCode().equals(body.currency()) && known.getDefaultFractionDigits() >= 0)) {
      throw Problem.field("/currency", "must be a currency such as CNY, or empty");
    }
    try {
      ZoneId.of(body.zone());
    } catch (DateTimeException unknown) {
      throw Problem.field("/zone", "must be a zone such as Asia/Shanghai");
    }
    if (body.encoding().isPresent() && !CHARSETS.containsKey(body.encoding().get())) {
      throw Problem.field("/encoding", "must be utf-8, gbk or utf-16le");
    }
    return new Histories.Settings(body.places(), body.channel(), body.currency(), body.zone(), body.dates(),
        body.isDecimalComma(), body.encoding().map(CHARSETS::get));
  }

  private HistoryImport view(Row row) {
    Histories.Settings settings = reading.json().settings(row.settings());
    Optional<String> encoding = settings.charset().flatMap(charset -> CHARSETS.entrySet().stream()
        .filter(known -> known.getValue().equals(charset)).map(Map.Entry::getKey).findFirst());
    ZoneId zone = ZoneId.of(settings.zone());
    int done = row.status() == Status.TAKING_BACK ? row.steps().takenTo() : row.steps().appliedTo();
    return new HistoryImport(row.importId(), row.channelId(), row.fileName(), row.status(), row.charset(),
        reading.json().texts(row.columns()),
        new HistorySettings(settings.places(), settings.channel(), settings.currency(), settings.zone(),
            settings.dates(), settings.isDecimalComma(), encoding),
        settings.plan().missing(),
        new HistoryCounts(row.counts().rows(), row.counts().issues(),
            reading.json().counts(row.counts().fates()), reading.json().counts(row.counts().outcomes()),
            done, row.counts().staged()),
        isChannelSet(row), row.steps().isCounted(),
        row.counts().firstAt().map(at -> LocalDate.ofInstant(at, zone)),
        row.counts().lastAt().map(at -> LocalDate.ofInstant(at, zone)), row.createdAt(), row.endedAt());
  }

  private boolean isChannelSet(Row row) {
    return row.status() == Status.PREVIEW && database.read(connection -> {
      Optional<ChannelStore.Channel> channel =
          ChannelStore.find(connection, row.hostId(), row.channelId());
      return channel.isPresent() && ChannelStore.isTold(connection, channel.get());
    });
  }
}
