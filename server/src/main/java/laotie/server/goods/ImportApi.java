package laotie.server.goods;

import io.smallrye.common.annotation.RunOnVirtualThread;
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
import java.time.Instant;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import laotie.fact.Money;
import laotie.goods.Draft;
import laotie.goods.Sheet;
import laotie.goods.SheetField;
import laotie.goods.SheetProduct;
import laotie.goods.Takeover;
import laotie.server.goods.ImportStore.Row;
import laotie.server.goods.StagedStore.Issue;
import laotie.server.goods.StagedStore.Outcome;
import laotie.server.goods.StagedStore.StagedProduct;
import laotie.server.http.Bodies;
import laotie.server.http.CsvFile;
import laotie.server.http.CsvFile.Encoding;
import laotie.server.http.Idempotent;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.log.Database;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Imports of goods from tables, such as the product export of a Shopify shop: their host's alone. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "goods")
public class ImportApi {

  private static final int FILE_NAME_MAX = 120;
  private static final int ISSUES_STEP = 1_000;
  private static final Map<String, String> CHARSETS =
      Map.of("utf-8", StandardCharsets.UTF_8.name(), "gbk", "GB18030", "utf-16le", "UTF-16LE");

  private final Database database;
  private final Imports imports;
  private final ImportJob job;
  private final SheetJson json;
  private final Who who;

  ImportApi(Database database, Imports imports, ImportJob job, SheetJson json, Who who) {
    this.database = database;
    this.imports = imports;
    this.job = job;
    this.json = json;
    this.who = who;
  }

  /**
   * How the table is to be read.
   *
   * @param places where the column of each field stands, 0 the first; a field that is left out is not there
   * @param currency of the prices, ISO 4217
   * @param category for products without one
   * @param plainName the name of the only variant of a product without options
   * @param isHeldBack true keeps new products off the shelf until they are listed by hand
   * @param encoding {@code utf-8}, {@code gbk} or {@code utf-16le}; absent to find it
   */
  record SettingsBody(
      Map<SheetField, Integer> places, String currency, String category, String plainName,
      boolean isHeldBack, Optional<String> encoding) {
    SettingsBody {
      places = present(places);
      currency = Objects.requireNonNullElse(currency, "");
      category = Objects.requireNonNullElse(category, "").strip();
      plainName = Objects.requireNonNullElse(plainName, "").strip();
      encoding = encoding == null ? Optional.empty() : encoding.filter(name -> !name.isEmpty());
    }

    private static Map<SheetField, Integer> present(Map<SheetField, Integer> placesOrNull) {
      Map<SheetField, Integer> present = new EnumMap<>(SheetField.class);
      if (placesOrNull != null) {
        present.putAll(placesOrNull);
        present.values().removeIf(Objects::isNull);
      }
      return present;
    }
  }

  /** How many rows were read, and how many products will become or became what. */
  record CountsView(int rows, int issues, int pictures, Map<Outcome, Integer> products) {}

  /**
   * An import.
   *
   * @param charset in which the table was read
   * @param columns its header
   */
  record ImportView(
      String importId, String fileName, ImportStore.Status status, String charset, List<String> columns,
      SettingsBody settings, CountsView counts, Instant createdAt, Optional<Instant> endedAt) {}

  record ImportList(List<ImportView> items) {}

  /** A variant as it would look; {@code price} and {@code stock} are absent when the table says none. */
  record ItemView(String name, String code, Optional<Money> price, Optional<Long> stock) {}

  /** A product as it would look. */
  record SampleView(
      int row, String handle, String title, String story, String category, Optional<Boolean> isListed,
      List<ItemView> items, List<String> pictureUrls, Outcome outcome) {}

  record SampleList(List<SampleView> items) {}

  /** What is wrong with a row, or worth knowing; {@code key} and {@code values} are of the screens' words. */
  record IssueView(
      int row, String handle, String column, String key, Map<String, String> values, String detail,
      boolean isError) {}

  /** A product of the table, and what became of it. */
  record ProductRowView(int row, String handle, String title, Outcome outcome, String productId) {}

  /** Where a product came from; its pictures are fetched by nobody but their host. */
  record SourceView(String handle, List<String> pictureUrls) {}

