package laotie.server.growth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import laotie.fact.BusinessDays;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Folded;
import laotie.server.log.Log;
import laotie.server.log.Source;
import laotie.server.people.People;
import laotie.server.people.Somebody;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/**
 * The page for analysts counts what the screens show: facts are downloaded through the door, loaded by the
 * page's own statements, and every tile of it is compared with the door's answer for shows, hosts and months.
 */
@QuarkusTest
@TestProfile(AnalystsTest.Alone.class)
class AnalystsTest {

  /** Facts of its own square: everything in it is downloaded. */
  public static final class Alone implements QuarkusTestProfile {
    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(TestSquare.class));
    }
  }

  private static final Path PAGE = Path.of("..", "docs", "analysts.md");
  private static final int WINDOW_DAYS = 365;
  private static final int SIMULATED_DAYS = 45;

  @Inject Database database;
  @Inject Log log;
  @Inject People people;

  @ConfigProperty(name = "laotie.database.url")
  String url;

  @ConfigProperty(name = "laotie.database.user")
  String user;

  @ConfigProperty(name = "laotie.database.password")
  String password;

  @TestHTTPResource("/")
  URL square;

  private final LocalDate today = BusinessDays.SHANGHAI.dayOf(Instant.now());
  private String page = "";
  private Somebody operator;
  private Connection facts;

  @Test
  void everyTileOfThePageIsWhatTheScreensShow() throws Exception {
    SimulatedDays days = new SimulatedDays(21, SIMULATED_DAYS);
    RelationWorld world = new RelationWorld(4, Instant.now(), 500);
    append(Source.LOG, days.log());
    append(Source.LOG, world.facts());
    append(Source.FLOOD, days.flood());
    Folded.await(database, "growth");
    Folded.awaitFlood(database, "growth");
    Folded.await(database, "relation");
    operator = operator();
    page = operator.calls().get("/api/v1/operator/analysts.md").asString();
    assertThat(page).as("the page in the jar is the page in the repository")
        .isEqualTo(Files.readString(PAGE));
    Somebody.registered().calls().get("/api/v1/operator/analysts.md").then().statusCode(403);
    facts = DriverManager.getConnection(url, user, password);
    setUp();
    int sold = 0;
    for (String show : days.shows()) {
      sold += showAgrees(show);
    }
    assertThat(sold).as("shows that sold something").isGreaterThan(20);
    for (String host : List.of(days.host(0), days.host(1), days.host(2), world.host(0), world.host(1))) {
      comebackAgrees(host);
      monthsAgree(host);
      windowAgrees(host);
    }
    facts.close();
  }

  private int showAgrees(String show) throws Exception {
    Map<String, Object> counted = row("factors of a show", Map.of("show", show));
    JsonPath seen = seen("/api/v1/shows/" + show + "/growth");
    same(show, seen.getLong("factors.uv"), counted.get("uv"));
    same(show, seen.getLong("factors.watchMillis"), counted.get("watch_ms"));
    same(show, seen.getLong("factors.buyers"), counted.get("buyers"));
    same(show, seen.getLong("factors.orders"), counted.get("orders"));
    same(show, seen.getLong("factors.gmvMinor"), counted.get("gmv_minor"));
    near(show, seen.get("factors.watchSecondsPerUv"), counted.get("watch_seconds_per_uv"));
    near(show, seen.get("factors.buyersPerWatchHour"), counted.get("buyers_per_watch_hour"));
    near(show, seen.get("factors.ordersPerBuyer"), counted.get("orders_per_buyer"));
    near(show, seen.get("factors.gmvMinorPerOrder"), counted.get("gmv_minor_per_order"));
    return seen.getLong("factors.gmvMinor") > 0 && seen.getLong("factors.uv") > 0 ? 1 : 0;
  }

  private void comebackAgrees(String host) throws Exception {
    Map<String, Object> counted = row("repurchase within 30 days",
        Map.of("host", host, "last", today.minusDays(1).toString()));
    JsonPath seen = seen("/api/v1/hosts/" + host + "/growth?days=" + WINDOW_DAYS);
    String r3 = "repurchase.find { it.days == 30 }";
    same(host, seen.getLong(r3 + ".buyers"), counted.get("buyers"));
    same(host, seen.getLong(r3 + ".repeaters"), counted.get("repeaters"));
    JsonPath all = seen("/api/v1/hosts/" + host + "/repurchase");
    String defined = "definitions.find { it.definition == 'R3' && it.days == 30 }";
    same(host, all.getLong(defined + ".whole"), counted.get("buyers"));
    same(host, all.getLong(defined + ".part"), counted.get("repeaters"));
    if (all.get(defined + ".rate") != null) {
      near(host, all.get(defined + ".rate"), counted.get("rate"));
      near(host, all.get(defined + ".low"), counted.get("low"));
      near(host, all.get(defined + ".high"), counted.get("high"));
    }
  }

  /** Every month of R2, and every cell of the matrix. */
  private void monthsAgree(String host) throws Exception {
    JsonPath seen = seen("/api/v1/hosts/" + host + "/repurchase");
    String last = seen.getString("lastDay");
    List<Map<String, Object>> monthly = seen.getList("definitions.findAll { it.definition == 'R2' }");
    for (Map<String, Object> each : monthly) {
      Map<String, Object> counted = row("monthly repurchase",
          Map.of("host", host, "last", last, "month", each.get("month") + "-01"));
      same(host + " " + each, ((Number) each.get("whole")).longValue(), counted.get("whole"));
      same(host + " " + each, ((Number) each.get("part")).longValue(), counted.get("part"));
    }
    List<Map<String, Object>> cohorts = seen.getList("cohorts");
    assertThat(cohorts).isNotEmpty();
    for (Map<String, Object> cohort : cohorts) {
      YearMonth first = YearMonth.parse((String) cohort.get("month"));
      List<?> months = (List<?>) cohort.get("months");
      for (int i = 0; i < Math.min(3, months.size()); i++) {
        Map<?, ?> month = (Map<?, ?>) months.get(i);
        Map<String, Object> counted = row("cell of the cohort matrix", Map.of("host", host, "last", last,
            "cohort", first + "-01", "month", first.plusMonths(i) + "-01"));
        String what = host + " " + first + " +" + i;
        same(what, ((Number) cohort.get("buyers")).longValue(), counted.get("size"));
        same(what, ((Number) month.get("buyers")).longValue(), counted.get("buyers"));
        same(what, ((Number) month.get("orders")).longValue(), counted.get("orders"));
        same(what, ((Number) month.get("grossMinor")).longValue(), counted.get("gross_minor"));
        same(what, ((Number) month.get("backMinor")).longValue(), counted.get("back_minor"));
      }
    }
  }

  private void windowAgrees(String host) throws Exception {
    Map<String, String> window = Map.of("host", host,
        "from", today.plusDays(1).minusDays(WINDOW_DAYS).toString(), "to", today.plusDays(1).toString());
    Map<String, Object> watched = row("watch hours of a host", window);
    JsonPath seen = seen("/api/v1/hosts/" + host + "/growth?days=" + WINDOW_DAYS);
    same(host, seen.getLong("factors.uv"), watched.get("uv"));
    same(host, seen.getLong("factors.watchMillis"), watched.get("watch_ms"));
    Map<String, Object> orders = row("private share of orders", window);
    JsonPath relation = seen("/api/v1/hosts/" + host + "/relation?days=" + WINDOW_DAYS);
    same(host, relation.getLong("whole.orders"), orders.get("orders"));
    same(host, relation.getList("quarters.findAll { it.pool == 'PRIVATE' }.orders", Long.class).stream()
        .mapToLong(Long::longValue).sum(), orders.get("private_orders"));
  }

  /** The statements under the page's heading of how to load. */
  private void setUp() throws Exception {
    try (Statement statement = facts.createStatement()) {
      statement.execute("create schema analyst");
      statement.execute("set search_path = analyst");
      for (String line : block("setup").replace("\\copy", ";\\copy").split(";|(?<=header\\))")) {
        Matcher copy = Pattern.compile("\\\\copy facts from '(log|flood)\\.csv' (with \\(.*)")
            .matcher(line.strip());
        if (copy.matches()) {
          assertThat(copied(copy.group(1), "copy facts from stdin " + copy.group(2))).isGreaterThan(400);
        } else if (!line.isBlank()) {
          statement.execute(line);
        }
      }
    }
  }

  private long copied(String source, String statement) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(
            URI.create(square.toString()).resolve("/api/v1/operator/facts.csv?source=" + source))
        .header("Cookie", "laotie_session=" + operator.cookie()).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofInputStream());
      assertThat(answer.statusCode()).isEqualTo(200);
      try (InputStream csv = answer.body()) {
        return facts.unwrap(PGConnection.class).getCopyAPI().copyIn(statement, csv);
      }
    }
  }

  private Map<String, Object> row(String name, Map<String, String> asked) throws Exception {
    Map<String, String> values = new HashMap<>(asked);
    values.put("zone", "Asia/Shanghai");
    String sql = Pattern.compile(":'([a-z]+)'").matcher(block(name)).replaceAll(variable ->
        Matcher.quoteReplacement("'" + values.get(variable.group(1)).replace("'", "''") + "'"));
    try (Statement select = facts.createStatement(); ResultSet row = select.executeQuery(sql)) {
      assertThat(row.next()).as(name).isTrue();
      Map<String, Object> found = new HashMap<>();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        found.put(row.getMetaData().getColumnLabel(i), row.getObject(i));
      }
      return found;
    }
  }

  private String block(String name) {
    Matcher block =
        Pattern.compile("```sql\n-- " + name + "\n(.*?)\n```", Pattern.DOTALL).matcher(page);
    assertThat(block.find()).as("the page has '%s'", name).isTrue();
    return block.group(1);
  }

  private static void same(String what, long seen, Object counted) {
    assertThat(((Number) counted).longValue()).as(what).isEqualTo(seen);
  }

  /** A ratio without a value is absent on the screen and null in SQL. */
  private static void near(String what, Number seen, Object counted) {
    if (seen == null) {
      assertThat(counted).as(what).isNull();
    } else {
      assertThat(((Number) counted).doubleValue()).as(what)
          .isCloseTo(seen.doubleValue(), within(Math.max(1e-6, 1e-5 * Math.abs(seen.doubleValue()))));
    }
  }

  private JsonPath seen(String path) {
    Response answer = operator.calls().get(path);
    answer.then().statusCode(200);
    return answer.jsonPath();
  }

  private void append(Source source, List<Log.Happened> told) {
    for (int start = 0; start < told.size(); start += 2_000) {
      List<Log.Happened> part = told.subList(start, Math.min(told.size(), start + 2_000));
      database.write(connection -> {
        log.appendAll(connection, source, part);
        return part;
      });
    }
  }

  private Somebody operator() {
    String id = people.ensureAccount(new People.Wanted("analyst", "运营", Somebody.PASSWORD, true, false));
    Response signedIn = given().contentType("application/json")
        .body(Map.of("login", "analyst", "password", Somebody.PASSWORD)).post("/api/v1/sessions");
    signedIn.then().statusCode(200);
    return new Somebody(id, "analyst", signedIn.cookies().values().iterator().next());
  }
}