  /**
   * Takes a table of at most 10 MB and 50,000 rows; it is read at once and taken over when it is started.
   *
   * @param name of the file
   */
  @POST
  @Path("/product-imports.csv")
  @Consumes(MediaType.WILDCARD)
  public Response upload(
      @QueryParam("name") @DefaultValue("products.csv") String name,
      @QueryParam("currency") @DefaultValue("CNY") String currency,
      @QueryParam("category") @DefaultValue("其他") String category,
      @QueryParam("plainName") @DefaultValue("标准") String plainName,
      byte[] body) {
    String hostId = who.require(Role.HOST).accountId();
    Imports.Settings settings = settings(
        new SettingsBody(Map.of(), currency, category, plainName, false, Optional.empty()));
    String fileName = name.isBlank() || name.length() > FILE_NAME_MAX ? "products.csv" : name.strip();
    Row row = imports.begin(hostId, fileName, Bodies.present(body), settings);
    job.wake();
    return Response.status(201).entity(view(row)).build();
  }

  /** The last imports, the newest first. */
  @GET
  @Path("/product-imports")
  public ImportList list() {
    return new ImportList(
        imports.ofHost(who.require(Role.HOST).accountId()).stream().map(this::view).toList());
  }

  @GET
  @Path("/product-imports/{importId}")
  public ImportView read(@PathParam("importId") String importId) {
    return view(found(importId));
  }

  /** Says how the table is to be read; it is read anew. */
  @PUT
  @Path("/product-imports/{importId}")
  @Idempotent
  public ImportView change(@PathParam("importId") String importId, SettingsBody body) {
    String hostId = who.require(Role.HOST).accountId();
    Row row = imports.change(hostId, importId, settings(Bodies.present(body)));
    job.wake();
    return view(row);
  }

  /** Starts to take the products over. */
  @POST
  @Path("/product-imports/{importId}/start")
  @Idempotent
  public ImportView start(@PathParam("importId") String importId) {
    Row row = imports.start(who.require(Role.HOST).accountId(), importId);
    job.wake();
    return view(row);
  }

  /** Cancels; what was taken over stays. */
  @DELETE
  @Path("/product-imports/{importId}")
  public ImportView cancel(@PathParam("importId") String importId) {
    return view(imports.cancel(who.require(Role.HOST).accountId(), importId));
  }

  /** The first products as they would look; empty once the import runs. */
  @GET
  @Path("/product-imports/{importId}/samples")
  public SampleList samples(@PathParam("importId") String importId) {
    Row row = found(importId);
    Sheet.Rules rules = json.settings(row.settings()).rules();
    return new SampleList(
        imports.samples(row).stream().map(looked -> sample(looked, rules)).toList());
  }

  /** What is wrong, and what is worth knowing; at most 10,000 of an import are kept. */
  @GET
  @Path("/product-imports/{importId}/issues")
  public Page<IssueView> issues(
      @PathParam("importId") String importId,
      @QueryParam("after") @DefaultValue("0") long after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    int size = Page.limit(limit);
    Row row = found(importId);
    List<Issue> found = database.read(
        connection -> StagedStore.issues(connection, row.importId(), after, size + 1));
    List<Issue> shown = found.size() > size ? found.subList(0, size) : found;
    return new Page<>(shown.stream().map(this::issue).toList(),
        found.size() > size ? String.valueOf(shown.getLast().number()) : "");
  }

  /** The same as a table. */
  @GET
  @Path("/product-imports/{importId}/issues.csv")
  @Produces("text/csv")
  public Response issuesFile(@PathParam("importId") String importId,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    Encoding written = Encoding.of(encoding);
    Row row = found(importId);
    return CsvFile.answer("import-issues.csv", written, file -> writeIssues(row, file));
  }

  /** Products of an outcome in the order of the table. */
  @GET
  @Path("/product-imports/{importId}/products")
  public Page<ProductRowView> products(
      @PathParam("importId") String importId,
      @QueryParam("outcome") @DefaultValue("CREATED") Outcome outcome,
      @QueryParam("after") @DefaultValue("0") int after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    int size = Page.limit(limit);
    Row row = found(importId);
    List<StagedProduct> found = database.read(connection ->
        StagedStore.productsOf(connection, row.importId(), outcome, after, size + 1));
    List<StagedProduct> shown = found.size() > size ? found.subList(0, size) : found;
    return new Page<>(shown.stream().map(product -> new ProductRowView(product.number(), product.handle(),
        product.title(), product.outcome(), product.productId())).toList(),
        found.size() > size ? String.valueOf(shown.getLast().number()) : "");
  }

  /** Where a product came from; its host's alone. */
  @GET
  @Path("/product-sources/{productId}")
  public SourceView source(@PathParam("productId") String productId) {
    String hostId = who.require(Role.HOST).accountId();
    return database.read(connection -> {
      boolean isOwn = SourceStore.shelved(connection, hostId, List.of(productId), false)
          .containsKey(productId);
      return isOwn ? SourceStore.ofProduct(connection, productId) : Optional.<SourceStore.Source>empty();
    }).map(source -> new SourceView(source.handle(), json.texts(source.pictureUrls())))
        .orElse(new SourceView("", List.of()));
  }

  private Row found(String importId) {
    return imports.find(who.require(Role.HOST).accountId(), importId);
  }

  private void writeIssues(Row row, CsvFile file) throws IOException {
    file.row("row", "product", "column", "kind", "what", "in words", "cell");
    long after = 0;
    List<Issue> issues;
    do {
      long from = after;
      issues = database.read(
          connection -> StagedStore.issues(connection, row.importId(), from, ISSUES_STEP));
      for (Issue issue : issues) {
        file.row(String.valueOf(issue.row()), issue.handle(), issue.column(),
            issue.isError() ? "error" : "warning",
            issue.message().substring(issue.message().lastIndexOf('.') + 1), issue.detail(),
            json.values(issue.values()).getOrDefault("cell", ""));
        after = issue.number();
      }
    } while (issues.size() == ISSUES_STEP);
  }

  private static Imports.Settings settings(SettingsBody body) {
    if (Currency.getAvailableCurrencies().stream().noneMatch(known ->
        known.getCurrencyCode().equals(body.currency()) && known.getDefaultFractionDigits() >= 0)) {
      throw Problem.field("/currency", "must be a currency such as CNY");
    }
    if (body.category().isEmpty() || body.category().length() > Draft.NAME_MAX) {
      throw Problem.field("/category", "1 to " + Draft.NAME_MAX + " characters");
    }
    if (body.plainName().isEmpty() || body.plainName().length() > Draft.NAME_MAX) {
      throw Problem.field("/plainName", "1 to " + Draft.NAME_MAX + " characters");
    }
    if (body.encoding().isPresent() && !CHARSETS.containsKey(body.encoding().get())) {
      throw Problem.field("/encoding", "must be utf-8, gbk or utf-16le");
    }
    return new Imports.Settings(body.places(), body.currency(), body.category(), body.plainName(),
        body.isHeldBack(), body.encoding().map(CHARSETS::get));
  }

  private ImportView view(Row row) {
    Imports.Settings settings = json.settings(row.settings());
    Map<Outcome, Integer> products = new EnumMap<>(Outcome.class);
    products.putAll(database.read(connection -> StagedStore.counts(connection, row.importId())));
    Optional<String> encoding = settings.charset().flatMap(charset -> CHARSETS.entrySet().stream()
        .filter(known -> known.getValue().equals(charset)).map(Map.Entry::getKey).findFirst());
    return new ImportView(row.importId(), row.fileName(), row.status(), row.charset(),
        json.texts(row.columns()),
        new SettingsBody(settings.places(), settings.currency(), settings.category(),
            settings.plainName(), settings.isHeldBack(), encoding),
        new CountsView(row.counts().rows(), row.counts().issues(), row.counts().pictures(), products),
        row.createdAt(), row.endedAt());
  }

  /** A known product shows what it will be, another what the table says of it. */
  private static SampleView sample(Takeovers.Looked looked, Sheet.Rules rules) {
    Optional<SheetProduct> product = looked.product();
    Optional<Takeover.Outcome.Put> put = looked.outcome()
        .filter(Takeover.Outcome.Put.class::isInstance).map(Takeover.Outcome.Put.class::cast);
    List<ItemView> items = product.map(SheetProduct::items).orElse(List.of()).stream()
        .map(item -> new ItemView(item.name().orElse(rules.plainName()), item.code(),
            item.priceMinor().isPresent()
                ? Optional.of(new Money(item.priceMinor().getAsLong(), rules.currency())) : Optional.empty(),
            item.stock().isPresent() ? Optional.of(item.stock().getAsLong()) : Optional.empty()))
        .toList();
    return new SampleView(looked.staged().number(), looked.staged().handle(),
        product.flatMap(SheetProduct::title).orElse(looked.staged().title()),
        put.map(each -> each.draft().story()).or(() -> product.flatMap(SheetProduct::story)).orElse(""),
        put.map(each -> each.draft().category()).or(() -> product.flatMap(SheetProduct::category))
            .orElse(""),
        put.map(Takeover.Outcome.Put::isListed).or(() -> product.flatMap(SheetProduct::isListed)),
        items, product.map(SheetProduct::pictureUrls).orElse(List.of()), looked.staged().outcome());
  }

  private IssueView issue(Issue issue) {
    return new IssueView(issue.row(), issue.handle(), issue.column(), issue.message(),
        json.values(issue.values()), issue.detail(), issue.isError());
  }
}
